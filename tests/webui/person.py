"""Somebody at the pages, without script: opens addresses, fills in the form that is there, presses its buttons.

Used by the web tests and the acceptance tests. A refused form is answered as its error summary asks, field by field.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from flask import Flask
from lxml import html

WORDS = "Told by telephone, written down the same day."


class Person:
    """One browser."""

    def __init__(self, app: Flask) -> None:
        self.app, self.client = app, app.test_client()
        self.status, self.path, self.text = 0, "", ""
        self.page: Any = html.fromstring("<html></html>")
        self.left: tuple[str, Any] = self.path, self.page

    # Looking

    def open(self, address: str) -> Person:
        """Go to an address, and where it leads."""
        return self._saw(self.client.get(address, follow_redirects=True))

    def back(self) -> Person:
        """The page from which a form was sent last, as a browser shows it that has kept it."""
        self.path, self.page = self.left
        return self

    def _saw(self, response: Any) -> Person:
        self.status, self.path, self.text = response.status_code, response.request.path, response.text
        if "html" in (response.content_type or ""):
            self.page = html.fromstring(response.text)
        return self

    def follow(self, words: str) -> Person:
        """The link that says this."""
        found = [link for link in self.page.iter("a") if words in _words(link)]
        assert found, f"no link says {words!r} on {self.path}"
        return self.open(urljoin(self.path, found[0].get("href")))

    @property
    def heading(self) -> str:
        return _words(self.page.find(".//h1"))

    @property
    def title(self) -> str:
        return str(self.page.findtext(".//title"))

    @property
    def main(self) -> str:
        """All words of the page's main part."""
        return _words(self.page.get_element_by_id("main"))

    @property
    def errors(self) -> dict[str, str]:
        """What the error summary says, by the name of the field that each links to."""
        links = self.page.xpath("//*[contains(@class, 'govuk-error-summary')]//a")
        return {link.get("href").lstrip("#"): _words(link) for link in links}

    @property
    def tasks(self) -> list[dict[str, str]]:
        """The rows of the inbox that is open, with their marks."""
        return [dict(row.attrib) | {"words": _words(row)} for row in self.page.xpath("//tr[@data-task]")]

    @property
    def waiting(self) -> list[dict[str, str]]:
        """What waits for this person, then what they may pick up."""
        return [*self.open("/inbox").tasks, *self.open("/inbox/queue").tasks]

    def step(self, wanted: str, about: str = "") -> Person:
        """The page of the first waiting step with this id or these words; about whom, where several have it."""
        found = [row for row in self.waiting if wanted == row["data-step"] or wanted in row["words"]]
        about_it = [row for row in found if about in row["words"]]
        assert about_it, f"{wanted} {about} waits for nobody here; only {[row['words'] for row in found]}"
        first, *others = about_it[0]["data-task"].split()
        return self.open(f"/tasks/{first}/together" if others else f"/tasks/{first}")

    @property
    def banner(self) -> str:
        return " ".join(
            _words(each) for each in self.page.xpath("//*[contains(concat(@class, ' '), 'govuk-notification-banner ')]")
        )

    @property
    def code(self) -> str:
        """The code that the page gives to come back with."""
        return _words(self.page.xpath("//*[contains(@class, 'app-code')]")[0])

    # Filling in

    @property
    def form(self) -> Any:
        """The form in the main part of the page that asks most."""
        forms = self.page.xpath("//main//form[@method='post']")
        assert forms, f"no form on {self.path}: {self.heading}"
        return max(forms, key=lambda form: len(list(form.inputs)))

    @property
    def fields(self) -> dict[str, list[str]]:
        """What the form would send as it stands."""
        said: dict[str, list[str]] = {}
        for name, value in self.form.form_values():
            said.setdefault(name, []).append(value)
        return said

    def send(self, /, act: str = "save", to: str | None = None, **answers: Any) -> Person:
        """Press a button of the form, with these answers in place of what stands in it; None takes an answer away."""
        return self.post(answers, act=act, to=to)

    def press(self, words: str) -> Person:
        """A button that stands in a form of its own."""
        found = [button for button in self.page.iter("button") if _words(button).startswith(words)]
        assert found, f"no button says {words!r} on {self.path}"
        (form,) = found[0].xpath("ancestor::form")
        return self._saw(self.client.post(form.get("action"), data=dict(form.form_values()), follow_redirects=True))

    def post(self, answers: Mapping[str, Any], *, act: str = "save", to: str | None = None) -> Person:
        data: dict[str, Any] = {**self.fields, "act": [act]}
        for name, value in answers.items():
            data.pop(name, None)
            if value is not None:
                data[name] = value
        address = to or self.form.get("action") or self.path
        self.left = self.path, self.page
        return self._saw(self.client.post(address, data=data, follow_redirects=True))

    def complete(self, **answers: Any) -> Person:
        """Send the form, and answer what it still asks in the plainest way, until it is taken."""
        given = dict(answers)
        for _ in range(10):
            self.post(given)
            if self.status != 422:
                return self
            before = dict(given)
            for name in self.errors:
                given |= self._plain_answer(name, given)
            assert given != before, f"{self.heading} cannot be answered: {self.errors}"
        raise AssertionError(f"{self.heading} still asks: {self.errors}")

    def _plain_answer(self, field: str, given: Mapping[str, Any]) -> dict[str, Any]:
        if field.endswith(("-day", "-month", "-year")):
            field = field.rpartition("-")[0]
            return dict(zip((f"{field}-day", f"{field}-month", f"{field}-year"), self._day(field), strict=True))
        if "write a date like" in self.errors.get(field, ""):
            return {field: "/".join(self._day(field))}
        if field in given:
            return {}
        inputs = self.page.xpath(f"//*[@name='{field}']")
        if not inputs:
            parts = self.page.xpath(f"//*[@name='{field}-day']")
            return (
                dict(zip((f"{field}-day", f"{field}-month", f"{field}-year"), self._day(field), strict=True))
                if parts
                else {}
            )
        first = inputs[0]
        if first.get("type") in ("radio", "checkbox"):
            return {field: first.get("value")}
        if first.tag == "select":
            return {field: next(option.get("value") for option in first.iter("option") if option.get("value"))}
        if self._asks_day(field):
            return {field: "/".join(self._day(field))}
        return {field: WORDS}

    def _asks_day(self, field: str) -> bool:
        ending = field.rpartition("-")[2]
        return ending.endswith(("_on", "_due", "_until", "_at")) or ending in ("due", "born")

    def _day(self, field: str) -> tuple[str, str, str]:
        """Today for what has happened, in two weeks for what is to come."""
        from datetime import timedelta

        to_come = any(word in field for word in ("next", "due", "until", "again", "chase"))
        now = self.app.extensions["ladoflow.settings"].now
        day = now + timedelta(days=14 if to_come else 0)
        return str(day.day), str(day.month), str(day.year)


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""

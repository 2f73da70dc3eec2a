"""The named patterns that an answer may have to match; no form brings a pattern of its own."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Pattern:
    """What matches, and an example for the message."""

    regex: re.Pattern[str]
    noun: str
    example: str

    def matches(self, text: str) -> bool:
        """Whether the text, without spaces around it, is one. Long texts are none, so that no match takes long."""
        return len(text) <= 320 and self.regex.fullmatch(text.strip()) is not None


def _pattern(regex: str, noun: str, example: str) -> Pattern:
    return Pattern(re.compile(regex, re.IGNORECASE | re.ASCII), noun, example)


NAMED = {
    "email": _pattern(
        r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,62}\.)+[a-z]{2,24}",
        "an e-mail address",
        "name@example.com",
    ),
    "phone": _pattern(r"\+?[0-9(][0-9 ()-]{8,24}(?:(?:ext\.?|x) ?[0-9]{1,6})?", "a phone number", "01632 960 001"),
    "postcode": _pattern(r"[a-z]{1,2}[0-9][a-z0-9]? ?[0-9][a-z]{2}", "a full postcode", "MA1 4BX"),
    "school_urn": _pattern(r"[1-9][0-9]{5}", "a school URN of 6 figures", "123456"),
    "ofsted_urn": _pattern(r"(?:[a-z]{2})?[0-9]{5,7}", "an Ofsted URN", "EY123456"),
    "teacher_reference": _pattern(r"[0-9]{2}/?[0-9]{5}", "a teacher reference number of 7 figures", "12/34567"),
    "dbs_certificate": _pattern(r"[0-9]{12}", "a DBS certificate number of 12 figures", "001234567890"),
    "national_insurance": _pattern(
        r"[a-z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[a-d]", "a National Insurance number", "QQ 12 34 56 C"
    ),
    "nhs_number": _pattern(r"[0-9]{3} ?[0-9]{3} ?[0-9]{4}", "an NHS number of 10 figures", "999 123 4567"),
    "crime_reference": _pattern(r"[a-z0-9][a-z0-9 /.-]{2,39}", "a crime reference", "MP/26/000912"),
    "year": _pattern(r"(?:19|20|21)[0-9]{2}", "a year of four figures", "2019"),
}

"""Who may be the same: a name in full, in part, with an initial, a letter apart or alike; never silently nobody."""

from datetime import date

import pytest
from sqlalchemy import Engine, select, true

from engine import db, matching, people
from engine.models import Authority, Case, Person
from tests import builders


@pytest.mark.parametrize(
    ("one", "other", "is_part"),
    [
        ("Hartley", "Owen Hartley", True), ("Owen", "Owen Hartley", True), ("O Hartley", "Owen Hartley", True),
        ("Owen Hartley", "Hartley", True), ("Owen James Hartley", "Owen Hartley", True),
        ("Hart", "Owen Hartley", False), ("O", "Owen Hartley", False), ("Jo Hartley", "Owen Hartley", False),
        ("Owen Ash", "Owen Hartley", False), ("Al Al", "Al Hartley", False),
    ],
)  # fmt: skip
def test_a_name_may_be_another_in_part(one: str, other: str, is_part: bool) -> None:
    assert people.part_of(people.folded(one), people.folded(other)) is is_part


SLIPS = ["hartly", "hartleyy", "hatrley", "harltey", "jartley", "harttley", "artley", "hartlez", "ahrtley", "hartlye"]


@pytest.mark.parametrize("slip", SLIPS)
def test_one_slip_of_the_finger_is_told_and_every_search_asks_for_what_it_leaves_alone(slip: str) -> None:
    assert people.one_slip(slip, "hartley") and people.one_slip("hartley", slip)
    assert any(part in " hartley " for part in people.pieces(slip))


@pytest.mark.parametrize(("one", "other"), [("hrtly", "hartley"), ("lark", "lars"), ("hartleys", "hartly")])
def test_two_slips_and_short_words_are_other_names(one: str, other: str) -> None:
    assert not people.one_slip(one, other)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Hartley, Owen", "Owen Hartley", people.SAME), ("Hartley", "Owen Hartley", people.PART),
        ("Hartly", "Owen Hartley", people.SLIP), ("Larkam", "Sadie Larkem", people.SLIP),
        ("O Hartly", "Owen James Hartley", people.SLIP), ("Owen Hartly", "Owen Hartley", people.SLIP),
        ("Joe Barratt", "Joel Barrett", people.SOUNDS), ("Jo Hartly", "Owen Hartley", None),
        ("Olwen Hughes", "Owen Hartley", None), ("O H", "Owen Hartley", None),
    ],
)  # fmt: skip
def test_names_are_compared_word_by_word(one: str, other: str, how: str | None) -> None:
    assert people.likeness(people.folded(one), people.folded(other)) == how
    assert people.likeness(people.folded(other), people.folded(one)) == how


@pytest.mark.parametrize(
    ("name", "told", "others"),
    [
        ("Rachel Okoye", "Brown", ["Rachel Brown", "Brown Okoye"]), ("Rachel Okoye", "Rachel Brown", ["Rachel Brown"]),
        ("Rachel Okoye", "née Brown, then Rachel Hill (until 2019)", ["Rachel Brown", "Brown Okoye", "Rachel Hill"]),
        ("Rachel Okoye", "also known as Rae or Ray", ["Rachel Rae", "Rae Okoye", "Rachel Ray", "Ray Okoye"]),
        ("Rachel", "Rae", ["Rae"]), ("Lisa Nee", "Lisa Hart Nee", ["Lisa Hart Nee"]),
        ("Rachel Okoye", "none", []), ("Rachel Okoye", "not known; n/a 2019 -", []),
    ],
)  # fmt: skip
def test_other_names_are_read_as_people_write_them(name: str, told: str, others: list[str]) -> None:
    assert people.names_in(name, told) == others


def a_council(session, *names: str, **given: str) -> Authority:  # type: ignore[no-untyped-def]
    council = builders.a_council(session, builders.SHIPPED)
    for name in names:
        builders.a_contact(session, council, name, **given)
    session.flush()
    return council


@pytest.mark.database
def test_a_search_by_the_surname_alone_finds_the_adult_and_says_why(engine_db: Engine) -> None:
    with db.writing(engine_db) as session:
        council = a_council(session, "Owen Hartley")
        for asked in ("Hartley", "hartley, o.", "Owen"):
            (found,) = matching.matches(session, council.id, asked)
            assert (found.name, found.likelihood) == ("Owen Hartley", "possible")
            assert found.why.startswith("Part of the name.")
        assert matching.matches(session, council.id, "Olwen Hughes") == []


@pytest.mark.database
@pytest.mark.parametrize(
    ("known", "asked", "why"),
    [
        (("Rachel Okoye", "Brown"), ("Rachel Brown", ""), "Same name, another or former one."),
        (("Rachel Brown", ""), ("Rachel Okoye", "Rachel Brown"), "Same name, another or former one."),
        (("Rachel Okoye", "Brown"), ("Rachel Hill", "formerly Brown"), "Same name, another or former one."),
        (("Rachel Okoye", "Rachel Brown"), ("Rachel Okoye", "Brown"), "Same name. "),
        (("Rachel Okoye", "Rachel Brown"), ("R Brown", ""), "Part of the name, another or former one."),
        (("Rachel Okoye", "Sinead Browne-Hartley"), ("Sinead Hartly", ""), "A letter apart, another or former one."),
    ],
)  # fmt: skip
def test_who_was_called_otherwise_is_found_under_every_name(
    engine_db: Engine, known: tuple[str, str], asked: tuple[str, str], why: str
) -> None:
    with db.writing(engine_db) as session:
        council = a_council(session, known[0], formerly=known[1])
        (found,) = matching.matches(session, council.id, asked[0], also=[asked[1]])
        assert found.name == known[0] and found.why.startswith(why)
        (also,) = matching.anybody(session, council.id, true(), known[1] or known[0])
        assert also.name == known[0]
        assert matching.matches(session, council.id, "Peter Rowe", also=["not known"]) == []


@pytest.mark.database
def test_a_surname_with_a_letter_wrong_finds_the_adult(engine_db: Engine) -> None:
    with db.writing(engine_db) as session:
        council = a_council(session, "Owen Hartley", "Sadie Larkem")
        for asked in [*SLIPS, "Hartly, Owen", "O. Hartly"]:
            assert [m.name for m in matching.matches(session, council.id, asked)] == ["Owen Hartley"], asked
        (found,) = matching.matches(session, council.id, "Larkam")
        assert (found.name, found.likelihood, found.why[:14]) == ("Sadie Larkem", "unlikely", "A letter apart")


@pytest.mark.database
def test_the_same_setting_makes_it_likelier(engine_db: Engine) -> None:
    with db.writing(engine_db) as session:
        council = a_council(session, "Owen Hartley", employer="St. Anne’s School")

        def likelihood(name: str, employer: str) -> str:
            (found,) = matching.matches(session, council.id, name, employer=employer)
            assert found.why.endswith("Same setting.") is (employer == "st annes school")
            return found.likelihood

        for name, elsewhere, there in (("Owen Hartly", "unlikely", "possible"), ("Owen Hartley", "possible", "likely")):
            assert likelihood(name, "Larch House") == likelihood(name, "") == elsewhere
            assert likelihood(name, "st annes school") == there


@pytest.mark.database
def test_a_setting_that_nobody_knows_is_no_setting(engine_db: Engine) -> None:
    with db.writing(engine_db) as session:
        council = a_council(session, "Owen Hartley", employer="not known")
        (found,) = matching.matches(session, council.id, "Owen Hartley", employer="Not known")
        assert found.likelihood == "possible"


@pytest.mark.database
def test_the_right_one_is_found_among_very_many_of_the_name(engine_db: Engine) -> None:
    with db.writing(engine_db) as session:
        council = a_council(session, "Zoe Smith")
        session.add_all(
            Person(authority_id=council.id, kind="adult", name=f"Smi{n} Zoe", sound=people.folded(f"Smi{n} Zoe"))
            for n in range(700)
        )
        session.flush()
        assert [m.name for m in matching.matches(session, council.id, "Smith Zoe")] == ["Zoe Smith"]


@pytest.mark.database
def test_anybody_finds_only_in_cases_that_whoever_asks_may_see(engine_db: Engine) -> None:
    with db.writing(engine_db) as session:
        council = a_council(session, "Owen Hartley")
        session.scalars(select(Person)).one().born = date(1980, 4, 3)
        session.flush()
        for name, born in (("Hartly", None), ("", date(1980, 4, 3))):
            assert [m.name for m in matching.anybody(session, council.id, true(), name, born=born)] == ["Owen Hartley"]
            assert matching.anybody(session, council.id, Case.authority_id == "another", name, born=born) == []
        assert matching.anybody(session, council.id, true(), "", born=date(1981, 4, 3)) == []


@pytest.mark.database
def test_not_known_is_nobodys_name(engine_db: Engine) -> None:
    with db.writing(engine_db) as session:
        council = a_council(session, "not known", "Not given")
        for asked in ("Not known", "not given", "known", "", "Adult not known"):
            assert matching.matches(session, council.id, asked) == [], asked

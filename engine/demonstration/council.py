"""The invented council, its accounts and the organisations round it; called by build."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from engine import councils, dates, people, versions
from engine.models import Authority, Organisation, User

DOMAIN = "marlshire.example"
PASSWORD = "marlshire-demo"  # noqa: S105 (everybody may know it: the council is invented)
POLICE, NORTHDALE = "Marlshire Police", "Northdale Police"
SOCIAL_CARE = "Marlshire Children’s Social Care"
FOSTERING = "Marlshire Fostering"
LADO, MANAGER, SUPPORT = "LADO", "LADO manager", councils.SUPPORT
OWN = (
    ("lado", "Helen Ashworth", LADO, "LADO", "101"),
    ("lado2", "Priya Nair", LADO, "LADO", "102"),
    ("manager", "Graham Thorne", MANAGER, "Head of safeguarding and quality", "103"),
    ("support", "Moira Lennox", SUPPORT, "Business support", "104"),
    ("owner", "Joanna Pike", "Process owner", "Practice lead", "105"),
    ("approver", "Alan Brierley", "Process approver", "Service director", "106"),
    ("dpo", "Alison Frayne", "Data protection officer", "Data protection officer", "107"),
    ("auditor", "Desmond Clarke", "Auditor", "Quality assurance officer", "108"),
    ("admin", "Rosa Whitfield", "Administrator", "Systems administrator", "109"),
)
"""Account, name, role, title, the last digits of the telephone number."""
OUTSIDE = (
    ("police", "DS Martin Okafor", "Police", POLICE, "Child abuse unit", "114"),
    ("psd", "Caroline Voss", "Employer", NORTHDALE, "Professional standards department", "121"),
    ("socialcare", "Ruth Calder", "Children's social care", SOCIAL_CARE, "Assessment team manager", "152"),
    ("fostering", "Tom Ellery", "Fostering service", FOSTERING, "Fostering team manager", "160"),
    ("head", "Karen Whitlock", "Employer", "Brookfield Primary School", "Head teacher", "131"),
    ("hr", "Imran Sheikh", "Employer", "Aldermoor Academy Trust", "Head of people", "135"),
    ("nursery", "Tessa Boyle", "Employer", "Fernhill Nursery", "Nursery manager", "176"),
)
BODIES = (
    ("Ridgeway Academy", "school_secondary", "Nina Forsyth", "Head teacher", "132"),
    ("St Anne’s Primary School", "school_primary", "Paul Greaves", "Head teacher", "133"),
    ("Lark Lane Primary School", "school_primary", "Yasmin Akhtar", "Head teacher", "134"),
    ("Marlbridge High School", "school_secondary", "Stephen Cowley", "Deputy head", "136"),
    ("Oakfield Special School", "special_school", "Jean Rafferty", "Head teacher", "137"),
    ("Birch Hill Sixth Form College", "further_education", "Dr Amy Lockett", "Vice principal", "138"),
    ("Little Acorns Pre-school", "nursery", "Bridget Moss", "Manager", "177"),
    ("Bluebell Day Nursery", "nursery", "Farah Aziz", "Manager", "178"),
    ("Kestrel House", "residential", "Dominic Hale", "Registered manager", "181"),
    ("Ashdown Lodge", "residential", "Sheila Umeh", "Registered manager", "182"),
    ("Beacon Fostering Agency", "ifa_foster_carer", "Laura Penn", "Registered manager", "161"),
    ("Marlbrook Juniors FC", "sports_leisure", "Gary Stubbs", "Club welfare officer", "141"),
    ("Marl Valley Leisure", "sports_leisure", "Annette Birch", "Centre manager", "142"),
    ("Tarn Lake Sailing Club", "sports_leisure", "Hugh Merritt", "Welfare officer", "143"),
    ("3rd Marlbridge Scout Group", "youth_organisation", "Elaine Sutcliffe", "Group lead", "144"),
    ("Marlshire Army Cadets", "cadets", "Capt Roy Pickering", "Safeguarding officer", "145"),
    ("Marl Valley Transport", "transport", "Keith Lomax", "Contracts manager", "146"),
    ("Swan Taxis", "taxi", "Nadeem Rauf", "Operator", "147"),
    ("Marlshire General Hospital", "health", "Judith Orme", "Named nurse for safeguarding children", "148"),
    ("St Mark’s Church", "faith", "Revd Colin Bray", "Parish safeguarding officer", "149"),
    ("Marlshire Islamic Centre", "faith", "Samira Hussain", "Safeguarding lead", "150"),
    ("Penhurst Supply", "agency_supply", "Dean Whitcombe", "Compliance manager", "151"),
    ("Fairlea Secure Centre", "secure_estate", "Marcus Bell", "Head of safeguarding", "153"),
    ("Bright Steps Tutors", "tutor", "Olivia Hart", "Director", "154"),
)
"""Name, sector, the person who answers, their post, the last digits of the telephone number."""


@dataclass(frozen=True)
class Contactable:
    """Who answers for an organisation, and whether they sign in."""

    organisation: str
    person: str
    phone: str
    user: str | None = None


@dataclass
class Council:
    """The council as the stories need it: ids by account and by organisation."""

    authority: str
    users: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, Contactable] = field(default_factory=dict)
    """By the name of the organisation and, where it plays another role too, by name and role."""

    def party(self, role: str, name: str) -> Contactable:
        """Who plays a role here."""
        return self.organisations.get(f"{name}: {role}") or self.organisations[name]


def answers_at(organisation: str) -> tuple[str, str]:
    """Who rings us from an organisation, and their post."""
    for _, name, _, own, title, _ in OUTSIDE:
        if own == organisation:
            return name, title
    return next(((person, post) for name, _, person, post, _ in BODIES if name == organisation), ("", ""))


def phone(digits: str) -> str:
    """A number of the range that Ofcom keeps for invented people."""
    return f"01632 960{digits}"


def make(session: Session, files: dict[str, bytes], first: datetime, today: date) -> Council:
    """The council with everybody in it and the shipped procedure in use since `first`."""
    authority = councils.new_council(session, "Marlshire", _settings(today))
    council = Council(authority.id)
    for account, name, role, title, digits in OWN:
        _account(session, council, authority, account, name, role, title, digits)
    for account, name, role, organisation, title, digits in OUTSIDE:
        sector = _sector_of(organisation)
        made = _organisation(session, council, organisation, [role], phone(digits), sector)
        user = _account(session, council, authority, account, name, role, title, digits, made)
        _answers(council, role, organisation, Contactable(made.id, name, phone(digits), user.id))
    for name, sector, person, post, digits in BODIES:
        role = "Fostering service" if sector == "ifa_foster_carer" else "Employer"
        made = _organisation(session, council, name, [role], phone(digits), sector)
        _answers(council, role, name, Contactable(made.id, f"{person}, {post}", phone(digits)))
    _second_force(session, council)
    versions.propose(session, authority.id, files, note="The shipped procedure", by=council.users["owner"], now=first)
    session.flush()
    return council


def _settings(today: date) -> dict[str, object]:
    """Between Christmas and New Year the council is closed; the label is what this council calls its meeting."""
    years = range(today.year - 5, today.year + 2)
    closures = [date(year, 12, day).isoformat() for year in years for day in (27, 28, 29, 30, 31)]
    return {
        "phone": phone("100"), "out_of_hours": phone("999"), "email": f"lado@{DOMAIN}", "closures": closures,
        "meeting": "Managing allegations meeting", "council": "Marlshire Council", "demonstration": True,
    }  # fmt: skip


def _account(
    session: Session, council: Council, authority: Authority, account: str, name: str, role: str, title: str,
    digits: str, organisation: Organisation | None = None,
) -> User:  # fmt: skip
    user = councils.add_user(
        session, authority.id, f"{account}@{DOMAIN}", name, [role], password=PASSWORD, title=title,
        phone=phone(digits), organisation_id=organisation.id if organisation else None,
    )  # fmt: skip
    council.users[account], council.names[user.id] = user.id, name
    return user


def _organisation(
    session: Session, council: Council, name: str, plays: list[str], number: str, sector: str
) -> Organisation:
    return people.add_organisation(session, council.authority, name, plays=plays, phone=number, sector=sector)


def _answers(council: Council, role: str, name: str, who: Contactable) -> None:
    council.organisations[f"{name}: {role}"] = who
    council.organisations.setdefault(name, who)


def _second_force(session: Session, council: Council) -> None:
    """The neighbouring force investigates too; nobody there signs in for that, so we record for it."""
    force = session.get_one(Organisation, council.organisations[NORTHDALE].organisation)
    force.plays = [*force.plays, "Police"]
    who = Contactable(force.id, "DC Angela Laing", phone("187"))
    council.organisations[f"{NORTHDALE}: Police"] = who


def _sector_of(organisation: str) -> str:
    known = {
        POLICE: "police", NORTHDALE: "police", SOCIAL_CARE: "csc_yot", FOSTERING: "foster_carer",
        "Brookfield Primary School": "school_primary", "Aldermoor Academy Trust": "school_secondary",
        "Fernhill Nursery": "nursery",
    }  # fmt: skip
    return known[organisation]


def opened(today: date) -> datetime:
    """When the procedure came into use: before the first of the three full report years."""
    year = today.year if today.month >= 4 else today.year - 1
    return dates.instant(date(year - 3, 3, 1), time(9))

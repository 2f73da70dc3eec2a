"""The words of the report's rows: the groups that annual reports print, in their order; annual reads them."""

from collections.abc import Iterable

SECTORS = {
    "school_primary": "School, primary",
    "school_secondary": "School, secondary",
    "nursery_early_years": "Nursery or early years",
    "foster_carers": "Foster carers",
    "residential": "Residential",
    "sports_leisure": "Sports or leisure",
    "transport": "Transport",
    "health": "Health",
    "faith_groups": "Faith groups",
    "youth_organisation": "Youth organisation",
    "csc_yot": "Children’s social care or youth justice",
    "child_minder": "Child minder",
    "care_provider": "Care provider",
    "secure_estates": "Secure estates",
    "higher_education": "Higher education",
    "school_other": "School, other",
    "other": "Other",
}
OUTCOMES = {
    "substantiated": "Substantiated",
    "unsubstantiated": "Unsubstantiated",
    "unfounded": "Unfounded",
    "false": "False",
    "malicious": "Malicious",
    "unknown": "Not yet known",
}
CATEGORIES = {
    "physical": "Physical",
    "emotional": "Emotional",
    "sexual": "Sexual",
    "neglect": "Neglect",
    "conduct": "Conduct or suitability",
    "personal_life": "Personal life",
}
MEETINGS = {"initial": "Initial", "review": "Review", "other": "Other, on new information"}
LEVELS = {
    "advice": "advice and information",
    "low_level": "low-level concern",
    "consultation": "consultation",
    "referral": "referral",
    "sent_elsewhere": "sent elsewhere",
    "not_decided": "not decided yet",
}


def with_others(labels: dict[str, str], found: Iterable[str]) -> dict[str, str]:
    """These rows, and one for each code beside them that was counted: a total must not lose what a list has gained."""
    return labels | {code: code.replace("_", " ").capitalize() for code in found if code not in labels}

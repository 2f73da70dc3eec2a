"""What kind of value each function gives, where that can be said beforehand; `types` asks."""

ELEMENT = "element"  # What one of its values, or of its list's elements, is.
_BY_KIND = {
    "text": (
        "string", "substring", "upper case", "lower case", "substring before", "substring after", "string join", "trim",
        "day of week", "month of year", "replace",
    ),
    "number": (
        "number", "string length", "count", "sum", "mean", "product", "median", "stddev", "decimal", "floor", "ceiling",
        "round", "round up", "round down", "round half up", "round half down", "modulo", "sqrt", "log", "exp",
        "day of year", "week of year", "working days",
    ),
    "yes/no": (
        "is defined", "is", "contains", "matches", "starts with", "ends with", "list contains", "all", "any", "odd",
        "even", "before", "after", "meets", "met by", "overlaps", "overlaps before", "overlaps after", "finishes",
        "finished by", "includes", "during", "starts", "started by", "coincides",
    ),
    "date": ("date", "today"),
    "date and time": ("date and time", "now"),
    "time": ("time",),
    "years and months duration": ("years and months duration",),
    "context": ("context", "context put", "context merge"),
    "range": ("range",),
    ELEMENT: ("min", "max", "abs"),
}  # fmt: skip
RESULTS = {name: kind for kind, names in _BY_KIND.items() for name in names}

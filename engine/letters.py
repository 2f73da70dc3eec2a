"""What a message says to whom it goes: never a name or a word of the case. Called by the mail and by rehearsal."""

WITHDRAWN = "task_withdrawn"
"""Of a message that follows another: what that one spoke of is not asked any more."""
SUBJECTS = {
    "task_offered": "{council}: something waits for your answer",
    "task_late": "{council}: your answer is late",
    WITHDRAWN: "{council}: an earlier e-mail no longer counts",
}
WAITS = "Something waits for your answer. It takes about five minutes."
NO_MORE = "We wrote to you that something waits for your answer. It was asked by mistake. You need not do anything."
TEXT = """Hello {name}

{what}

Sign in here: {address}

This e-mail says nothing more, so that nobody else can learn from it what it is about.
"""


def subject(kind: str, council: str) -> str:
    """The line that stands in a list of mails."""
    return SUBJECTS.get(kind, SUBJECTS["task_offered"]).format(council=f"{council} Council")


def text(kind: str, name: str, address: str) -> str:
    """The mail itself; `address` is where they sign in."""
    return TEXT.format(what=NO_MORE if kind == WITHDRAWN else WAITS, name=name, address=address)

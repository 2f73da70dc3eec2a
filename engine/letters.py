"""What a message says to whom it goes: never a name or a word of the case. Called by the mail and by rehearsal."""

SUBJECTS = {
    "task_offered": "{council}: something waits for your answer",
    "task_late": "{council}: your answer is late",
}
TEXT = """Hello {name}

Something waits for your answer. It takes about five minutes.

Sign in here: {address}

This e-mail says nothing more, so that nobody else can learn from it what it is about.
"""


def subject(kind: str, council: str) -> str:
    """The line that stands in a list of mails."""
    return SUBJECTS.get(kind, SUBJECTS["task_offered"]).format(council=f"{council} Council")


def text(name: str, address: str) -> str:
    """The mail itself; `address` is where they sign in."""
    return TEXT.format(name=name, address=address)

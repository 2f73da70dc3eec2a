"""References that can be read out on the phone: random, without name, date, sequence or look-alike letters."""

import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference(prefix: str) -> str:
    """For example M-7K4Q-2H: about 39 bits, checked for uniqueness by the database."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{prefix}-{drawn[:4]}-{drawn[4:]}"

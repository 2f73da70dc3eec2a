"""The errors of the domain: each is a noun, and its docstring is the message a person reads."""


class LadoflowError(Exception):
    """Something went wrong. Nothing has been changed."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (self.__class__.__doc__ or "").strip())


class Refused(LadoflowError):
    """This expression, table, form or drawing uses something that ladoflow does not take."""


class Unreadable(LadoflowError):
    """This file cannot be read."""

"""What the expression language refuses; raised at parsing by the reader and at run time by the fuel counter."""

from engine.errors import Refused as RefusedByEngine


class Refused(RefusedByEngine):
    """This expression uses something that the expression language does not have."""


class OutOfFuel(Refused):
    """This expression takes too much work; make its lists shorter or its loops simpler."""

"""Help, accessibility and privacy: pages for everybody, which ask the database nothing."""

from flask import Blueprint, render_template

from webui import words
from webui.auth import public

pages = Blueprint("help", __name__)


@pages.get("/help")
@public
def helping() -> str:
    """How to work with it, in short."""
    return render_template("help/help.html")


@pages.get("/accessibility")
@public
def accessibility() -> str:
    """What works for whom, and what to do when it does not."""
    return render_template("help/accessibility.html")


@pages.get("/privacy")
@public
def privacy() -> str:
    """What becomes of what somebody tells us."""
    return render_template("help/privacy.html", edition=words.PRIVACY_NOTICE)

"""To come."""

from flask import Blueprint

pages = Blueprint("procedures", __name__)

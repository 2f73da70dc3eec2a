"""To come."""

from flask import Blueprint

pages = Blueprint("reports", __name__)

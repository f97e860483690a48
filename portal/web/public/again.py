"""Forms that are shown again before they are sent: in another language, say."""

from flask import request
from flask_wtf import FlaskForm

UNPROCESSABLE = 422


def status_again(form: FlaskForm) -> int:
    """Return the status of a *form* shown again; one that was refused keeps what was said of it."""
    faulty = "refused" in request.form and not form.validate()
    return UNPROCESSABLE if faulty else 200

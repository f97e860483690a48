"""The front page."""

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.domain.category import Category, System
from portal.web.access import public
from portal.web.security import revisitable


@public
@revisitable
def home() -> ResponseReturnValue:
    """Say what this is, who can complain about what, how, and what happens then."""
    return render_template("public/home.html", categories=by_system())


def by_system() -> list[tuple[System, list[Category]]]:
    """Return the categories under the systems they belong to."""
    return [(system, [kind for kind in Category if kind.system == system]) for system in System]

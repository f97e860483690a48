"""Who may open a page: every view says so itself, and an architecture test reads what it says."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import abort, g
from flask.typing import ResponseReturnValue

from portal.domain.permissions import Role
from portal.web import staff

P = ParamSpec("P")
R = TypeVar("R")

GUARD = "guard"


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Mark *view* as open to everyone."""
    setattr(view, GUARD, "public")
    return view


def staff_only(
    *roles: Role,
) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """Mark a view as open to staff of *roles* who have signed in; whoever acts is ``g.actor``."""

    def mark(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            signed_in = staff.sign_in()
            if signed_in is None or not signed_in.complete:
                return staff.ask_to_sign_in()
            g.actor = signed_in.actor
            if signed_in.actor.role not in roles:
                abort(403)
            return view(*args, **kwargs)

        setattr(guarded, GUARD, "staff")
        return guarded

    return mark

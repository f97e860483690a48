"""The receipt: shown once for each time that the form was sent and answered [practice 7.2, 7.4].

The answer to a sent form grants one showing, in a cookie of its own; showing spends it. Nothing is
shared between two answers, so two tabs cannot spend each other's.
"""

import secrets
from collections.abc import Iterator
from datetime import timedelta
from typing import TypedDict

from flask import (
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug import Response

from portal.domain.receipt import make_code
from portal.web import language
from portal.web.access import public
from portal.web.context import office
from portal.web.public.tracking import look_up, promised

RECEIPT_SHOWN = timedelta(minutes=30)
"""How long a showing that was granted waits to be spent."""
COOKIE = "receipt-"
GONE = 410


class Grant(TypedDict):
    """What may be shown once: the code is made of the *key*, and is not in here."""

    key: str
    reference: str
    mailed: bool


def lead_to_receipt(grant: Grant) -> Response:
    """Answer a sent form with the way to its receipt, and let that be shown once."""
    showing = secrets.token_hex(8)
    response = redirect(url_for("public.receipt", showing=showing), 303)
    response.set_cookie(
        COOKIE + showing, signer().dumps(grant), RECEIPT_SHOWN, path=url_for("public.receipt"),
        httponly=True, samesite="Lax", secure=request.is_secure,
    )  # fmt: skip
    return response


def signer() -> URLSafeTimedSerializer:
    """Return what signs grants, so that nobody makes one up."""
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="receipt")


def granted() -> tuple[str, Grant] | None:
    """Return the showing that this request may spend, and the name of its cookie.

    An address that names no showing, typed by hand after a broken connection, takes any that is
    left.
    """
    return next(valid(), None)


def valid() -> Iterator[tuple[str, Grant]]:
    """Yield the showings that the browser has been granted and the address asks for."""
    asked = request.args.get("showing")
    for name, signed in request.cookies.items():
        if name == f"{COOKIE}{asked}" if asked else name.startswith(COOKIE):
            grant = read_grant(signed, RECEIPT_SHOWN)
            if grant:
                yield name, grant


def read_grant(signed: str, within: timedelta | None = None) -> Grant | None:
    """Return what was *signed*, unless it was not by us or not *within* that time."""
    try:
        grant: Grant = signer().loads(signed, int(within.total_seconds()) if within else None)
    except BadSignature:
        return None
    return grant


@public
def receipt() -> ResponseReturnValue:
    """Show the receipt once; afterwards say so, and what to do."""
    if request.method == "POST":
        return leave_receipt()
    found = granted()
    if found is None:
        return render_template("public/receipt_gone.html", filed=session.get("filed")), GONE
    cookie, grant = found
    code = make_code(office().receipt_key, grant["key"])
    complaint = look_up(code)
    response = make_response(
        render_template(
            "public/receipt.html",
            code=code, complaint=complaint, promised=complaint and promised(complaint),
            again=signer().dumps(grant), **grant,
        )
    )  # fmt: skip
    session["filed"] = {"reference": grant["reference"], "mailed": grant["mailed"]}
    response.delete_cookie(cookie, path=url_for("public.receipt"))
    return response


def leave_receipt() -> ResponseReturnValue:
    """Show the page once more in the language asked for, or forget what was noted.

    The page carries what lets it be shown again: whoever has the page has the code.
    """
    chosen = language.named(request.form.get("speak", ""))
    grant = read_grant(request.form.get("again", ""))
    if chosen and grant:
        language.choose(chosen)
        return lead_to_receipt(grant)
    if not chosen:
        flash(_("The receipt code has been removed from this device. Keep what you noted safe."))
    return forget_receipt()


def forget_receipt() -> Response:
    """Answer with the way to the front page; nothing of what was filed stays in this browser."""
    session.pop("filed", None)
    response = redirect(url_for("public.home"), 303)
    response.headers["Clear-Site-Data"] = '"cache"'  # the form that the browser kept for "back"
    return response

"""What went wrong, as a status and a page in plain words; a form is given back filled."""

from collections.abc import Callable
from time import time
from typing import TypeVar

import structlog
from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from portal.domain.lifecycle import IllegalTransitionError
from portal.domain.permissions import ForbiddenError, Refusal
from portal.extensions import limiter
from portal.services.attachments import FileTooLargeError
from portal.web import oversize, parts

log = structlog.get_logger()

STATUSES: dict[type[Exception], int] = {
    ForbiddenError: 403,
    NoResultFound: 404,
    IllegalTransitionError: 409,
    StaleDataError: 409,
    FileTooLargeError: 413,
}
"""What each error of the lower layers means to a browser; anything else is a fault of ours."""

PAGES = {
    400: (
        _l("We could not understand that request"),
        _l("Please go back, reload the page and try again."),
    ),
    403: (
        _l("You may not see this page"),
        _l("It is open only to those whose work it is. If that is you, please sign in."),
    ),
    404: (
        _l("There is no such page"),
        _l("Please check the address. What you are looking for may have moved."),
    ),
    405: (
        _l("This page cannot be used that way"),
        _l("Please start again from the front page."),
    ),
    409: (
        _l("Somebody else was faster"),
        _l("This was changed while you were looking at it. Please reload the page and look again."),
    ),
    413: (
        _l("What you sent is too large"),
        _l("Please go back, choose smaller or fewer files, and send the form again."),
    ),
    429: (
        _l("Too many attempts"),
        _l("Please wait a few minutes and try again. Nothing has been lost."),
    ),
    500: (
        _l("Something went wrong on our side"),
        _l("We have made a note of it. Please try again in a few minutes."),
    ),
    503: (
        _l("We cannot store anything at the moment"),
        _l("We are working on it. Please try again in a few minutes."),
    ),
}

UNFITTING = (
    _l("This step does not fit now"),
    _l(
        "It does not fit where the complaint stands, and nothing was changed. Please reload the "
        "page to see what can be done with it now."
    ),
)
"""What is said of a step that its status does not allow: nobody was faster."""

EXPIRED = _l(
    "This page had been open for too long, so nothing was sent. Everything you typed is still "
    "here: please check it and send it again. If that does not help, use another browser."
)
TOO_LARGE = _l(
    "Your files are too large to be sent together, so nothing was sent. Everything you typed is "
    "still here: please choose smaller or fewer files."
)
OVERFULL = _l(
    "One of your texts is longer than anybody can read, or you chose very many files, so nothing "
    "was sent. What there was room for is still here: please shorten it."
)
NOT_STORED = _l(
    "We cannot store anything at the moment, so nothing was filed. Everything you typed is still "
    "here: please send it again in a few minutes. It will not be filed twice."
)

MINUTE = 60
Page = tuple[str, int, dict[str, str]]
GiveBack = Callable[[str, int], ResponseReturnValue]
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


def register(app: Flask) -> None:
    """Answer every error of *app* with a page."""
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(CSRFError, show_expired)
    app.register_error_handler(RequestEntityTooLarge, show_too_large)
    app.register_error_handler(RateLimitExceeded, show_throttled)
    app.register_error_handler(OperationalError, show_not_stored)
    for error in STATUSES:
        app.register_error_handler(error, show_domain_error)


def gives_back(show: GiveBack) -> Callable[[View], View]:
    """Say that a view's form, when it cannot even be read, is shown again by *show*.

    *show* takes what to tell the person and the status, and finds the form in the request.
    """

    def mark(view: View) -> View:
        view.give_back = show  # type: ignore[attr-defined]
        return view

    return mark


def give_back() -> GiveBack | None:
    """Return what shows the form of this request again, unless another site sent it."""
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return None
    view = current_app.view_functions.get(request.endpoint or "")
    show: GiveBack | None = getattr(view, "give_back", None)
    return show


def show_expired(error: CSRFError) -> ResponseReturnValue:
    """Show the form again, everything in it and a fresh token."""
    show = give_back()
    return again(show, str(EXPIRED), 400) if show else page(error.code or 400)


def show_not_stored(error: OperationalError) -> ResponseReturnValue:
    """Show the form again while the database is away: nothing that was typed is lost."""
    log.error("database away", error=str(error.orig))
    show = give_back()
    return show(str(NOT_STORED), 503) if show else page(503)


def show_too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Show the form again without its files, if its text can still be had."""
    show = give_back()
    if show and parts.overfull():
        return again(show, str(OVERFULL), 413)
    if show and oversize.reread(request):
        return again(show, str(TOO_LARGE), 413)
    return page(error.code or 413)


def show_throttled(error: RateLimitExceeded) -> Page:
    """Say that there were too many attempts, and in how many seconds the next may be made."""
    breached = limiter.current_limit
    wait = max(1, breached.reset_at - int(time())) if breached else MINUTE
    return page(error.code or 429, [("Retry-After", str(wait))])


def again(show: GiveBack, notice: str, status: int) -> ResponseReturnValue:
    """Show a form again, or why whoever sent it may not see it: nobody answers errors of these."""
    try:
        return show(notice, status)
    except HTTPException as error:
        return show_http_error(error)
    except tuple(STATUSES) as error:
        return show_domain_error(error)


def show_domain_error(error: Exception) -> Page:
    """Show the page of the status that the error stands for, with the reason where there is one."""
    status = next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)
    said = UNFITTING if isinstance(error, IllegalTransitionError) else None
    return page(status, why=error.why if isinstance(error, ForbiddenError) else None, said=said)


def show_http_error(error: HTTPException) -> ResponseReturnValue:
    """Show the page of the error's status; an answer that the error carries goes first."""
    return error.response or page(error.code or 500, error.get_headers())


def page(
    status: int,
    headers: list[tuple[str, str]] | None = None,
    *,
    why: Refusal | None = None,
    said: tuple[str, str] | None = None,
) -> Page:
    """Return the page for *status*, or with what is *said*, and *headers* not about its body."""
    kept = {name: text for name, text in headers or [] if name.lower() != "content-type"}
    heading, advice = said or PAGES.get(status, PAGES[500 if status >= 500 else 400])  # noqa: PLR2004
    body = render_template(
        "errors/error.html",
        status=status, heading=heading, advice=advice, why=why, form_address=form_address(),
    )  # fmt: skip
    return body, status, kept


def form_address() -> str:
    """Return where the form is that was sent, or nothing if there is none to go back to."""
    rule = request.url_rule
    known = rule is not None and "GET" in (rule.methods or ())
    return request.path if known and request.method == "POST" else ""

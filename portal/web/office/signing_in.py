"""Signing in: name and password, then the second factor, at one address; and signing out."""

import secrets

import pyotp
import segno
import structlog
from flask import make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.extensions import caller, limiter
from portal.services import accounts, second_factor, sign_ins
from portal.services.accounts import Credentials
from portal.services.passwords import TooBusyError
from portal.services.sign_ins import SignIn
from portal.transaction import transaction
from portal.web import staff
from portal.web.access import public
from portal.web.context import now, office, settings
from portal.web.errors import gives_back
from portal.web.office.forms import CodeForm, LoginForm

ATTEMPTS = "5 per minute; 30 per hour"
ATTEMPTS_OF_CALLER = "100 per minute; 600 per hour"
"""A whole office may sit behind one address."""
TOKEN_BYTES = 32

log = structlog.get_logger()


def attempt() -> str:
    """Return what attempts are counted by: name and caller, then whoever's code is asked for."""
    half = staff.sign_in() if "totp" in request.form else None
    if half is not None:
        return f"code:{half.username}"
    return f"{accounts.folded(request.form.get('username', ''))}:{caller()}"


def give_back(notice: str, status: int) -> ResponseReturnValue:
    """Show the form again that was refused unread."""
    return show_login(LoginForm(), notice=notice, status=status)


@public
@limiter.limit(ATTEMPTS_OF_CALLER, methods=["POST"])
@limiter.limit(ATTEMPTS, methods=["POST"], key_func=attempt)
@gives_back(give_back)
def login() -> ResponseReturnValue:
    """Ask for name and password, then for the code, then let in."""
    signed_in = staff.sign_in()
    if signed_in is None or "username" in request.form:
        return ask_password()
    if signed_in.complete:
        return redirect(target(signed_in), 303)
    return ask_code(signed_in)


def target(signed_in: SignIn) -> str:
    """Return where to go after signing in."""
    return staff.safe_next(request.args.get("next", ""), signed_in.actor.role)


def ask_password() -> ResponseReturnValue:
    """Show the form for name and password, or check it."""
    form = LoginForm()
    if not form.validate_on_submit():
        return show_login(form)
    try:
        known = check_password(form)
    except TooBusyError:
        busy = _("Many people are signing in at this moment. Please try again.")
        return show_login(form, notice=busy, status=503)
    if known is None:
        log.warning("sign-in refused", caller=caller())
        wrong = _("Name and password do not belong together, or the account is closed.")
        return show_login(form, notice=wrong, status=422)
    return let_in(known.staff_id or 0)


def check_password(form: LoginForm) -> Credentials | None:
    """Return the credentials that the form matches; no connection is held while it hashes."""
    with transaction(staff.NOBODY) as orm_session:
        known = accounts.credentials(
            orm_session, form.username.data, demo=not settings().production
        )
    password = form.password.data or ""
    if not known.match(password):
        return None
    with transaction(staff.NOBODY) as orm_session:
        accounts.renew_hash(orm_session, known, password)
    return known


def show_login(form: LoginForm, *, notice: str = "", status: int = 200) -> ResponseReturnValue:
    """Show the form for name and password; the password is never sent back."""
    return render_template("office/login.html", form=form, notice=notice), status


def ask_code(half: SignIn) -> ResponseReturnValue:
    """Show the form for the code, or check it."""
    form = CodeForm()
    if not form.validate_on_submit():
        return show_code(form, half)
    with transaction(staff.NOBODY) as orm_session:
        right = second_factor.accept(
            orm_session, half.staff_id, form.totp.data, office=office(), now=now()
        )
    if not right:
        log.warning("code refused", staff=half.staff_id)
        form.totp.errors = [_("That code does not fit, or has been used. Wait for the next one.")]
        return show_code(form, half, 422)
    return let_in(half.staff_id, second=True)


def show_code(form: CodeForm, half: SignIn, status: int = 200) -> ResponseReturnValue:
    """Ask for the code; whoever has no phone enrolled yet enrols one first."""
    if half.enrolled:
        return render_template("office/login_code.html", form=form), status
    with transaction(staff.NOBODY) as orm_session:
        secret = second_factor.secret_to_enrol(
            orm_session, half.staff_id, office=office(), fresh=pyotp.random_base32()
        )
    said = second_factor.address(secret, half.username, office())
    picture = segno.make(said, error="m").svg_data_uri(scale=5, border=4, light="#fff")
    body = render_template("office/enrol.html", form=form, picture=picture, secret=secret)
    return body, status


def let_in(staff_id: int, *, second: bool = False) -> ResponseReturnValue:
    """Exchange the browser's token for a fresh one, and go on."""
    fresh = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction(staff.NOBODY) as orm_session:
        sign_ins.revoke(orm_session, staff.token(), now=now())
        sign_ins.begin(orm_session, staff_id, fresh, now=now(), second_factor=second)
        reached = sign_ins.current(orm_session, fresh, now=now())
    if reached and reached.complete:
        log.info("signed in", staff=staff_id)
        onward = target(reached)
    else:
        log.info("password accepted", staff=staff_id)
        onward = url_for("office.login", next=request.args.get("next"))
    response = make_response(redirect(onward, 303))
    staff.hand_out(response, fresh)
    return response


@public
def logout() -> ResponseReturnValue:
    """Sign out: the row is revoked, the cookie and everything kept for this browser go."""
    with transaction(staff.NOBODY) as orm_session:
        sign_ins.revoke(orm_session, staff.token(), now=now())
    session.clear()
    response = make_response(redirect(url_for("office.login"), 303))
    staff.take_back(response)
    return response

"""Who of the staff uses this browser: a cookie with a random token, a row that it stands for."""

import re
from collections.abc import Mapping

from flask import Response, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.domain.permissions import Actor, Role
from portal.services import sign_ins
from portal.services.sign_ins import SignIn
from portal.transaction import transaction
from portal.web.context import now

NOBODY = Actor.complainant(None)
"""Who acts until the cookie has said who it is: somebody who sees no complaint."""
INSIDE = re.compile(r"/(office|organ|admin)/([\w./-]*(\?[\w./=&%+-]*)?)?", re.ASCII)
FIRST_PAGES: Mapping[Role | None, str] = {
    Role.ADMIN: "admin.landing",
    Role.LIAISON: "organ.landing",
}
"""Where those begin whose work is not the queue."""
UNTOLD = {"csrf_token", "password", "totp"}
"""What is never shown again."""


def cookie_name() -> str:
    """Return the name of the cookie; over HTTPS one that only this host can have set."""
    return "__Host-portal_staff" if current_app.config["SESSION_COOKIE_SECURE"] else "portal_staff"


def token() -> str:
    """Return the token that the browser sent, or nothing."""
    return request.cookies.get(cookie_name(), "")


def sign_in() -> SignIn | None:
    """Return who has signed in, looked up once for each request."""
    if "sign_in" not in g:
        g.sign_in = _look_up(token())
    found: SignIn | None = g.sign_in
    return found


def _look_up(shown: str) -> SignIn | None:
    if not shown:
        return None
    with transaction(NOBODY) as session:
        return sign_ins.current(session, shown, now=now())


def hand_out(response: Response, fresh: str) -> None:
    """Give the browser a *fresh* token, gone when the browser is closed."""
    response.set_cookie(
        cookie_name(), fresh, httponly=True, samesite="Lax", path="/",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )  # fmt: skip


def take_back(response: Response) -> None:
    """Make the browser forget its token."""
    response.delete_cookie(
        cookie_name(), httponly=True, samesite="Lax", path="/",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )  # fmt: skip


def ask_to_sign_in() -> ResponseReturnValue:
    """Send a reader to the sign-in page and back; what was typed is kept on a page of its own."""
    if request.method in {"GET", "HEAD"}:
        return redirect(url_for("office.login", next=request.full_path.rstrip("?")), 303)
    foreign = request.headers.get("Sec-Fetch-Site") == "cross-site"
    sent = [] if foreign else request.form.items(multi=True)
    typed = [(name, text) for name, text in sent if name not in UNTOLD]
    return render_template("office/signed_out.html", typed=typed), 401


def safe_next(target: str, role: Role | None = None) -> str:
    """Return *target* if it is a page of the staff's own, else the first page of *role*."""
    inside = INSIDE.fullmatch(target) and "//" not in target and "/login" not in target
    return target if inside else url_for(FIRST_PAGES.get(role, "office.queue"))

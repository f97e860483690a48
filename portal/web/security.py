"""What the browser is told to refuse: foreign scripts, frames, guessed types, leaked addresses."""

import secrets
from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Response, current_app, g, request
from flask.typing import ResponseReturnValue

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])

HSTS = "max-age=63072000; includeSubDomains"
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": the same-origin check of forms over HTTPS would then have nothing to read.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
POLICY = (
    "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
    "form-action 'self'; connect-src 'self'; font-src 'self'; img-src 'self' data:; "
    "style-src 'self'; script-src {scripts}"
)
REVISITABLE = "private, no-cache"
REDIRECTS = range(300, 400)
OWN_FRAMES = "; frame-src 'self'"


def register(app: Flask, *, secure: bool) -> None:
    """Name the cookie and add the headers; *secure* when the portal is reached over HTTPS."""
    app.config.update(
        SESSION_COOKIE_NAME="__Host-portal" if secure else "portal",
        WTF_CSRF_SSL_STRICT=False,  # some phones send no Referer; the token and SameSite stand
    )
    app.add_template_global(nonce)
    app.after_request(protect)


def nonce() -> str:
    """Return the word that lets a script of this page run, made when first asked for."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    word: str = g.nonce
    return word


def content_policy() -> str:
    """Return what this page may load: of scripts, those that carry its nonce."""
    return POLICY.format(scripts=f"'nonce-{g.nonce}'" if "nonce" in g else "'none'")


def protect(response: Response) -> Response:
    """Add the headers that every answer carries, leaving alone what a view has set itself."""
    for name, value in FIXED.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", content_policy())
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", HSTS)
    response.headers.setdefault("Cache-Control", caching(response))
    return response


def caching(response: Response) -> str:
    """Return how the answer may be kept: by nobody, or by this browser for its way back."""
    view = current_app.view_functions.get(request.endpoint or "")
    kept = getattr(view, "revisitable", False) and response.status_code not in REDIRECTS
    return REVISITABLE if kept else "no-store"


def revisitable(view: View) -> View:
    """Let a browser keep what *view* shows, a refused form too: "back" leads to it as it was.

    What a browser keeps for itself no proxy may keep, and it asks again before it shows it anew.
    """
    view.revisitable = True  # type: ignore[attr-defined]
    return view

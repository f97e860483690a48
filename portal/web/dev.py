"""Every letter sent, read from the local catcher's Maildir; never there in production."""

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from portal.domain.letters import letter_text
from portal.domain.text import Text
from portal.web.access import public
from portal.web.context import settings
from portal.web.security import OWN_FRAMES, content_policy

bp = Blueprint("dev", __name__, url_prefix="/dev/mail")

SHOWN = 200
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True, slots=True)
class Caught:
    """One letter in the Maildir, under the *key* that is its file name."""

    key: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        """Return what the letter is about."""
        return str(self.message["Subject"] or "")

    @property
    def name(self) -> Text | None:
        """Return what the office calls the letter, if it is one of ours."""
        name = self.message["X-Portal-Letter"]
        return letter_text(str(name)) if name else None

    @property
    def written_at(self) -> datetime | None:
        """Return when the letter was written, if it says so, with its zone."""
        written_at: datetime | None = getattr(self.message["Date"], "datetime", None)
        return written_at if written_at and written_at.tzinfo else None

    def part(self, kind: str) -> str:
        """Return the text of the part of that *kind*, plain or html, or nothing."""
        body = self.message.get_body((kind,))
        return str(body.get_content()) if body else ""


@bp.get("")
@public
def letters() -> ResponseReturnValue:
    """List the letters, newest first."""
    caught = [read(path) for path in paths()[:SHOWN]]
    return render_template("dev/letters.html", letters=caught)


@bp.get("/<key>")
@public
def letter(key: str) -> ResponseReturnValue:
    """Show one letter: headers, text, and the HTML part in a sandbox."""
    response = Response(render_template("dev/letter.html", letter=find(key)))
    response.headers["Content-Security-Policy"] = content_policy() + OWN_FRAMES
    return response


@bp.get("/<key>/html")
@public
def html_part(key: str) -> ResponseReturnValue:
    """Return the HTML part alone; it may run nothing and fetch nothing."""
    response = Response(find(key).part("html"))
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def paths() -> list[Path]:
    """Return the files of the Maildir, newest first."""
    root = settings().mail_catcher_dir
    found = [path for folder in ("new", "cur") for path in root.glob(f"{folder}/*")] if root else []
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def find(key: str) -> Caught:
    """Return the letter of that name, or answer 404."""
    return next((read(path) for path in paths() if path.name == key), None) or abort(404)


def read(path: Path) -> Caught:
    """Return the letter in the file at *path*."""
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(path.read_bytes())
    return Caught(path.name, message)

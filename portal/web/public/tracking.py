"""Tracking: the receipt code opens one complaint, for half an hour, in this browser only."""

from datetime import date, timedelta

from flask import Response, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.conversation import Sender
from portal.domain.declining import DeclineCode
from portal.domain.permissions import Actor
from portal.domain.severity import Severity
from portal.domain.text import Text
from portal.extensions import limiter
from portal.mail.promising import promise_to_complainant
from portal.queries import tracking
from portal.queries.notices import notices
from portal.queries.talk import Talk, talk
from portal.queries.tracking import Tracked
from portal.services import messages
from portal.transaction import reading, transaction
from portal.web.access import public
from portal.web.context import now, office
from portal.web.errors import gives_back
from portal.web.public.forms import TrackForm
from portal.web.running_clocks import running_clocks

OPEN_FOR = timedelta(minutes=30)
ATTEMPTS = "10 per minute; 60 per hour"
UNPROCESSABLE = 422


def give_back(notice: str, status: int) -> ResponseReturnValue:
    """Show the form again with the code that was typed."""
    return render_template("public/track.html", form=TrackForm(), notice=notice), status


def failed(response: Response) -> bool:
    """Tell whether an attempt counts: whoever has the right code may look as often as they like."""
    return response.status_code == UNPROCESSABLE


@public
@limiter.limit(ATTEMPTS, methods=["POST"], deduct_when=failed)
@gives_back(give_back)
def track() -> ResponseReturnValue:
    """Ask for the receipt code, and open the complaint that belongs to it.

    A wrong code, a mistyped one and an empty one get the same answer.
    """
    form = TrackForm()
    if not form.validate_on_submit():
        return render_template("public/track.html", form=form, notice="")
    complaint_id = find(form.receipt_code.data)
    if complaint_id is None:
        form.receipt_code.errors = [_("We know of no complaint with this receipt code")]
        return render_template("public/track.html", form=form, notice=""), UNPROCESSABLE
    session["tracking"] = {"id": complaint_id, "until": until()}
    return redirect(url_for("public.tracked_complaint"), 303)


@public
def tracked_complaint() -> ResponseReturnValue:
    """Show how the complaint stands that this browser has opened."""
    found = opened()
    if found is None:
        return redirect(url_for("public.track"), 303)
    complaint_id, complaint = found
    with reading(Actor.complainant(complaint_id)) as orm_session:
        clocks = running_clocks(orm_session, complaint_id)
        issued = notices(orm_session, complaint_id)
    decline = complaint.decline_code and DeclineCode(complaint.decline_code)
    referred = complaint.outcome and complaint.outcome.severity is Severity.REFERRAL
    return render_template(
        "public/tracked_complaint.html",
        complaint=complaint, promised=promised(complaint), clocks=clocks, decline=decline,
        referred=referred, acts=complaint.acts(today()), talk=heard(complaint_id), notices=issued,
    )  # fmt: skip


def promised(complaint: Tracked) -> Text | None:
    """Return what we do for the complainant next, in the words of the letters."""
    return promise_to_complainant(complaint.next_kind)


def heard(complaint_id: int) -> Talk:
    """Return the conversation as it stands, and note that the complainant has seen it."""
    who = Actor.complainant(complaint_id)
    with reading(who) as session:
        found = talk(session, complaint_id)
    if any(each.sender is Sender.OFFICE and each.read_at is None for each in found.said):
        with transaction(who) as session:
            messages.mark_read(session, complaint_id, who, now=now())
    return found


def opened() -> tuple[int, Tracked] | None:
    """Return the complaint that this browser has opened, with its id, and keep it open."""
    known = session.pop("tracking", None)
    if not known or known["until"] < now().timestamp():
        return None
    with reading(Actor.complainant(known["id"])) as orm_session:
        complaint = tracking.tracked(orm_session, known["id"])
    if complaint is None:
        return None
    session["tracking"] = {"id": known["id"], "until": until()}
    return known["id"], complaint


def today() -> date:
    """Return the office's day."""
    return now().astimezone(office().zone).date()


@public
def forget() -> ResponseReturnValue:
    """Close the complaint in this browser, for whoever uses it next."""
    session.pop("tracking", None)
    return redirect(url_for("public.track"), 303)


def until() -> float:
    """Return the time, in seconds, at which an opened complaint closes by itself."""
    return (now() + OPEN_FOR).timestamp()


def find(code: str) -> int | None:
    """Return the id of the complaint that *code* opens."""
    with reading(Actor.system()) as orm_session:
        return tracking.by_receipt_code(orm_session, code, key=office().receipt_key)


def look_up(code: str) -> Tracked | None:
    """Return the complaint that *code* opens, as its complainant sees it."""
    complaint_id = find(code)
    if complaint_id is None:
        return None
    with reading(Actor.complainant(complaint_id)) as orm_session:
        return tracking.tracked(orm_session, complaint_id)

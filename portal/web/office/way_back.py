"""The way back from a complaint: to the place in the queue it was opened from, and to its sides.

The address of a complaint carries the arguments of the queue's own, never an address: whatever
stands there leads to the queue. Every link, form and redirect about a complaint carries them on.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, current_app, g, has_request_context, request, url_for

from portal.queries.casefile import Casefile
from portal.transaction import reading
from portal.web.office.forms import number
from portal.web.office.live import shown_now
from portal.web.office.narrowing import FILTERS, read
from portal.web.office.places import Place

ARGUMENT = "queue"
LENGTH_MAX = 4_000
AT = "at"
KEPT = frozenset({*FILTERS, "after", "seen", "trail", AT})


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands before and behind a complaint on its page of the queue, as addresses."""

    previous: str | None
    next: str | None


def register(bp: Blueprint) -> None:
    """Let the pages about a complaint know the way back."""
    bp.url_defaults(carry_on)
    bp.add_app_template_global(queue_address)
    bp.add_app_template_global(beside)


def came_from() -> dict[str, str]:
    """Return the arguments of the queue's page that the complaint was opened from."""
    asked = request.args.get(ARGUMENT, "")[:LENGTH_MAX]
    return {name: text for name, text in parse_qsl(asked) if name in KEPT}


def carry_on(endpoint: str, values: dict[str, Any]) -> None:
    """Add the way back to an address about a complaint, if this page has one."""
    if not has_request_context() or ARGUMENT not in request.args or ARGUMENT in values:
        return
    if current_app.url_map.is_endpoint_expecting(endpoint, "reference"):
        values[ARGUMENT] = urlencode(came_from())


def queue_address() -> str:
    """Return the address of the queue as it was left, or as it begins."""
    kept = {name: text for name, text in came_from().items() if name != AT}
    return f"{url_for('office.queue')}?{urlencode(kept)}" if kept else url_for("office.queue")


def beside(file: Casefile) -> Beside | None:
    """Return what stands beside *file* where it was opened from; None if it was opened otherwise.

    Once it has left the page, what followed it has moved up into its place.
    """
    if ARGUMENT not in request.args:
        return None
    came = came_from()
    with reading(g.actor) as session:
        rows = shown_now(session, read(session, came), Place.read(came))
    references = [reference for reference, _version in rows]
    here = file.reference in references
    at = references.index(file.reference) if here else number(came.get(AT, ""))
    return Beside(_at(references, at - 1), _at(references, at + here))


def _at(references: list[str], place: int) -> str | None:
    """Return the address of the complaint that stands there, if one does."""
    if not 0 <= place < len(references):
        return None
    came = urlencode({**came_from(), AT: str(place)})
    return url_for("office.show_complaint", reference=references[place], queue=came)

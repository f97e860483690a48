"""Every question of portal/queries, and how to ask it: about one complaint, or over all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.clock import PUBLISHED, CalendarDay
from portal.domain.lifecycle import Action, Status
from portal.domain.text import Text
from portal.models.complaint import Complaint
from portal.queries import (
    bearers,
    board,
    calendar_moves,
    calendar_years,
    casefile,
    clock_sheets,
    coming,
    commitment_proposals,
    commitments,
    deciding,
    directory,
    figures,
    history,
    inquiries,
    lateness,
    organ_desk,
    organ_owing,
    organ_register,
    organ_todo,
    organ_work,
    outages,
    outbox,
    parked,
    promises,
    ratings,
    roster,
    rounds,
    standing,
    statistics,
    tracking,
    worklist,
)
from portal.queries.selection import Selection
from portal.services.office import Office
from tests.carrying import ABOUT_CARRYING, OVER_CARRYING
from tests.clustering import ABOUT_CLUSTERS, OVER_CLUSTERS, QUIET_CLUSTERS
from tests.crooked import About
from tests.factories import NOW
from tests.queue_questions import NARROWED, QUEUE_ALL, QUEUE_ONE, QUEUE_QUIET
from tests.talking import ABOUT_TALK, OVER_TALK

TODAY, TOMORROW = date(2026, 9, 21), date(2026, 9, 22)
HOLIDAY = CalendarDay(date(2026, 9, 28), False, Text("假日", "holiday"), "通知")
SHIFTED = PUBLISHED.amended([HOLIDAY])


@dataclass(frozen=True)
class Target:
    """Everything by which somebody could ask for one complaint."""

    about: About
    reference: str = "XN-2026-999999"
    code: str = "0000-0000-0000-0000-0000"
    attachment_id: int = 0
    outbox_id: int = 0
    enquiry: str = "XW-2026-999999"
    measure: str = "ZG-2026-999999"
    decided_id: int = 0

    @property
    def id(self) -> int:
        """Return the complaint's id."""
        return self.about.complaint_id


@dataclass(frozen=True)
class Asking:
    """Who asks, about what, and what the question needs besides."""

    session: Session
    office: Office
    target: Target
    staff: tuple[int, ...] = ()


FINISHED = (Status.CLOSED, Status.DECLINED, Status.WITHDRAWN)
NOWHERE = Target(About(0, 0, None))

ABOUT_ONE: Mapping[str, Callable[[Asking], Any]] = {
    "bearers.bearers": lambda ask: bearers.bearers(ask.session, ask.target.decided_id),
    **QUEUE_ONE,
    "casefile.casefile": lambda ask: casefile.casefile(ask.session, ask.target.reference),
    "clock_sheets.clock_sheets": lambda ask: clock_sheets.clock_sheets(
        ask.session, ask.target.id, PUBLISHED, zone=ask.office.zone, today=TODAY
    ),
    "deciding.deciding": lambda ask: deciding.deciding(ask.session, ask.target.id),
    **ABOUT_TALK,
    **ABOUT_CARRYING,
    **ABOUT_CLUSTERS,
    "history.steps": lambda ask: history.steps(ask.session, ask.target.id),
    "history.letters": lambda ask: history.letters(ask.session, ask.target.id),
    "inquiries.inquiry": lambda ask: inquiries.inquiry(ask.session, ask.target.id),
    "inquiries.inquiry_of": lambda ask: inquiries.inquiry_of(ask.session, ask.target.id),
    "lateness.lateness": lambda ask: lateness.lateness(ask.session, ask.target.id),
    "organ_desk.put_enquiry": lambda ask: [
        organ_desk.put_enquiry(ask.session, who, ask.target.enquiry, zone=ask.office.zone)
        for who in ask.staff
    ],
    "organ_desk.put_measure": lambda ask: [
        organ_desk.put_measure(ask.session, who, ask.target.measure, zone=ask.office.zone)
        for who in ask.staff
    ],
    "organ_desk.put_file": lambda ask: [
        organ_desk.put_file(ask.session, who, ask.target.enquiry, each, zone=ask.office.zone)
        for who in ask.staff
        for each in range(1, 10)
    ],
    "organ_work.asked_of_organs": lambda ask: organ_work.asked_of_organs(
        ask.session, ask.target.id, zone=ask.office.zone
    ),
    "organ_work.ordered_of_organs": lambda ask: organ_work.ordered_of_organs(
        ask.session, ask.target.id, zone=ask.office.zone
    ),
    "parked.parked_row": lambda ask: parked.parked_row(ask.session, ask.target.outbox_id),
    "promises.next_promise": lambda ask: promises.next_promise(ask.session, ask.target.id),
    "ratings.rating": lambda ask: ratings.rating(ask.session, ask.target.id),
    "rounds.shown": lambda ask: [
        rounds.shown(ask.session, row.rounds)
        for row in [ask.session.get(Complaint, ask.target.id)]
        if row
    ],
    "rounds.rounds": lambda ask: rounds.rounds(ask.session, ask.target.id),
    "standing.standing": lambda ask: [
        standing.standing(ask.session, row)
        for row in [ask.session.get(Complaint, ask.target.id)]
        if row
    ],
    "standing.last_words": lambda ask: standing.last_words(ask.session, ask.target.id, *Action),
    "tracking.by_receipt_code": lambda ask: tracking.by_receipt_code(
        ask.session, ask.target.code, key=ask.office.receipt_key
    ),
    "tracking.tracked": lambda ask: tracking.tracked(ask.session, ask.target.id),
    "worklist.holds": lambda ask: worklist.holds(ask.session, ask.target.reference),
}

OVER_ALL: Mapping[str, Callable[[Asking], Any]] = {
    **OVER_TALK,
    **OVER_CARRYING,
    **OVER_CLUSTERS,
    "board.board": lambda ask: board.board(ask.session, today=TODAY),
    **QUEUE_ALL,
    "calendar_moves.calendar_moves": lambda ask: calendar_moves.calendar_moves(
        ask.session, PUBLISHED, SHIFTED, since=TODAY, zone=ask.office.zone, today=TODAY
    ),
    "calendar_years.entered_years": lambda ask: calendar_years.entered_years(ask.session),
    "coming.coming": lambda ask: coming.coming(ask.session, today=TODAY),
    "coming.oldest": lambda ask: coming.oldest(ask.session),
    "coming.undisposed": lambda ask: coming.undisposed(ask.session, today=TOMORROW),
    "commitment_proposals.open_proposals": lambda ask: commitment_proposals.open_proposals(
        ask.session
    ),
    "commitment_proposals.proposals_of": lambda ask: commitment_proposals.proposals_of(
        ask.session, 1
    ),
    "commitments.brief_commitments": lambda ask: commitments.brief_commitments(ask.session),
    "commitments.promising_organs": lambda ask: commitments.promising_organs(ask.session),
    "commitments.recorded_commitments": lambda ask: commitments.recorded_commitments(ask.session),
    "directory.organs": lambda ask: directory.organs(ask.session),
    "figures.stranded": lambda ask: figures.stranded(ask.session),
    "figures.complaints_by_status": lambda ask: figures.complaints_by_status(ask.session),
    "inquiries.inquiries": lambda ask: inquiries.inquiries(ask.session),
    "inquiries.open_promises": lambda ask: inquiries.open_promises(ask.session),
    "organ_todo.organ_todo": lambda ask: [
        organ_todo.organ_todo(ask.session, who, today=TODAY, behind=behind)
        for who in ask.staff
        for behind in (False, True)
    ],
    "organ_owing.owed_by": lambda ask: [
        organ_owing.owed_by(ask.session, code) for code in ("housing", "water", "supervision")
    ],
    "organ_owing.owing_organs": lambda ask: organ_owing.owing_organs(ask.session, today=TODAY),
    "organ_register.organ_register": lambda ask: organ_register.organ_register(ask.session),
    "outages.outages": lambda ask: outages.outages(ask.session),
    "outbox.overview": lambda ask: outbox.overview(ask.session),
    "outbox.parked": lambda ask: outbox.parked(ask.session),
    "parked.parked_rows": lambda ask: parked.parked_rows(ask.session),
    "parked.waiting": lambda ask: parked.waiting(ask.session, now=NOW),
    "ratings.waiting": lambda ask: ratings.waiting(ask.session),
    "roster.roster": lambda ask: roster.roster(ask.session),
    "statistics.census": lambda ask: statistics.census(
        ask.session, zone=ask.office.zone, today=TODAY
    ),
    "worklist.handed_back": lambda ask: [
        worklist.handed_back(ask.session, but_of=staff_id) for staff_id in (None, *ask.staff)
    ],
    "worklist.worklist": lambda ask: [
        walked(ask.session, selection)
        for selection in (
            *NARROWED,
            *(Selection(status) for status in (Status.ASSIGNED, *FINISHED)),
            *(Selection(assignee_id=staff_id) for staff_id in ask.staff[:2]),
        )
    ],
}

QUIET = {
    *QUEUE_QUIET,
    *QUIET_CLUSTERS,
    "calendar_years.entered_years",
    "commitment_proposals.open_proposals",
    "commitment_proposals.proposals_of",
    "commitments.brief_commitments",
    "commitments.promising_organs",
    "commitments.recorded_commitments",
    "directory.organs",
    "organ_register.organ_register",
    "outages.outages",
    "roster.roster",
}
"""What tells nothing of any complaint."""


def walked(session: Session, selection: Selection) -> list[worklist.Page]:
    """Return every page of the queue, two complaints to a page."""
    pages = [worklist.worklist(session, selection, size=2)]
    while pages[-1].after:
        pages.append(worklist.worklist(session, selection, after=pages[-1].after, size=2))
    return pages


def told(answer: Any) -> Any:
    """Return an answer as text; a row of a table as its name and id."""
    if hasattr(answer, "__table__"):
        return f"{answer.__tablename__} {answer.id}"
    if isinstance(answer, list | tuple) and not hasattr(answer, "_fields"):
        return [told(each) for each in answer]
    return repr(answer)


def answers(table: Mapping[str, Callable[[Asking], Any]], ask: Asking) -> dict[str, Any]:
    """Ask every question of a *table*."""
    return {name: told(question(ask)) for name, question in table.items()}

"""Whether a step that the tables allow makes sense: whether there is something to do it to."""

from collections.abc import Callable, Mapping
from datetime import date

from flask import g

from portal.domain.clock import Deadline
from portal.domain.lifecycle import Action
from portal.domain.person_measures import NEVER_DROPPED
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.queries.clusters import joined
from portal.services import carrying_over, hand_backs
from portal.services.carrying_over import Target
from portal.transaction import reading
from portal.web.context import now, office
from portal.web.office.carrying_rows import open_rows, open_sendings, to_be_sent
from portal.web.office.organ_rows import awaited, contested, reported


def today() -> date:
    """Return the office's day."""
    return now().astimezone(office().zone).date()


def hand_back_by(file: Casefile) -> Deadline:
    """Return until when the complaint can be handed back."""
    received = file.standing.assigned_at or file.filed_at
    with reading(g.actor) as session:
        return hand_backs.last_day(session, received, office=office(), now=now())


def can_be_handed_back(file: Casefile) -> bool:
    """Tell whether it is not too late, and nobody has been asked yet [1.3(c)]."""
    return file.standing.handed_back is None and not hand_back_by(file).passed(now())


def together(file: Casefile) -> bool:
    """Tell whether the complaint stands together with any that may be known."""
    with reading(g.actor) as session:
        return bool(joined(session, file.case.complaint_id))


def targets(file: Casefile) -> tuple[Target, ...]:
    """Return what stands together with the complaint, what can take its findings first."""
    with reading(g.actor) as session:
        complaint = session.get_one(Complaint, file.case.complaint_id)
        return carrying_over.targets(session, complaint)


FITTING: Mapping[Action, Callable[[Casefile], bool]] = {
    Action.HAND_BACK: can_be_handed_back,
    Action.DECIDE_HAND_BACK: lambda file: file.standing.handed_back is not None,
    Action.CALL_BACK: lambda file: file.rated is not None and file.rated.waits,
    Action.EXCUSE: lambda file: file.status.open,
    **dict.fromkeys((Action.TAKE_BACK, Action.EXTEND_ENQUIRY), lambda file: bool(awaited(file))),
    Action.CONFIRM_MEASURE: lambda file: bool(reported(file)),
    Action.ANSWER_OBJECTION: lambda file: bool(contested(file)),
    Action.SUBMIT: lambda file: not file.deciding.asked,
    Action.APPROVE: lambda file: bool(file.case.missing),
    Action.DECIDE: lambda file: file.case.approved,
    Action.CONCUR: lambda file: bool(file.deciding.asked),
    Action.CHARGE: lambda file: bool(open_rows(file)),
    Action.PROVE: lambda file: any(row.measure not in NEVER_DROPPED for row in open_rows(file)),
    Action.REFER: lambda file: bool(to_be_sent(file)),
    Action.RECORD_DISPOSAL: lambda file: bool(open_sendings(file)),
    Action.ISSUE: lambda file: file.decided is not None,
    Action.ASK_EXTENSION: lambda file: (
        file.standing.more_time is None and file.standing.extendable(today())
    ),
    Action.EXTEND: lambda file: file.standing.extendable(today()),
    Action.REFUSE_EXTENSION: lambda file: file.standing.more_time is not None,
    Action.TAKE_OUT: together,
    Action.CARRY_OVER: lambda file: any(each.hindrance is None for each in targets(file)),
}
"""Steps that need more than a status."""


def fits(action: Action, file: Casefile) -> bool:
    """Tell whether *action* has something to be done to."""
    rule = FITTING.get(action)
    return rule is None or rule(file)

"""Two at once: what the first one did, in full, beside what the second one was about to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import g

from portal.domain.lifecycle import Action
from portal.domain.text import Text
from portal.queries.casefile import Casefile
from portal.queries.history import Step
from portal.queries.talk import Talk, talk
from portal.transaction import reading
from portal.web.office.form_answers import both
from portal.web.office.forms import VersionedForm, afresh

Written = dict[tuple[Text, datetime], str]
"""The words that somebody wrote, by the step with which they came."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A step that somebody else took, and the words that they wrote with it."""

    step: Step
    words: str


def overtaken(file: Casefile, form: VersionedForm) -> dict[str, object]:
    """Return what somebody else did since *form* was shown; from now on it is about *file*."""
    with reading(g.actor) as session:
        written = spoken(talk(session, file.case.complaint_id)) | worked(file)
    missed = [Missed(step, written.get((step.action, step.at), "")) for step in form.missed(file)]
    form.look_again(file)
    return {"missed": missed}


def spoken(said: Talk) -> Written:
    """Return what was written in notes, messages, hearings and the register."""
    found = {(Action.ADD_NOTE.text, each.at): each.body for each in said.notes}
    for each in said.said:
        found |= {(kind.text, each.at): each.body for kind in (Action.SEND_MESSAGE, Action.WRITE)}
    for heard in said.hearings:
        found[Action.INVITE.text, heard.at] = heard.put
        if heard.ended_at:
            found[Action.RECORD_HEARING.text, heard.ended_at] = heard.statement
    return found


def worked(file: Casefile) -> Written:
    """Return what was written in the findings and in the decision."""
    written: Written = {}
    for point in file.points:
        if point.found:
            key = Action.PROPOSE_FINDINGS.text, point.found.at
            line = f"{point.category.value} {point.found.conclusion}"
            written[key] = f"{written[key]}\n{line}" if key in written else line
    if file.decided:
        written[Action.DECIDE.text, file.decided.at] = file.decided.summary
    return written


def versions(
    show: Callable[[Any], str], form: VersionedForm, made: Callable[[], Any]
) -> Mapping[str, object]:
    """Return where *form*, as it was filled in, differs from the form *made* as things stand now.

    *show* renders the page of either: there both are read as people read them.
    """
    typed = show(form)
    with afresh():
        now = show(made())
    return {"versions": both(now, typed)}

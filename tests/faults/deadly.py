"""The application, with complaints at which its workers die."""

import os
import signal
from collections.abc import MutableMapping
from datetime import datetime
from typing import cast

from flask import Flask
from sqlalchemy.orm import Session

import portal
from portal.jobs.claims import Claimed
from portal.jobs.letters import Tools
from portal.jobs.reactions import REACTIONS, Reaction
from portal.models.complaint import Complaint

DEADLY = "deadly"
DEADLY_ONCE = "deadly once, and late"


def deadly(reaction: Reaction) -> Reaction:
    """Return *reaction*, with death before it or behind it as the complaint's subject asks."""

    def react(session: Session, row: Claimed, at_hand: Tools, now: datetime) -> None:
        subject = session.get_one(Complaint, row.complaint_id).subject
        if subject == DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)
        reaction(session, row, at_hand, now)
        if subject == DEADLY_ONCE and row.attempts == 1:
            os.kill(os.getpid(), signal.SIGKILL)

    return react


def create_app() -> Flask:
    """Return the application for the flask command."""
    reactions = cast("MutableMapping[str, Reaction]", REACTIONS)
    reactions.update({kind: deadly(reaction) for kind, reaction in REACTIONS.items()})
    return portal.create_app()

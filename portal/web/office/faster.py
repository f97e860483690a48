"""Somebody else was faster: what then goes wrong, and only then."""

from sqlalchemy.orm.exc import StaleDataError

from portal.domain.clock import ExtensionError
from portal.domain.lifecycle import IllegalTransitionError
from portal.services.approvals import CompetenceError
from portal.services.checklists import ChecklistError
from portal.services.clusters import ClusterError
from portal.services.enquiries import AlreadyAnsweredError, NobodyToAskError
from portal.services.hand_backs import NothingHandedBackError, TooLateError
from portal.services.hearings import AlreadyHeardError
from portal.services.measures import NotReportedError
from portal.services.messages import NotWaitingError
from portal.services.origins import DayError
from portal.services.reassignment import UnsuitableError

OVERTAKEN = (
    AlreadyAnsweredError,
    CompetenceError,
    DayError,
    StaleDataError,
    IllegalTransitionError,
    UnsuitableError,
    TooLateError,
    NothingHandedBackError,
    ExtensionError,
    NobodyToAskError,
    NotReportedError,
    AlreadyHeardError,
    ChecklistError,
    ClusterError,
    NotWaitingError,
)
"""What goes wrong only because somebody else was faster."""

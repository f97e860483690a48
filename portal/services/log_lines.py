"""Many lines of the case log at once, as the system writes them in its sweeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import Role
from portal.services import bulk
from portal.services.bulk import Target

LINES: bulk.Columns = {
    "complaint_id": "bigint",
    "action": "text",
    "from_status": "text",
    "to_status": "text",
    "reason": "text",
    "detail": "jsonb",
}
LOG = f"""
INSERT INTO case_log (complaint_id, at, role, action, from_status, to_status, reason, detail)
SELECT complaint_id, %(now)s, '{Role.SYSTEM}', action, from_status, to_status, reason, detail
FROM {bulk.given(LINES)}
"""  # noqa: S608 -- of constants


@dataclass(frozen=True, slots=True)
class LogLine:
    """One step that the system took: *detail* is JSON."""

    complaint_id: int
    action: Action
    before: Status
    after: Status
    reason: str
    detail: dict[str, Any]


def write(to: Target, lines: Sequence[LogLine], *, now: datetime) -> None:
    """Write *lines* down, in their order."""
    rows = [
        (
            line.complaint_id,
            line.action.value,
            line.before.value,
            line.after.value,
            line.reason,
            bulk.as_json(line.detail),
        )
        for line in lines
    ]
    bulk.write(to, LOG, LINES, rows, now=now)

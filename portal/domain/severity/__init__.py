"""From findings to an outcome: inputs, table, engine, overrides and explanation.

The table is data in `rows_*.py`, to be read beside the opinion; the engine only looks up.
"""

from portal.domain.severity.alternatives import Alternative, Change, nearest_alternatives
from portal.domain.severity.approvals import Approval, approvals_for, may_sign
from portal.domain.severity.basis import Basis, fault_basis
from portal.domain.severity.engine import decide
from portal.domain.severity.explanation import Explanation, explain
from portal.domain.severity.inputs import (
    Circumstances,
    Crime,
    Finding,
    Impact,
    Intent,
    Verified,
    presumes_violation,
)
from portal.domain.severity.measures import Gate, Measure, Person
from portal.domain.severity.outcome import (
    Modifier,
    Outcome,
    case_approvals,
    case_measures,
    case_severity,
)
from portal.domain.severity.policy import CURRENT, PolicyVersion, policy_by_number, policy_on
from portal.domain.severity.record import FindingError, from_record, to_record
from portal.domain.severity.scale import Severity, highest

__all__ = [
    "CURRENT",
    "Alternative",
    "Approval",
    "Basis",
    "Change",
    "Circumstances",
    "Crime",
    "Explanation",
    "Finding",
    "FindingError",
    "Gate",
    "Impact",
    "Intent",
    "Measure",
    "Modifier",
    "Outcome",
    "Person",
    "PolicyVersion",
    "Severity",
    "Verified",
    "approvals_for",
    "case_approvals",
    "case_measures",
    "case_severity",
    "decide",
    "explain",
    "fault_basis",
    "from_record",
    "highest",
    "may_sign",
    "nearest_alternatives",
    "policy_by_number",
    "policy_on",
    "presumes_violation",
    "to_record",
]

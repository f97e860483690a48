"""The clauses: the opinion's own, and the adopted policy where its text is lost.

Each says what the product does about it, and by which module and test, or why software does not.
"""

from collections.abc import Mapping

from portal.domain.clauses.accountability import ACCOUNTABILITY_CLAUSES
from portal.domain.clauses.appraisal import APPRAISAL_CLAUSES
from portal.domain.clauses.clause import Carrier, Clause, ClauseKind
from portal.domain.clauses.commitments import COMMITMENT_CLAUSES
from portal.domain.clauses.complaints import COMPLAINT_CLAUSES
from portal.domain.clauses.first_inquiry import FIRST_INQUIRY_CLAUSES
from portal.domain.clauses.general import GENERAL
from portal.domain.clauses.law_enforcement import LAW_ENFORCEMENT_CLAUSES
from portal.domain.clauses.open_government import OPEN_GOVERNMENT_CLAUSES
from portal.domain.clauses.readings import READINGS, AdoptedReading
from portal.domain.clauses.time_limits import TIME_LIMIT_CLAUSES

CLAUSES: Mapping[str, Clause] = {
    clause.id: clause
    for clause in (
        *GENERAL,
        *FIRST_INQUIRY_CLAUSES,
        *COMMITMENT_CLAUSES,
        *OPEN_GOVERNMENT_CLAUSES,
        *TIME_LIMIT_CLAUSES,
        *ACCOUNTABILITY_CLAUSES,
        *LAW_ENFORCEMENT_CLAUSES,
        *COMPLAINT_CLAUSES,
        *APPRAISAL_CLAUSES,
    )
}

__all__ = [
    "CLAUSES",
    "READINGS",
    "AdoptedReading",
    "Carrier",
    "Clause",
    "ClauseKind",
]

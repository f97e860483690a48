"""The modules and tests that carry more than one clause."""

from portal.domain.clauses.clause import Carrier

SEVERITY = Carrier(
    "portal/domain/severity/rows_commitments.py", "tests/domain/test_severity_rows.py"
)
DERELICTION = Carrier(
    "portal/domain/severity/rows_accountability.py", "tests/domain/test_severity_rows.py"
)
GATES = Carrier("portal/domain/severity/rows_general.py", "tests/domain/test_severity_rows.py")
GATE_ANSWERS = Carrier("portal/services/gates.py", "tests/services/test_gates.py")
ENGINE = Carrier("portal/domain/severity/engine.py", "tests/domain/test_severity_engine.py")
APPROVALS = Carrier("portal/domain/severity/approvals.py", "tests/domain/test_severity_engine.py")
OVERRIDES = Carrier("portal/services/overrides.py", "tests/services/test_overrides.py")
REFERRAL = Carrier("portal/domain/referral.py", "tests/domain/test_referral.py")
CATEGORIES = Carrier("portal/domain/category.py", "tests/web/test_home.py")

FIRST_INQUIRY = Carrier("portal/services/first_inquiry.py", "tests/services/test_first_inquiry.py")
COMMITMENTS = Carrier("portal/services/commitments.py", "tests/services/test_commitments.py")
COMMITMENT_PAGES = Carrier(
    "portal/web/public/commitments.py", "tests/web/test_public_commitments.py"
)
FILING = Carrier("portal/web/public/filing.py", "tests/web/test_filing.py")
LETTERS = Carrier("portal/mail/compose.py", "tests/mail/test_compose.py")
CLOCKS = Carrier("portal/domain/clock/table.py", "tests/domain/test_clock_table.py")
CLOCK_SHEETS = Carrier("portal/queries/clock_sheets.py", "tests/queries/test_clock_sheets.py")
EXTENSION = Carrier("portal/domain/clock/extension.py", "tests/domain/test_clock_extension.py")
LIFECYCLE = Carrier("portal/domain/timing.py", "tests/domain/test_timing.py")
DECLINING = Carrier("portal/domain/declining.py", "tests/domain/test_declining.py")
APPROVAL_ROUND = Carrier("portal/services/approvals.py", "tests/services/test_approvals.py")
ORIGINS = Carrier("portal/services/origins.py", "tests/services/test_origins.py")
PERSONS = Carrier("portal/domain/severity/responsible.py", "tests/services/test_approvals.py")
WALL = Carrier("portal/domain/wall.py", "tests/domain/test_wall.py")
ASSIGNMENT = Carrier("portal/domain/assignment.py", "tests/domain/test_assignment.py")
HAND_BACKS = Carrier("portal/services/hand_backs.py", "tests/services/test_hand_backs.py")
RECUSALS = Carrier("portal/services/recusals.py", "tests/services/test_recusals.py")
REFERRING = Carrier("portal/services/referrals.py", "tests/services/test_referrals.py")
ESCALATION = Carrier("portal/services/escalation.py", "tests/services/test_escalation.py")
ACCOUNTABILITY = Carrier(
    "portal/services/accountability.py", "tests/services/test_accountability.py"
)
MEASURES = Carrier("portal/services/measures.py", "tests/services/test_measures.py")
HEARINGS = Carrier("portal/services/hearings.py", "tests/services/test_hearings.py")
LIAISON = Carrier("portal/services/enquiries.py", "tests/services/test_enquiries.py")
REVIEWS = Carrier("portal/services/reviews.py", "tests/services/test_reviews.py")
RATINGS = Carrier("portal/services/ratings.py", "tests/services/test_ratings.py")
CLUSTERS = Carrier("portal/services/clusters.py", "tests/services/test_clusters.py")
SEALING = Carrier("portal/services/identities.py", "tests/web/test_office_revealing.py")
TRACKING = Carrier("portal/web/public/tracking.py", "tests/web/test_tracking.py")
STATISTICS = Carrier("portal/queries/statistics.py", "tests/queries/test_statistics.py")
OPINION_PAGE = Carrier("portal/web/public/law.py", "tests/web/test_law.py")

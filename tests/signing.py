"""A complaint about one point on its way to a decision, for tests of what lies between."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.permissions import Actor
from portal.domain.referral import Standing
from portal.domain.severity import Approval, Verified
from portal.domain.severity import Finding as Inputs
from portal.domain.severity.responsible import Competence
from portal.models.allegation import Allegation
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.staff import Staff
from portal.services import approvals, casework, decisions, findings
from portal.services.findings import Established
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.fulfilling import fulfil
from tests.holding import holder

OFFICIAL = Competence(standing=Standing.OFFICIAL)
LATER = NOW + timedelta(hours=1)


@dataclass
class Signing:
    """A complaint about one point, found as the test says, on its way to a decision."""

    session: Session
    make: Make
    office: Office

    def found(self, category: Category = Category.C12, **inputs: object) -> Complaint:
        """Return a complaint whose one point is found."""
        complaint = self.make.assigned(categories=(category,))
        author = holder(self.session, complaint)
        casework.accept(self.session, complaint, author, office=self.office, now=NOW)
        self.find(complaint, author, category, **inputs)
        return complaint

    def find(
        self, complaint: Complaint, author: Actor, category: Category, **inputs: object
    ) -> None:
        """Propose the finding."""
        (point,) = complaint_points(self.session, complaint)
        given = {"verified": Verified.YES, **inputs}
        finding = Established(point, Inputs(category, **given), "属实")  # type: ignore[arg-type]
        findings.propose(self.session, complaint, author, [finding], office=self.office, now=NOW)

    def submit(self, complaint: Complaint, competence: Competence = OFFICIAL) -> None:
        """Put it up for signature."""
        author = holder(self.session, complaint)
        fulfil(self.session, complaint)
        approvals.submit(
            self.session, complaint, author, competence=competence, office=self.office, now=NOW
        )

    def sign(self, complaint: Complaint, who: Staff) -> Approval:
        """Let somebody sign."""
        return approvals.approve(self.session, complaint, who.as_actor(), now=LATER)

    def decide(self, complaint: Complaint) -> Decision:
        """Decide, and return the decision."""
        author = holder(self.session, complaint)
        decisions.decide(
            self.session, complaint, author, summary="已处理", office=self.office, now=LATER
        )
        return self.session.scalars(select(Decision)).one()


def complaint_points(session: Session, complaint: Complaint) -> list[int]:
    """Return the points complained of."""
    return list(
        session.scalars(select(Allegation.id).where(Allegation.complaint_id == complaint.id))
    )

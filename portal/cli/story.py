"""Telling a demo complaint's story: each step through the service that would have taken it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.cli import story_carrying, story_signing
from portal.cli.story_enquiries import enquire
from portal.cli.story_ratings import rate
from portal.demo.shapes import DemoComplaint
from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import Actor
from portal.models.allegation import Allegation
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.services import assignment, casework, decisions, findings, intake, reassignment, reviews
from portal.services.findings import Established
from portal.services.office import Office
from portal.services.reassignment import Handover

STEP_LONGEST = timedelta(days=6)
OFFICE_HOURS_BEGIN = timedelta(hours=9)
MINUTES_APART = 37
HANDED_OVER = "由熟悉该领域的人员承办。"

FOUND = ("assign", "accept", "investigate", "find")
DELIVERED = (*FOUND, "decide", "deliver")
ROADS: Mapping[Status, tuple[str, ...]] = {
    Status.RECEIVED: (),
    Status.ASSIGNED: ("assign",),
    Status.CLARIFICATION: ("assign", "ask"),
    Status.DECLINED: ("assign", "decline"),
    Status.ACCEPTED: ("assign", "accept"),
    Status.TRANSFERRED: ("assign", "transfer"),
    Status.WITHDRAWN: ("assign", "accept", "withdraw"),
    Status.INVESTIGATING: ("assign", "accept", "investigate", "enquire"),
    Status.FINDINGS_PROPOSED: FOUND,
    Status.AWAITING_APPROVAL: (*FOUND, "submit"),
    Status.DECIDED: DELIVERED,
    Status.CLOSED: (*DELIVERED, "carry_out", "close", "rate"),
    Status.UNDER_REVIEW: (*DELIVERED, "carry_out", "ask_review"),
}
"""The steps that lead to each status."""


class Storyteller:
    """Files the demo complaints in the past and walks each to where it stands today."""

    def __init__(
        self, session: Session, office: Office, staff: Mapping[str, Staff], now: datetime
    ) -> None:
        self.session = session
        self.office = office
        self.staff = staff
        self.now = now
        self.told = 0

    def tell(self, story: DemoComplaint) -> None:
        """File *story*, take its steps, and mark what followed long ago as done."""
        filed_at = self._filed_at(story)
        complaint = self._file(story, filed_at)
        steps, last_at = ROADS[story.status], filed_at
        for step, at in zip(steps, self._times(filed_at, steps), strict=True):
            STEPS[step](self, story, complaint, at)
            self.session.flush()  # each step is a change of its own
            last_at = at
        story_signing.add_scene(self.session, self.office, story, complaint, last_at)
        if steps:
            self.session.execute(
                update(OutboxRow)
                .where(OutboxRow.complaint_id == complaint.id)
                .values(done_at=OutboxRow.created_at)
            )
        self.told += 1

    def _filed_at(self, story: DemoComplaint) -> datetime:
        today = self.now.astimezone(self.office.zone).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        minutes = timedelta(minutes=self.told * MINUTES_APART % 500)
        filed_at = today - timedelta(days=story.filed_days_ago) + OFFICE_HOURS_BEGIN + minutes
        return min(filed_at, self.now - timedelta(minutes=30))

    def _file(self, story: DemoComplaint, filed_at: datetime) -> Complaint:
        filing = story.filing_on(filed_at.date(), f"demo-{story.key}")
        receipt = intake.file_complaint(self.session, filing, office=self.office, now=filed_at)
        return self.session.scalars(
            select(Complaint).where(Complaint.reference == receipt.reference)
        ).one()

    def _times(self, filed_at: datetime, steps: Sequence[str]) -> Iterator[datetime]:
        wait = story_carrying.DISPUTABLE if "close" in steps else timedelta()
        pace = min((self.now - filed_at - wait) / (len(steps) + 1), STEP_LONGEST)
        at = filed_at
        for step in steps:
            at += pace + (wait if step == "close" else timedelta())
            yield at

    def actor(self, complaint: Complaint) -> Actor:
        """Return who works on the complaint."""
        if complaint.assignee_id is None:
            return Actor.system()
        return story_carrying.holder(self.session, complaint)

    def assign(self, story: DemoComplaint, complaint: Complaint, at: datetime) -> None:
        """Assign as the rules do, then to the officer of the story if it is another one."""
        assignment.assign(self.session, complaint.id, office=self.office, now=at)
        meant = self.staff[story.officer].id
        if meant != complaint.assignee_id:
            handover, leader = Handover(meant, HANDED_OVER), self.staff["supervisor1"].as_actor()
            reassignment.reassign(
                self.session, complaint, leader, handover, office=self.office, now=at
            )

    def accept(self, _story: DemoComplaint, complaint: Complaint, at: datetime) -> None:
        """Take the complaint up."""
        casework.accept(self.session, complaint, self.actor(complaint), office=self.office, now=at)

    def decline(self, story: DemoComplaint, complaint: Complaint, at: datetime) -> None:
        """Refuse the complaint for the story's reason."""
        casework.decline(
            self.session,
            complaint,
            self.actor(complaint),
            code=story.decline_code or "N8",
            reason=self._words(story, story.decline_explanation, complaint),
            office=self.office,
            now=at,
        )

    def find(self, story: DemoComplaint, complaint: Complaint, at: datetime) -> None:
        """Propose the story's findings."""
        allegations = self.session.scalars(
            select(Allegation).where(Allegation.complaint_id == complaint.id)
        )
        found = {each.inputs.category: each for each in story.findings}
        points = [
            Established(
                allegation.id,
                found[allegation.category].inputs,
                self._words(story, found[allegation.category].conclusion, complaint),
            )
            for allegation in allegations
        ]
        actor = self.actor(complaint)
        findings.propose(self.session, complaint, actor, points, office=self.office, now=at)

    def decide(self, story: DemoComplaint, complaint: Complaint, at: datetime) -> None:
        """Decide with the story's outcome, once everybody has signed who must."""
        actor = self.actor(complaint)
        story_signing.submit(self.session, self.office, complaint, actor, at)
        story_signing.sign_all(self.session, complaint, at)
        decisions.decide(
            self.session,
            complaint,
            actor,
            summary=self._words(story, story.outcome, complaint),
            office=self.office,
            now=at,
        )

    def submit(self, _story: DemoComplaint, complaint: Complaint, at: datetime) -> None:
        """Put what was found up for signature."""
        story_signing.submit(self.session, self.office, complaint, self.actor(complaint), at)

    def ask(self, story: DemoComplaint, complaint: Complaint, at: datetime) -> None:
        """Ask the complainant the story's question."""
        casework.ask_clarification(
            self.session, complaint, self.actor(complaint),
            self._words(story, story.question, complaint), office=self.office, now=at,
        )  # fmt: skip

    def transfer(self, story: DemoComplaint, complaint: Complaint, at: datetime) -> None:
        """Pass the complaint on to the story's target."""
        casework.transfer(
            self.session,
            complaint,
            self.actor(complaint),
            target=story.transfer_target,
            reason=self._words(story, story.transfer_reason, complaint),
            office=self.office,
            now=at,
        )

    def withdraw(self, story: DemoComplaint, complaint: Complaint, at: datetime) -> None:
        """Let the complainant take the complaint back."""
        casework.withdraw(
            self.session, complaint, Actor.complainant(complaint.id),
            reason=self._words(story, story.withdrawal_reason, complaint),
            office=self.office, now=at,
        )  # fmt: skip

    def ask_review(self, story: DemoComplaint, complaint: Complaint, at: datetime) -> None:
        """Let the complainant ask for a review."""
        reviews.ask_review(
            self.session, complaint, Actor.complainant(complaint.id),
            self._words(story, story.review_request, complaint), office=self.office, now=at,
        )  # fmt: skip

    def _words(self, story: DemoComplaint, words: str, complaint: Complaint) -> str:
        return story.told_on(complaint.filed_at.astimezone(self.office.zone).date(), words)

    def advance(
        self, story: DemoComplaint, complaint: Complaint, at: datetime, action: Action, words: str
    ) -> None:
        """Take a step that needs nothing but its reason."""
        actor = self.actor(complaint)
        reason = self._words(story, words, complaint)
        casework.advance(
            self.session, complaint, actor, action, office=self.office, now=at, reason=reason
        )


def plainly(
    action: Action, words: Callable[[DemoComplaint], str]
) -> Callable[[Storyteller, DemoComplaint, Complaint, datetime], None]:
    """Return the step that is one plain *action*, with the story's *words* as its reason."""

    def step(teller: Storyteller, story: DemoComplaint, complaint: Complaint, at: datetime) -> None:
        teller.advance(story, complaint, at, action, words(story))

    return step


STEPS: Mapping[str, Callable[[Storyteller, DemoComplaint, Complaint, datetime], None]] = {
    "assign": Storyteller.assign,
    "accept": Storyteller.accept,
    "decline": Storyteller.decline,
    "find": Storyteller.find,
    "decide": Storyteller.decide,
    "ask": Storyteller.ask,
    "transfer": Storyteller.transfer,
    "withdraw": Storyteller.withdraw,
    "ask_review": Storyteller.ask_review,
    "rate": lambda teller, *told: rate(teller.session, *told),
    "enquire": lambda teller, *told: enquire(teller.session, teller.office, *told),
    "investigate": plainly(Action.INVESTIGATE, lambda _: ""),
    "submit": Storyteller.submit,
    "deliver": lambda teller, *told: story_carrying.deliver(teller.session, teller.office, *told),
    "carry_out": lambda teller, *told: story_carrying.carry_out(
        teller.session, teller.office, *told
    ),
    "close": lambda teller, *told: story_carrying.close(teller.session, teller.office, *told),
}

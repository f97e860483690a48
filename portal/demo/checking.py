"""What must hold of the demo district before anything is made of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from portal.demo.shapes import DemoComplaint, DemoOfficial, DemoOrgan, DemoStaff
from portal.domain import severity
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role

ORGANS, OFFICIALS, COMPLAINTS = 12, 40, 65
_S = Status

NEEDED: Mapping[Status, tuple[str, ...]] = {
    _S.CLARIFICATION: ("question",),
    _S.FINDINGS_PROPOSED: ("findings", "severity"),
    _S.AWAITING_APPROVAL: ("findings", "severity"),
    _S.DECIDED: ("findings", "severity", "outcome"),
    _S.CLOSED: ("findings", "severity", "outcome"),
    _S.UNDER_REVIEW: ("findings", "severity", "outcome", "review_request"),
    _S.DECLINED: ("decline_code", "decline_explanation"),
    _S.TRANSFERRED: ("transfer_target", "transfer_reason"),
    _S.WITHDRAWN: ("withdrawal_reason",),
}
"""What a complaint must hold to stand where it stands; the rest is optional or forbidden."""

LATER = frozenset(name for names in NEEDED.values() for name in names)


class DemoDataError(ValueError):
    """The demo data contradict themselves; carries one sentence for each contradiction."""


def insist(problems: Iterator[str]) -> None:
    """Raise DemoDataError if there is any problem."""
    found = tuple(problems)
    if found:
        raise DemoDataError("; ".join(found))


def organ_problems(organs: Sequence[DemoOrgan], officials: Sequence[DemoOfficial]) -> Iterator[str]:
    """Return what is wrong with the organs."""
    yield from _count("organs", len(organs), ORGANS)
    yield from _doubles("organ code", [organ.code for organ in organs])
    heads = {(who.organ, who.name) for who in officials if not who.superior}
    for organ in organs:
        if (organ.code, organ.head) not in heads:
            yield f"{organ.code}: its head {organ.head} is not its official"


def official_problems(
    organs: Sequence[DemoOrgan], officials: Sequence[DemoOfficial]
) -> Iterator[str]:
    """Return what is wrong with the officials."""
    yield from _count("officials", len(officials), OFFICIALS)
    yield from _doubles("official", [who.name for who in officials])
    heads = {organ.code: organ.head for organ in organs}
    homes = {who.name: who.organ for who in officials}
    for who in officials:
        if who.organ not in heads:
            yield f"{who.name}: no organ {who.organ}"
        elif not who.superior and heads[who.organ] != who.name:
            yield f"{who.name}: has no superior and is not the head"
        elif who.superior and homes.get(who.superior) != who.organ:
            yield f"{who.name}: no {who.superior} in {who.organ}"


def staff_problems(
    staff: Sequence[DemoStaff], organs: Sequence[DemoOrgan], officials: Sequence[DemoOfficial]
) -> Iterator[str]:
    """Return what is wrong with the accounts and their ties."""
    yield from _doubles("account", [who.username for who in staff])
    codes = {organ.code for organ in organs}
    names = {who.name for who in officials}
    for who in staff:
        if (who.role is Role.LIAISON) != (who.organ in codes):
            yield f"{who.username}: a liaison, and nobody else, speaks for an organ"
        for tie in who.ties:
            if (tie.organ in codes) == (tie.official in names):
                yield f"{who.username}: a tie is to one organ or to one official"


def complaint_problems(
    complaints: Sequence[DemoComplaint],
    officials: Sequence[DemoOfficial],
    staff: Sequence[DemoStaff],
) -> Iterator[str]:
    """Return what is wrong with the complaints."""
    yield from _count("complaints", len(complaints), COMPLAINTS)
    yield from _doubles("complaint", [complaint.key for complaint in complaints])
    for status in set(Status) - {complaint.status for complaint in complaints}:
        yield f"no complaint is {status}"
    people = {(who.organ, who.name) for who in officials}
    accounts = {who.username for who in staff}
    for complaint in complaints:
        problems = (
            *_subject_problems(complaint, people),
            *_standing_problems(complaint, accounts),
            *_finding_problems(complaint),
        )
        yield from (f"{complaint.key}: {problem}" for problem in problems)


def _subject_problems(complaint: DemoComplaint, people: set[tuple[str, str]]) -> Iterator[str]:
    if complaint.organ not in {organ for organ, _ in people}:
        yield f"no organ {complaint.organ}"
    elif complaint.official and (complaint.organ, complaint.official) not in people:
        yield f"no {complaint.official} in {complaint.organ}"
    identity = complaint.identity
    if complaint.anonymous and (identity.name or identity.phone):
        yield "anonymous, but leaves a name or a phone"
    if not complaint.anonymous and not (identity.name and (identity.email or identity.phone)):
        yield "needs a name and a way to be reached"


def _standing_problems(complaint: DemoComplaint, accounts: set[str]) -> Iterator[str]:
    needed = NEEDED.get(complaint.status, ())
    for name in sorted(LATER):
        if bool(getattr(complaint, name)) != (name in needed):
            yield f"{name} does not go with {complaint.status}"
    if complaint.status is Status.RECEIVED:
        if complaint.officer:
            yield "has an officer before it is assigned"
    elif complaint.officer not in accounts:
        yield f"no officer {complaint.officer}"


def _finding_problems(complaint: DemoComplaint) -> Iterator[str]:
    if not complaint.findings:
        return
    found = [finding.inputs.category for finding in complaint.findings]
    if Counter(found) != Counter(complaint.categories):
        yield "needs one finding for each category"
    outcomes = [severity.decide(finding.inputs) for finding in complaint.findings]
    decided = severity.case_severity(outcomes)
    if decided is not complaint.severity:
        yield f"the table says {decided}, not {complaint.severity}"


def _count(what: str, given: int, wanted: int) -> Iterator[str]:
    if given != wanted:
        yield f"{given} {what} instead of {wanted}"


def _doubles(what: str, names: Sequence[str]) -> Iterator[str]:
    yield from (f"{what} {name} stands twice" for name, n in Counter(names).items() if n > 1)

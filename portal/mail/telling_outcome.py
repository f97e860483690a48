"""What the outcome letter tells: the finding on each point, what was decided and why, measures.

Of whom the measures fall on, and of everybody else whom the investigation met, it names nobody.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from portal.domain.clauses import CLAUSES
from portal.domain.severity import Measure, Severity, Verified
from portal.domain.text import Text
from portal.mail.facts import FindingFacts, OutcomeFacts
from portal.mail.telling_change import signed_points, tell_change
from portal.models.finding import Finding

if TYPE_CHECKING:
    from portal.mail.telling import Teller

CONCLUSIONS: Mapping[Verified, Text] = {
    Verified.YES: Text("属实", "substantiated: it happened"),
    Verified.NO: Text("不属实", "not substantiated: it did not happen that way"),
    Verified.UNDETERMINED: Text(
        "无法查清：现有证据不能说明是否属实",
        "undetermined: the evidence does not show whether it happened",
    ),
}
MEASURES: Mapping[Measure, Text] = {
    Measure.ADVICE: Text(
        "对责任人批评教育，并提出改进建议。",
        "We have criticised those responsible and told them what to do better.",
    ),
    Measure.WARNING: Text("对责任人予以告诫。", "Those responsible receive a formal warning."),
    Measure.ADMONITORY_EDUCATION: Text(
        "对责任人进行诫勉教育：由领导谈话，指出错误，要求改正。",
        "Those responsible are admonished: their leaders tell them what was wrong and must change.",
    ),
    Measure.APOLOGY: Text(
        "责令责任人向受到影响的当事人赔礼道歉。",
        "Those responsible must apologise to whoever was wronged.",
    ),
    Measure.RECTIFY: Text(
        "责令被投诉机关整改，并公布服务承诺。",
        "The organ must put things right and publish its commitments.",
    ),
    Measure.PUBLISH: Text(
        "责令被投诉机关公开应当公开的内容。", "The organ must make public what has to be public."
    ),
    Measure.DISCIPLINE: Text(
        "建议有权机关给予责任人党纪、政务处分；是否处分由该机关决定。",
        "We propose that the competent organ discipline those responsible; it decides on that.",
    ),
    Measure.REFERRAL: Text("移交有权机关依法处理。", "We refer the matter to the competent organ."),
}
"""The measures, as somebody reads them who knows none of the office's terms."""


def tell_outcome(teller: "Teller") -> OutcomeFacts | None:
    """Return the decision with its findings, if there is one."""
    decision = teller.decision()
    if decision is None:
        return None
    findings = teller.session.scalars(
        select(Finding).where(Finding.complaint_id == teller.sheet.id).order_by(Finding.id)
    )
    signed = signed_points(teller.session, decision.round_id)
    return OutcomeFacts(
        findings=tuple(_told(finding, signed.get(finding.allegation_id)) for finding in findings),
        severity=decision.severity.text,
        summary=decision.summary,
        measures=_measures(decision.measures),
        review=teller.review(decision.decided_at),
    )


def _told(finding: Finding, signed: Mapping[str, Any] | None) -> FindingFacts:
    """Return what was found on one point, and what follows from it as it was *signed*."""
    changed = signed["override"] if signed else None
    return FindingFacts(
        allegation=finding.allegation.category.text,
        conclusion=CONCLUSIONS[Verified(finding.inputs["verified"])],
        reason=finding.conclusion,
        clauses=_cited(finding, signed),
        measures=_measures(signed["measures"] if signed else finding.measures),
        changed=tell_change(changed) if changed else None,
        referred=finding.severity is Severity.REFERRAL,
    )


def _cited(finding: Finding, signed: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Return the clauses of one point, the opinion's first, then what is adopted policy."""
    if signed is None:
        return tuple(finding.clauses)
    changed = signed["override"]
    adopted = (code for code in signed["adopted"] if code in CLAUSES)
    own = (*finding.clauses, *adopted, *((changed["clause"],) if changed else ()))
    return tuple(dict.fromkeys(own))


def _measures(names: Iterable[str]) -> tuple[Text, ...]:
    return tuple(MEASURES[Measure(name)] for name in names)

"""What the table says about one finding, and what a case of several findings comes to."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.category import Category
from portal.domain.severity.approvals import Approval, approvals_for
from portal.domain.severity.measures import Gate, Measure, Person
from portal.domain.severity.scale import Severity, highest
from portal.domain.text import Text


class Modifier(StrEnum):
    """What a person may weigh beside the table (severity.md §5.4); all adopted policy."""

    MITIGATION = "M1"
    AGGRAVATION = "M2"
    REPETITION = "M3"
    LEADER = "M4"
    NO_RESPONSIBILITY = "M5"
    JUDGEMENT = "M6"

    @property
    def text(self) -> Text:
        """Return what the modifier allows."""
        return MODIFIER_TEXTS[self]


MODIFIER_TEXTS = {
    Modifier.MITIGATION: Text(
        "从轻减轻：处分可降为告诫，须书面理由和第二人批准；应当的赔礼道歉不免除",
        "Mitigation: discipline may become a warning, with a written reason and a second "
        "approver; an apology owed stays",
    ),
    Modifier.AGGRAVATION: Text(
        "从重：提高一档，最高到处分；从重本身不构成犯罪",
        "Aggravation: one step up, at most to discipline; it never makes a crime by itself",
    ),
    Modifier.REPETITION: Text(
        "十二个月内屡次告诫：可建议年度考核不称职或给予处分",
        "Repeated warnings in twelve months: discipline or an incompetent grade may be proposed",
    ),
    Modifier.LEADER: Text(
        "造成损失：直接领导另作为责任人〔5.2(1)〕",
        "Loss: the direct leader is a second responsible person [5.2(1)]",
    ),
    Modifier.NO_RESPONSIBILITY: Text(
        "执行上级命令的，责任由上级承担，明显违法的除外；不可抗力或对方过错的，不予追究",
        "A superior's order moves the responsibility, unless plainly illegal; force majeure or "
        "the other side's fault ends it",
    ),
    Modifier.JUDGEMENT: Text(
        "系统只提出建议：改变结果须有理由、条款和第二人",
        "The table suggests, a person decides: another outcome needs a reason, a clause and a "
        "second person",
    ),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from one finding, with the row and clauses that decided.

    *clauses* are the opinion's own, *adopted* names adopted policy, *law* other rules: the three
    are never mixed. *gates* must be passed before it stands, *pointers* may be weighed.
    *read_as* is the category the rows saw, where it was not the finding's.
    """

    severity: Severity
    measures: tuple[Measure, ...]
    persons: tuple[Person, ...]
    row: str
    clauses: tuple[str, ...]
    adopted: tuple[str, ...]
    law: str
    approvals: tuple[Approval, ...]
    gates: tuple[Gate, ...]
    pointers: tuple[Modifier, ...]
    policy_version: int
    remark: Text
    read_as: Category | None = None


def case_severity(outcomes: Iterable[Outcome]) -> Severity:
    """Return the gravest severity over the findings of a case; no fault if there are none."""
    return highest(tuple(outcome.severity for outcome in outcomes))


def case_measures(outcomes: Iterable[Outcome]) -> tuple[Measure, ...]:
    """Return every measure of a case once, mildest first; an apology stays beside discipline."""
    owed = {measure for outcome in outcomes for measure in outcome.measures}
    return tuple(measure for measure in Measure if measure in owed)


def case_approvals(outcomes: Iterable[Outcome]) -> tuple[Approval, ...]:
    """Return the signatures that the case as a whole needs: every one that some finding needs."""
    needed = {approval for outcome in outcomes for approval in outcome.approvals}
    return tuple(each for each in Approval if each in needed) or approvals_for(Severity.NO_FAULT)

"""Gates: what has to be said in writing before an outcome stands, and who may say it.

Whether a crime is behind it is for a second person to say, who neither made the finding nor works
on the complaint [5.2(4), 6.11]; the rest is for whoever handles it. An answer counts for the
finding as it stood: what is found anew is answered anew. Adopted policy, after severity.md 5.3.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.severity.measures import Gate
from portal.domain.text import Text

SAID_MAX = 5_000
SECOND_PERSON = frozenset({Gate.CRIME_SCREENING, Gate.AMOUNT_SCREENING, Gate.CLUE_LET_GO})
"""What only a second person may say."""
SCREENED = frozenset({Gate.CRIME_SCREENING, Gate.AMOUNT_SCREENING})
"""What may also be answered by a clue of crime: then it is not passed, the complaint goes up."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a gate asks, and by which clauses."""

    text: Text
    clauses: tuple[str, ...]


QUESTIONS: Mapping[Gate, Question] = {
    Gate.CRIME_SCREENING: Question(
        Text(
            "达到三十万元或者人员伤亡标准的，以及以权谋私、打击报复的：是否涉嫌犯罪？理由是什么？",
            "With 300 000 yuan or casualties reached, and with abuse for private gain or "
            "retaliation: is there a clue of crime, and why, or why not?",
        ),
        ("5.2(4)", "6.11"),
    ),
    Gate.AMOUNT_SCREENING: Question(
        Text(
            "金额多少？是否达到一万元（有从重情形）或者三万元的立案线索标准？理由是什么？",
            "What is the amount, does it reach 10 000 yuan (with aggravation) or 30 000 yuan, and "
            "why, or why not, is it a clue of crime?",
        ),
        ("2.4(c)", "6.11"),
    ),
    Gate.CLUE_LET_GO: Question(
        Text(
            "此前发现的犯罪线索，为什么不移送？",
            "Why is the clue of crime that was flagged before not transferred?",
        ),
        ("5.2(4)", "6.11"),
    ),
    Gate.SEPARATE_LETTERS: Question(
        Text(
            "不属实还是无法查清？他人名誉是否受损，怎样澄清？没有受损的，也请写明。",
            "Is it untrue, or could it not be found out? Was a name harmed, and how is it cleared? "
            "If none was, say so.",
        ),
        ("2.4(c)", "7.9"),
    ),
    Gate.EXPLANATION_PROVED: Question(
        Text(
            "何人何时怎样耐心解释过？有什么记录？答复态度如何？",
            "Who explained it patiently, when and how, by which record? What was the manner?",
        ),
        ("1.2", "4.4(d)"),
    ),
    Gate.REASON_PROVED: Question(
        Text(
            "特殊原因是什么？有什么记录和证据？",
            "What was the special reason, and by which record and evidence is it proved?",
        ),
        ("4.6",),
    ),
    Gate.EXEMPTION_NAMED: Question(
        Text(
            "不予公开的依据是哪一条规定？",
            "Which rule exempts it from being disclosed?",
        ),
        ("3.1(x)",),
    ),
    Gate.VIOLATION_REBUTTED: Question(
        Text(
            "此类行为推定违纪违法；为什么这次不是？",
            "Such conduct is presumed a violation: why is it none this time?",
        ),
        ("5.2(2)",),
    ),
    Gate.MANUAL_READING: Question(
        Text(
            "表中没有专门条目：对照条款逐项看过后，为什么这样处理？",
            "No row speaks of this: read by hand beside the clauses, why is this the outcome?",
        ),
        ("5.2(2)", "5.2(3)"),
    ),
}

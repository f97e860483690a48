"""The law of the portal: the opinion clause by clause, the severity table, and the time limits.

Each page is made from the tables that the product itself runs by, so they cannot disagree
[P.1, practice 6.5].
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.domain import enquiring
from portal.domain.category import Category, System
from portal.domain.clauses import CLAUSES, READINGS, Clause
from portal.domain.clock import ClockKind, ClockRule
from portal.domain.clock.table import (
    ANSWERING,
    CONCLUDING,
    FROM_ELSEWHERE,
    PUT,
    REVIEWING,
    TAKING_IN,
)
from portal.domain.severity import Modifier, PolicyVersion, Severity, approvals_for, policy_on
from portal.domain.severity.wording import case_text
from portal.domain.text import Text
from portal.web.access import public
from portal.web.context import today
from portal.web.security import revisitable

GENERAL = Text("总则", "Purpose and requirements")
ROW = Text("处理表第 {key} 行", "row {key} of the table")
FILE = Text("提出投诉", "file a complaint")
TRACK = Text("查询投诉", "track a complaint")
COMMITMENTS = Text("服务承诺", "service commitments")
DEADLINES = Text("期限计算器", "deadline calculator")
SEVERITY = Text("处理表", "the severity table")
LIMITS = Text("时限表", "the time limits")
STATISTICS = Text("统计公开", "the statistics")

TOWARDS_ORGANS: Mapping[ClockKind | enquiring.OrganClock, ClockRule] = {
    **dict(PUT.items()),
    **dict(enquiring.OBJECTIONS.items()),
}
GROUPS = (
    (Text("受理", "Taking a complaint up"), TAKING_IN),
    (Text("答复", "Answering"), ANSWERING),
    (Text("上级交办、提案、请示", "Tasks from above, proposals, requests"), FROM_ELSEWHERE),
    (Text("询问机关和整改", "Enquiries to organs, and measures"), TOWARDS_ORGANS),
    (Text("处理和反馈", "Concluding"), CONCLUDING),
    (Text("复查和复核", "Reviewing"), REVIEWING),
)


@dataclass(frozen=True, slots=True)
class Lead:
    """A place of the portal where a clause is carried out."""

    text: Text
    endpoint: str
    anchor: str | None = None


_FILE = Lead(FILE, "public.file_complaint")
_TRACK = Lead(TRACK, "public.track")
_DEADLINES = Lead(DEADLINES, "public.deadlines")
_COMMITMENTS = Lead(COMMITMENTS, "public.commitments")
_SEVERITY = Lead(SEVERITY, "public.severity_table")
_LIMITS = Lead(LIMITS, "public.time_limits")
_STATISTICS = Lead(STATISTICS, "public.statistics")
_CATEGORIES = Lead(Text("投诉类别", "the categories"), "public.severity_table", "categories")
_WEIGHED = Lead(
    Text("表外可由人酌定的", "what a person may weigh"), "public.severity_table", "modifiers"
)
_SIGNED = Lead(Text("由谁批准", "who must sign"), "public.severity_table", "signatures")
_RIGHTS = Lead(Text("对投诉人的保护", "how you are protected"), "public.home", "rights")
_APPEAL = Lead(Text("不同意结果的", "if you do not agree"), "public.home", "appeal")
_ELSEWHERE = Lead(Text("本平台不能解决的", "what is not settled here"), "public.home", "elsewhere")

PAGES: Mapping[str, tuple[Lead, ...]] = {
    "P.1": (_SEVERITY, _LIMITS),
    "R.1": (_FILE, _TRACK),
    "R.2": (_LIMITS, _STATISTICS),
    "R.3": (_FILE,),
    "2.1": (_COMMITMENTS,),
    "2.2": (_COMMITMENTS,),
    "2.3": (_COMMITMENTS,),
    "2.4(d)": (_TRACK,),
    "3.1(d)": (_COMMITMENTS,),
    "5.1": (_SEVERITY,),
    "6.2": (_SEVERITY,),
    "6.3": (_COMMITMENTS,),
    "6.4": (_CATEGORIES,),
    "6.5": (_FILE, _LIMITS),
    "6.6": (_SIGNED,),
    "6.8": (_STATISTICS,),
    "6.13": (_WEIGHED,),
    "7.1": (_DEADLINES,),
    "7.2": (_FILE,),
    "7.3": (_ELSEWHERE,),
    "7.4": (_FILE, _TRACK),
    "7.5": (_RIGHTS,),
    "7.6": (_APPEAL,),
    "7.8": (_TRACK,),
    "7.9": (_TRACK,),
    "7.10": (_TRACK, _APPEAL),
    "7.11": (_RIGHTS,),
    "7.12": (_STATISTICS,),
    "8.2": (_STATISTICS,),
    "8.3": (_STATISTICS,),
    "8.4": (_TRACK,),
    "8.5": (_TRACK,),
    "8.8": (_STATISTICS,),
    "8.9": (_COMMITMENTS,),
}
"""Pages beside the rows and limits, which are found by the clauses that they name themselves."""

ROWS: Mapping[str, tuple[str, ...]] = {
    "1.1": ("50", "51", "52"),
    "1.2": ("50", "51", "52"),
    "1.3": ("50", "51", "52"),
    "6.1": ("90", "91"),
}
"""Rows by which a breach is decided though they do not cite the clause."""


@public
@revisitable
def opinion() -> ResponseReturnValue:
    """Show every clause with what the portal does about it, and how ambiguities are read."""
    leads = {clause.id: tuple(leads_of(clause)) for clause in CLAUSES.values()}
    return render_template(
        "public/opinion.html", parts=parts(), leads=leads, readings=READINGS.values()
    )


@public
@revisitable
def severity_table() -> ResponseReturnValue:
    """Show the rows of the policy in force, in the order in which they are read."""
    return render_template(
        "public/severity_table.html",
        policy=policy(), case_text=case_text, categories=list(Category), modifiers=list(Modifier),
        approvals=[(severity, approvals_for(severity)) for severity in Severity],
    )  # fmt: skip


@public
@revisitable
def time_limits() -> ResponseReturnValue:
    """Show every limit the product's clocks run by, and whose rule each of them is."""
    return render_template("public/time_limits.html", groups=GROUPS)


def policy() -> PolicyVersion:
    """Return the version of the severity table that is in force today."""
    return policy_on(today())


def parts() -> list[tuple[str, Text, list[Clause]]]:
    """Return the clauses under their systems, each with the id of its heading."""
    found = {system: [c for c in CLAUSES.values() if c.system == system] for system in System}
    general = [clause for clause in CLAUSES.values() if clause.system is None]
    systems = [(f"s{system.value}", system.text, clauses) for system, clauses in found.items()]
    return [("s0", GENERAL, general), *systems]


def leads_of(clause: Clause) -> Iterator[Lead]:
    """Yield where the portal carries *clause* out: pages, limits, and rows of the table."""
    yield from PAGES.get(clause.id, ())
    for name, rule in enquiring.LIMITS.items():
        if clause.id in rule.clauses:
            yield Lead(rule.text, "public.time_limits", name)
    for row in policy().rows:
        named = clause.id in (*row.clauses, *row.adopted)
        if named or row.number in ROWS.get(clause.id, ()):
            text = Text(ROW.zh.format(key=row.key), ROW.en.format(key=row.key))
            yield Lead(text, "public.severity_table", f"row-{row.key}")

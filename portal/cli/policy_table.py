"""The severity table as lines to read beside the opinion, in either language."""

from collections.abc import Iterator, Sequence

from portal.domain.severity import PolicyVersion
from portal.domain.severity.rows import Row
from portal.domain.severity.wording import case_text
from portal.domain.text import Text

HEADING = Text(
    "处理表第 {number} 版，自 {day} 起施行；自上而下，首先符合的一行决定结果",
    "Severity table, version {number}, from {day}; read from the top, the first match decides",
)
WHEN = Text("条件：", "when: ")
OR_WHEN = Text("或者：", "or when: ")
CLAUSES = Text("条款：", "clauses: ")
ADOPTED = Text("采用的规则（非原文）：", "adopted policy, not the opinion's words: ")
LAW = Text("现行法律：", "law: ")
GATES = Text("须先：", "first: ")
POINTER = Text("（指引，见 {row}）", "(pointer: {row} takes it)")


def policy_table(policy: PolicyVersion, *, english: bool) -> str:
    """Return every row of *policy* in words."""
    heading = say(HEADING, english=english)
    lines = [heading.format(number=policy.number, day=policy.effective_on)]
    for row in policy.rows:
        lines += ["", *row_lines(row, english=english)]
    for reading in policy.readings:
        lines += [
            "",
            f"{reading.category} → {reading.read_as}  {say(reading.text, english=english)}",
        ]
    return "\n".join(lines)


def row_lines(row: Row, *, english: bool) -> Iterator[str]:
    """Yield the lines of one row."""
    pointer = say(POINTER, english=english).format(row=row.points_to) if row.points_to else ""
    yield f"{row.key:<4} {say(row.severity.text, english=english)} {pointer}".rstrip()
    yield f"     {say(row.text, english=english)}"
    for place, case in enumerate(row.cases):
        label = OR_WHEN if place else WHEN
        yield f"     {say(label, english=english)}{say(case_text(case), english=english)}"
    yield from ground_lines(row, english=english)


def ground_lines(row: Row, *, english: bool) -> Iterator[str]:
    """Yield what the row stands on and what must be done first, each on its line."""
    gates = [say(gate.text, english=english) for gate in row.gates]
    grounds: Sequence[tuple[Text, Sequence[str]]] = (
        (CLAUSES, row.clauses),
        (ADOPTED, row.adopted),
        (LAW, [row.law] if row.law else []),
        (GATES, gates),
    )
    for label, values in grounds:
        if values:
            yield f"     {say(label, english=english)}{', '.join(values)}"


def say(text: Text, *, english: bool) -> str:
    """Return *text* in one language."""
    return text.en if english else text.zh

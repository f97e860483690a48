"""The clauses with what carries each, as the Markdown of docs/clauses.md."""

from collections.abc import Iterator

from portal.domain.clauses import CLAUSES, READINGS, Carrier, Clause

HEAD = """\
# The clauses, and what carries them

Written by `flask --app wsgi policy clauses` from the tables in `portal/domain/clauses/`; a test
compares the two. Each clause names the code and the test that carry it, or why software has nothing
to do. *own* are the opinion's own words; *adopted* stands in for text that is lost, and is never
cited as the opinion's.

The opinion came down to us through a faulty conversion. Restored by its context: the ordinals of
all items; 第 in [1.1]; 止不 in 举止不文明 [2.4(a)]; 人员因 in [5.2(1)]; 共 in the name of the Party
regulations [5.2(3)]; 的 in 构成犯罪的 [5.2(4)]. The month in [P.1] is lost.

| clause | kind | words | what the product does | carried by |
|---|---|---|---|---|
"""

READINGS_HEAD = """
## Where the opinion is ambiguous

All of these readings are adopted policy.

| id | clauses | question | how it is read here |
|---|---|---|---|
"""


def clause_table() -> str:
    """Return the whole document."""
    return HEAD + "".join(_clause_rows()) + READINGS_HEAD + "".join(_reading_rows())


def _clause_rows() -> Iterator[str]:
    for clause in CLAUSES.values():
        words = "own" if clause.own else f"adopted: {clause.source}"
        cells = (clause.id, clause.kind.value, words, clause.product.en, _carried(clause))
        yield _row(*cells)


def _carried(clause: Clause) -> str:
    if clause.reason:
        return f"nothing: {clause.reason.en}"
    return "<br>".join(_carrier(carrier) for carrier in clause.carried_by)


def _carrier(carrier: Carrier) -> str:
    return f"`{carrier.code}`, `{carrier.test}`"


def _reading_rows() -> Iterator[str]:
    for reading in READINGS.values():
        yield _row(reading.id, ", ".join(reading.clauses), reading.question.en, reading.answer.en)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |\n"

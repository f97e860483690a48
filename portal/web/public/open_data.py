"""The figures as open data: a long table and a document, in which null is withheld or not there."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from portal.domain.definitions import (
    COMPLAINTS,
    DEFINITIONS,
    MEDIAN,
    P90,
    RECEIVED,
    WITHHELD,
    Definition,
)
from portal.domain.statistics import Figures, Line
from portal.domain.text import Text

COLUMNS = (
    "counted_at", "breakdown", "key", "name_zh", "name_en", "figure", "unit", "value",
    "definition_zh", "definition_en",
)  # fmt: skip
DECISIONS = Definition(
    Text("决定", "Decisions"), COMPLAINTS,
    Text("每件投诉最近一次决定的处理等级。", "The severity of each complaint's latest decision."),
)  # fmt: skip


def as_csv(figures: Figures, counted_at: datetime) -> str:
    """Return one line per figure, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for breakdown, key, name, figure, definition, value in _entries(figures):
        writer.writerow(
            (
                counted_at.isoformat(timespec="seconds"), breakdown, key, name.zh, name.en, figure,
                definition.unit, "" if value is None else value,
                definition.meaning.zh, definition.meaning.en,
            )
        )  # fmt: skip
    return text.getvalue()


def as_document(figures: Figures, counted_at: datetime) -> dict[str, Any]:
    """Return everything as plain values."""
    return {
        "counted_at": counted_at.isoformat(timespec="seconds"),
        "withheld": {"zh": WITHHELD.zh, "en": WITHHELD.en},
        "definitions": {str(key): _definition(each) for key, each in DEFINITIONS.items()},
        "total": _line(figures.total),
        "together": {"states": list(figures.withheld), "count": figures.together},
        "by_severity": {key.value: count for key, count in figures.severities.items()},
        **{f"by_{name}": list(map(_line, lines)) for name, lines in _breakdowns(figures).items()},
    }


def _breakdowns(figures: Figures) -> dict[str, list[Line]]:
    return {
        "organ": list(figures.by_organ),
        "category": list(figures.by_category),
        "month": list(figures.by_month),
    }


def _entries(
    figures: Figures,
) -> Iterator[tuple[str, str, Text, str, Definition, int | None]]:
    lines = {"total": [figures.total], **_breakdowns(figures)}
    for breakdown, listed in lines.items():
        for line in listed:
            for figure, value in _values(line).items():
                yield breakdown, line.key, line.name, figure, DEFINITIONS[figure], value
    for severity, count in figures.severities.items():
        yield "severity", severity.value, severity.text, "decisions", DECISIONS, count


def _values(line: Line) -> Mapping[str, int | None]:
    states = {state.value: count for state, count in line.states.items()}
    shares = {share.value: rate for share, rate in line.shares.items()}
    days = {MEDIAN: line.median_days, P90: line.p90_days}
    return {RECEIVED: line.received, **states, **shares, **days}


def _line(line: Line) -> dict[str, Any]:
    name = {"zh": line.name.zh, "en": line.name.en}
    return {"key": line.key, "name": name, **_values(line)}


def _definition(definition: Definition) -> dict[str, Any]:
    return {
        "name": {"zh": definition.name.zh, "en": definition.name.en},
        "unit": definition.unit,
        "meaning": {"zh": definition.meaning.zh, "en": definition.meaning.en},
    }

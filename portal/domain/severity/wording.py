"""The table in words: a condition, a case and a change, in both languages."""

from collections.abc import Iterable

from portal.domain.severity.alternatives import Change
from portal.domain.severity.labels import INPUTS_BY_NAME
from portal.domain.severity.rows import Case, Condition, Value
from portal.domain.text import Text

NAMED_MAX = 2
"""Up to so many categories are named; of more only the codes are listed."""


def condition_text(condition: Condition) -> Text:
    """Return what *condition* asks for: `loss: some or major`."""
    label = INPUTS_BY_NAME[condition.input].text
    values = [_value_text(condition, value) for value in condition.allowed]
    zh = "、".join(value.zh for value in values)
    en = " or ".join(value.en for value in values)
    return Text(f"{label.zh}：{zh}", f"{label.en}: {en}")


def case_text(case: Case) -> Text:
    """Return everything that has to hold in *case*."""
    return _joined(condition_text(condition) for condition in case)


def change_text(change: Change) -> Text:
    """Return what would have to be found otherwise: `loss: some instead of none`."""
    label = INPUTS_BY_NAME[change.input].text
    found = value_text(change.input, change.found)
    instead = value_text(change.input, change.instead)
    return Text(
        f"{label.zh}：{instead.zh}（现为{found.zh}）",
        f"{label.en}: {instead.en} instead of {found.en}",
    )


def value_text(name: str, value: Value) -> Text:
    """Return the label of one *value* of the input called *name*."""
    return INPUTS_BY_NAME[name].values[value]


def _value_text(condition: Condition, value: Value) -> Text:
    label = value_text(condition.input, value)
    if condition.input != "category":
        return label
    if len(condition.allowed) > NAMED_MAX:
        return Text(str(value), str(value))
    return Text(f"{value} {label.zh}", f"{value} {label.en}")


def _joined(texts: Iterable[Text]) -> Text:
    parts = tuple(texts)
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))

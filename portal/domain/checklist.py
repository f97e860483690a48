"""The checklist: what must be done before an outcome is put up for signature, by its severity.

Adopted policy, after 政务处分法 §§42-43 and 6.9: two investigators and lawful evidence for what is
more than a warning, and nobody is faulted unheard. Whoever may have committed a crime is not heard
here: the competent organ does that. What is said in a hearing is no input of the severity table.
Each gate that the findings meet is a line of its own, whatever the severity.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.category import Category
from portal.domain.severity import Gate, Severity
from portal.domain.severity.gates import QUESTIONS
from portal.domain.text import Text


class ItemId(StrEnum):
    """What is to be done."""

    FINDINGS = "findings"
    HEARING = "hearing"
    SECOND = "second"
    EVIDENCE = "evidence"
    CONVERSATION = "conversation"


@dataclass(frozen=True, slots=True)
class Done:
    """What has been done in one complaint, as far as the checklist asks.

    *faults* are the categories that were substantiated, *supported* those that something in the
    register of evidence supports; *second* says that there is a second investigator, *behind_wall*
    that a wall keeps one of the two off. *gates* are those that the findings meet, *unanswered*
    those of them of which something has still to be said in writing.
    """

    severity: Severity
    found: bool
    named: bool
    heard: bool
    second: bool
    behind_wall: bool
    faults: frozenset[Category]
    supported: frozenset[Category]
    awaited: bool
    gates: frozenset[Gate] = frozenset()
    unanswered: frozenset[Gate] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist: what it asks, why it is open, for which severities it *blocks*.

    For the other severities in *advised* it is said, but stops nobody.
    """

    id: ItemId | Gate
    text: Text
    why: Text
    clauses: tuple[str, ...]
    blocks: frozenset[Severity]
    advised: frozenset[Severity]
    done: Callable[[Done], bool]


@dataclass(frozen=True, slots=True)
class Checked:
    """One line as it stands in a complaint."""

    item: Item
    done: bool
    blocks: bool


ALL = frozenset(Severity)
GRAVE = frozenset({Severity.DISCIPLINE, Severity.REFERRAL})
FAULTED = frozenset({Severity.WARNING, Severity.APOLOGY, Severity.DISCIPLINE})

ITEMS: tuple[Item, ...] = (
    Item(
        ItemId.FINDINGS,
        Text("每一项投诉都有认定和理由", "Every point has a finding with its reasons"),
        Text("还有投诉事项没有认定", "a point has no finding yet"),
        ("7.7", "7.9"),
        blocks=ALL,
        advised=frozenset(),
        done=lambda done: done.found,
    ),
    Item(
        ItemId.HEARING,
        Text(
            "已听取被投诉人的陈述和申辩，或者其表示不陈述、期满未陈述",
            "The official was heard, or did not wish to be, or let the time pass",
        ),
        Text("被投诉人还没有听取陈述和申辩", "the official named has not been heard"),
        ("6.9", "7.7"),
        blocks=FAULTED,
        advised=frozenset(),
        done=lambda done: done.heard or not done.named,
    ),
    Item(
        ItemId.SECOND,
        Text("两名承办人，均无须回避", "Two investigators, neither behind a wall"),
        Text("还没有确定无须回避的第二承办人", "there is no second investigator free of any wall"),
        ("7.6", "7.7"),
        blocks=GRAVE,
        advised=frozenset(),
        done=lambda done: done.second and not done.behind_wall,
    ),
    Item(
        ItemId.EVIDENCE,
        Text(
            "属实的每一项都有登记在册的证据",
            "The evidence register supports every point that is substantiated",
        ),
        Text("有属实的事项没有登记证据", "a substantiated point has no evidence in the register"),
        ("7.7",),
        blocks=GRAVE,
        advised=FAULTED - GRAVE,
        done=lambda done: done.found and done.faults <= done.supported,
    ),
    Item(
        ItemId.CONVERSATION,
        Text("投诉人已答复所问事项", "The complainant has answered what was asked"),
        Text("还在等待投诉人答复", "an answer of the complainant is still awaited"),
        ("7.9",),
        blocks=frozenset(),
        advised=ALL,
        done=lambda done: not done.awaited,
    ),
)


UNANSWERED = Text("还没有书面说明", "nothing has been said of it in writing")


def gate_item(gate: Gate) -> Item:
    """Return the line that asks for what *gate* demands."""
    return Item(
        gate,
        gate.text,
        UNANSWERED,
        QUESTIONS[gate].clauses,
        blocks=ALL,
        advised=frozenset(),
        done=lambda done: gate not in done.unanswered,
    )


GATE_ITEMS = {gate: gate_item(gate) for gate in Gate}


def checked(done: Done) -> tuple[Checked, ...]:
    """Return the lines that apply to a severity, as they stand."""
    return tuple(
        Checked(item, item.done(done), done.severity in item.blocks)
        for item in (*ITEMS, *(GATE_ITEMS[gate] for gate in Gate if gate in done.gates))
        if done.severity in item.blocks | item.advised
    )


def open_items(done: Done) -> list[Item]:
    """Return what is still to be done before the outcome can be put up for signature."""
    return [each.item for each in checked(done) if each.blocks and not each.done]

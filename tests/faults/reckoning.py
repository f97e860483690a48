"""The reckoning after a scenario: each complaint stored, assigned and written to just once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser

from sqlalchemy import text

from tests.faults.scene import Scene

COUNTS = """
SELECT (SELECT count(*) FROM complaint) AS stored,
    (SELECT count(*) FROM complaint WHERE status = 'assigned' AND assignee_id IS NOT NULL)
        AS assigned,
    (SELECT count(*) FROM case_log WHERE action = 'assign') AS assignments,
    (SELECT count(DISTINCT complaint_id) FROM case_log WHERE action = 'assign') AS assigned_once,
    (SELECT count(*) FROM letter_log WHERE letter = 'receipt') AS receipts,
    (SELECT count(*) FROM letter_log WHERE letter = 'assigned') AS notices,
    (SELECT count(*) FROM outbox WHERE parked_at IS NOT NULL) AS parked,
    (SELECT count(*) FROM outbox WHERE done_at IS NULL AND parked_at IS NULL) AS waiting
"""
LETTERS = ("receipt", "assigned")


@dataclass(frozen=True)
class Arrived:
    """The letters that arrived: their Message-IDs, in order, by letter and reference."""

    ids: Mapping[tuple[str, str], list[str]]

    def references(self, letter: str) -> set[str]:
        """Return what letters of that name arrived about."""
        return {reference for name, reference in self.ids if name == letter}

    def renamed(self) -> list[tuple[str, str]]:
        """Return which letters came again under another Message-ID; there must be none."""
        return [letter for letter, ids in self.ids.items() if len(set(ids)) > 1]

    def repeated(self) -> int:
        """Return how many letters came again."""
        return sum(len(ids) - 1 for ids in self.ids.values())


def arrived(scene: Scene) -> Arrived:
    """Return what arrived in *scene*."""
    ids: dict[tuple[str, str], list[str]] = defaultdict(list)
    for letter in letters(scene):
        ids[letter["X-Portal-Letter"], letter["X-Portal-Reference"]].append(letter["Message-ID"])
    return Arrived(ids)


def letters(scene: Scene) -> list[Message]:
    """Return the headers of all letters of *scene*, the oldest first."""
    read = BytesHeaderParser().parsebytes
    every = (read(file.read_bytes()) for file in scene.letters())
    return [letter for letter in every if letter["X-Portal-Reference"].startswith(scene.prefix)]


def reckon(scene: Scene, *, deadly: int = 0) -> int:
    """Check that justice was done once to each complaint but the *deadly* ones, which are parked.

    Return how many letters came again, each under the Message-ID that it had before.
    """
    good = scene.filed - deadly
    with scene.engine.connect() as connection:
        found = connection.execute(text(COUNTS)).one()._asdict()
        references = set(connection.execute(text("SELECT reference FROM complaint")).scalars())
    post = arrived(scene)

    assert found == {
        "stored": scene.filed,
        "assigned": good,
        "assignments": good,
        "assigned_once": good,
        "receipts": good,
        "notices": good,
        "parked": 2 * deadly,
        "waiting": 0,
    }, scene.crew.lines()
    for letter in LETTERS:
        assert post.references(letter) <= references
        assert len(post.references(letter)) == good
    assert post.renamed() == []
    return post.repeated()

"""The rules of the house that no single test of behaviour would notice."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import Actor, Role
from portal.jobs.reactions import REACTIONS
from portal.models.complaint import Complaint, OfComplaint
from portal.models.every import CaseLog
from tests.factories import Make

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "portal").rglob("*.py"))
TEMPLATES = ROOT / "templates"
LINES_MAX = 250
OF_THEIR_OWN = {"outbox", "inquiry"}
"""Tables that need not hang on a complaint; the wall has a condition for each."""
ENVIRONMENT = {"environ", "environb", "getenv", "getenvb"}
WAYS_OUT = {"skip", "skipif", "xfail", "importorskip"}
OPEN_BY_FLASK = {"static", "bootstrap.static"}


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Return the dotted name and line of every attribute that a file mentions."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute):
            yield ast.unparse(node), node.lineno


def test_only_transaction_commits() -> None:
    found = {
        f"{path.name}:{line}"
        for path in SOURCES
        for name, line in calls(path)
        if name.endswith(".commit") and path.name != "transaction.py"
    }

    assert found == set()


def environment_readers(path: Path) -> Iterator[int]:
    """Yield the lines of a file in which the environment is named, however it was imported."""
    for node in ast.walk(ast.parse(path.read_text())):
        named = {node.attr} if isinstance(node, ast.Attribute) else set()
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            named = {alias.name for alias in node.names}
        if named & ENVIRONMENT:
            yield getattr(node, "lineno", 0)


def test_only_settings_reads_the_environment() -> None:
    found = {path.name for path in SOURCES if any(environment_readers(path))}

    assert found == {"settings.py"}


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    found = {
        f"{path.name}:{line}"
        for path in (ROOT / "tests").rglob("*.py")
        for name, line in calls(path)
        if name.startswith("pytest.") and name.rpartition(".")[2] in WAYS_OUT
    }

    assert found == set()


def test_only_casework_assigns_a_status() -> None:
    found = {
        f"{path.name}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if ast.unparse(target) == "complaint.status"
    }

    assert {place.split(":")[0] for place in found} == {"casework.py"}


def test_no_alias_of_complaints_is_joined() -> None:
    """The wall does not reach one that stands in a join; it does where one is selected from."""
    found = {path.name for path in SOURCES if "aliased(Complaint)" in path.read_text()}

    assert found == {"parked.py"}


def test_every_route_says_who_may_open_it(portal_app: Flask) -> None:
    unguarded = {
        rule.endpoint
        for rule in portal_app.url_map.iter_rules()
        if rule.endpoint not in OPEN_BY_FLASK
        and not hasattr(portal_app.view_functions[rule.endpoint], "guard")
    }

    assert unguarded == set()


def test_every_kind_put_into_the_outbox_has_its_reaction() -> None:
    put = re.compile(r"""(?:outbox\.put|[^_]put)\(\s*session,\s*"(\w+)\"""")
    kinds = {kind for path in SOURCES for kind in put.findall(path.read_text())}

    assert kinds <= set(REACTIONS)
    assert set(REACTIONS) - kinds == {"assign"}  # put by the statement that files


def test_every_template_is_used() -> None:
    code = "\n".join(path.read_text() for path in SOURCES)
    templates = {path.relative_to(TEMPLATES).as_posix(): path for path in TEMPLATES.rglob("*.*")}
    named = code + "\n".join(path.read_text() for path in templates.values())
    letters = {name for name in templates if name.startswith("mail/") and "/_" not in name}

    unused = {name for name in set(templates) - letters if name not in named}

    assert unused == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_outgrows_a_reader(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LINES_MAX


def test_every_table_that_hangs_on_a_complaint_is_behind_the_wall() -> None:
    hanging = {
        mapper.class_
        for mapper in Complaint.registry.mappers
        if "complaint_id" in mapper.columns and mapper.class_.__tablename__ not in OF_THEIR_OWN
    }

    assert all(issubclass(table, OfComplaint) for table in hanging)


@pytest.mark.parametrize("actor", [None, Actor(Role.ADMIN, 1), Actor(Role.LIAISON, 1)])
def test_who_has_no_business_with_complaints_sees_none(
    session: Session, make: Make, actor: Actor | None
) -> None:
    make.complaint()
    session.commit()
    session.expunge_all()

    session.info["actor"] = actor

    assert session.scalars(select(Complaint)).all() == []
    assert session.scalars(select(CaseLog)).all() == []
    assert session.get(Complaint, 1) is None

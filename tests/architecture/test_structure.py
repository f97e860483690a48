"""The rules of the house that no single test of behaviour would notice."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import Actor, Role
from portal.jobs.reactions import REACTIONS
from portal.mail.compose import LETTERS
from portal.models.complaint import Complaint, OfComplaint
from portal.models.every import CaseLog
from tests.factories import Make

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "portal").rglob("*.py"))
DOMAIN = [path for path in SOURCES if (ROOT / "portal" / "domain") in path.parents]
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


COMMITS = re.compile(r"\.commit$|(engine|session|connection|connect\(\))(\(\))?\.begin$")
"""What commits, or does so when its block ends."""


def words_of(path: Path) -> Iterator[str]:
    """Yield every piece of text and every named argument of a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        if isinstance(node, ast.keyword):
            yield node.arg or ""


def commits(path: Path) -> bool:
    """Tell whether a file commits, or lets each of its statements commit itself."""
    by_itself = {word.casefold() for word in words_of(path)} & {"autocommit", "commit"}
    return bool(by_itself) or any(COMMITS.search(name) for name, _ in calls(path))


def test_only_transaction_commits() -> None:
    found = {path.name for path in SOURCES if commits(path)}

    assert found == {"transaction.py", "relay.py"}  # the relay listens, and writes nothing


@pytest.mark.parametrize(
    "line",
    [
        "session.commit()",
        "with engine.begin() as c: pass",
        "with db.engine.begin() as c: pass",
        "with session.connection().begin(): pass",
        "session.execute(text('COMMIT'))",
        "connect(url, autocommit=True)",
        "execution_options(isolation_level='AUTOCOMMIT')",
    ],
)
def test_every_way_to_commit_is_seen(tmp_path: Path, line: str) -> None:
    path = tmp_path / "service.py"
    path.write_text(line)

    assert commits(path)


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


def imported(path: Path) -> Iterator[str]:
    """Yield every module that a file names in an import, anywhere in it and under any condition."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def is_ours_or_standard(module: str) -> bool:
    """Tell whether the rules may import *module*: their own package, or the standard library."""
    own = module == "portal.domain" or module.startswith("portal.domain.")
    return own or module.partition(".")[0] in sys.stdlib_module_names


@pytest.mark.parametrize("path", DOMAIN, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_rules_import_the_standard_library_alone(path: Path) -> None:
    assert [module for module in imported(path) if not is_ours_or_standard(module)] == []


@pytest.mark.parametrize(
    "module",
    ["chinese_calendar", "flask", "sqlalchemy.orm", "portal.models", "portal", ".inputs", ""],
)
def test_what_else_the_rules_could_import_is_refused(module: str) -> None:
    assert not is_ours_or_standard(module)


def test_outside_the_rules_the_policy_is_that_of_a_day_or_a_number() -> None:
    last_edition = re.compile(r"\bCURRENT\b")
    found = {
        path.name
        for path in SOURCES
        if "domain/severity" not in path.as_posix() and last_edition.search(path.read_text())
    }

    assert found == set()


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


def kinds_put(path: Path) -> Iterator[str]:
    """Yield the kinds that a file puts into the outbox; one that is no plain word as it is."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"outbox.put", "put"}:
            named = [each.value for each in node.keywords if each.arg == "kind"]
            for kind in [*named, *node.args[1:2]][:1]:
                plain = isinstance(kind, ast.Constant)
                yield ast.literal_eval(kind) if plain else f"{path.name}: {ast.unparse(kind)}"


def test_every_kind_put_into_the_outbox_has_its_reaction() -> None:
    putting = [path for path in SOURCES if "outbox" in path.read_text() and "web" not in path.parts]
    kinds = {kind for path in putting for kind in kinds_put(path)}

    assert kinds <= set(REACTIONS)
    assert set(REACTIONS) - kinds == {"assign"}  # put by the statement that files


def test_a_kind_is_seen_however_it_is_put(tmp_path: Path) -> None:
    path = tmp_path / "service.py"
    path.write_text(
        'outbox.put(session, kind="ghost")\noutbox.put(session, "spirit")\nput(s, kind)'
    )

    assert list(kinds_put(path)) == ["ghost", "spirit", "service.py: kind"]


def unused(templates: Path, code: str) -> set[str]:
    """Return the templates that neither *code* nor another template names."""
    texts = {path.relative_to(templates).as_posix(): path for path in templates.rglob("*.*")}
    read = {name: path.read_text() for name, path in texts.items()}
    letters = {f"mail/{name}/{part}" for name in LETTERS for part in ("subject.txt", "body.html")}
    return {
        name
        for name in set(texts) - letters
        if not any(f'"{name}"' in text for other, text in read.items() if other != name)
        and f'"{name}"' not in code
    }


def test_every_template_is_used() -> None:
    code = "\n".join(path.read_text() for path in SOURCES)

    assert unused(TEMPLATES, code) == set()


def test_a_template_that_names_itself_is_not_used(tmp_path: Path) -> None:
    ghost = tmp_path / "mail" / "ghost"
    ghost.mkdir(parents=True)
    (ghost / "text.txt").write_text("")
    (tmp_path / "self.html").write_text('{% import "self.html" as again %}')

    assert unused(tmp_path, "") == {"mail/ghost/text.txt", "self.html"}


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

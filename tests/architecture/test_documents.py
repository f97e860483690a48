"""The documents say what is so: every setting, every link, every file and command they name."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from portal.settings import Settings

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
SETTINGS = ROOT / "docs" / "settings.md"
ADRS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NOW_TRUE = [path for path in DOCUMENTS if path not in ADRS and path.name != "clauses.md"]
"""A decision stays as it was taken, and the clauses have a test of their own."""

README_LINES_MAX = 120
SECTIONS = ["Context", "Decision", "Status", "Consequences"]
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"(?:portal|templates|migrations|tests|benchmarks|deploy|docs|tools)/[\w./-]*")
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home)/|\bshared" + "/")


def ids(paths: list[Path]) -> list[str]:
    """Return the names under which *paths* show up in a report."""
    return [path.relative_to(ROOT).as_posix() for path in paths]


def prose(path: Path) -> str:
    """Return a document without its blocks of code."""
    return re.sub(r"^```.*?^```", "", path.read_text(), flags=re.MULTILINE | re.DOTALL)


def default_of(name: str) -> str:
    """Return how the default of a setting is written."""
    field = Settings.model_fields[name]
    if field.is_required():
        return "required"
    value = field.get_default()
    plain = value.get_secret_value() if hasattr(value, "get_secret_value") else value
    return f"`{plain}`" if plain not in {"", None} else "none"


def test_every_setting_is_described_with_its_default() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.+?) \|", SETTINGS.read_text(), re.MULTILINE)

    assert dict(rows) == {name.upper(): default_of(name) for name in Settings.model_fields}


def test_the_readme_is_read_in_one_go() -> None:
    assert len(README.read_text().splitlines()) <= README_LINES_MAX


@pytest.mark.parametrize("path", ADRS, ids=ids(ADRS))
def test_every_decision_says_why_what_and_what_follows(path: Path) -> None:
    assert re.findall(r"^## (.+)$", path.read_text(), re.MULTILINE) == SECTIONS


def test_every_decision_is_listed() -> None:
    listed = LINK.findall((ROOT / "docs" / "adr" / "README.md").read_text())

    assert [path.name for path in ADRS] == [name for name in listed if re.match(r"\d{4}-", name)]


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids(DOCUMENTS))
def test_no_link_is_dead(path: Path) -> None:
    dead = [link for link in LINK.findall(prose(path)) if not leads_somewhere(path, link)]

    assert dead == []


def leads_somewhere(path: Path, link: str) -> bool:
    """Tell whether *link* in the document at *path* leads to a file, and to a heading of it."""
    if "://" in link:
        return True
    file, _, anchor = link.partition("#")
    target = path.parent / file if file else path
    return target.exists() and (not anchor or anchor in anchors(target))


def anchors(path: Path) -> set[str]:
    """Return the anchors of a document's headings."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {
        re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings
    }


@pytest.mark.parametrize("path", NOW_TRUE, ids=ids(NOW_TRUE))
def test_every_file_that_is_named_is_there(path: Path) -> None:
    named = [code for code in CODE.findall(prose(path)) if FILE.fullmatch(code)]

    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("path", NOW_TRUE, ids=ids(NOW_TRUE))
def test_every_make_command_that_is_named_is_there(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert set(re.findall(r"`make ([a-z-]+)", path.read_text())) <= targets


def test_no_file_names_a_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in ours()
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if MACHINE.search(line) and path != Path(__file__)
    ]

    assert found == []


def ours(folder: Path = ROOT) -> Iterator[Path]:
    """Yield every file of the project; what .gitignore lists is not."""
    for path in folder.iterdir():
        if path.is_dir() and not passed_over(path):
            yield from ours(path)
        elif path.is_file() and not passed_over(path):
            yield path


def passed_over(path: Path) -> bool:
    """Tell whether *path* is git's own, or listed in .gitignore."""
    patterns = [".git", *(ROOT / ".gitignore").read_text().split()]
    return any(fnmatch(path.name, pattern.rstrip("/")) for pattern in patterns)

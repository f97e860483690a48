"""Catalogues of the three languages: English is written in the code, Simplified Chinese by hand,
Traditional Chinese is generated.

    python tools/catalogues.py extract      list what each area says
    python tools/catalogues.py update       bring the Simplified catalogues up to date
    python tools/catalogues.py traditional  generate Traditional catalogues and labels
    python tools/catalogues.py compile      compile all of them for gettext

An area (public, office, mail) after the command leaves the others alone.
"""  # noqa: D205 - the usage belongs here

import ast
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from opencc import OpenCC

ROOT = Path(__file__).parents[1]
TRANSLATIONS = ROOT / "portal" / "translations"
AREAS = {
    "public": (
        "portal/web/errors.py",
        "portal/web/fields.py",
        "portal/web/form_files.py",
        "portal/web/uploads.py",
        "portal/web/public/*.py",
        "templates/*.html",
        "templates/public/*.html",
        "templates/errors/*.html",
    ),
    "office": (
        "portal/web/staff.py",
        "portal/web/office/**/*.py",
        "portal/web/admin/**/*.py",
        "templates/office/**/*.html",
        "templates/admin/**/*.html",
        "portal/web/organ/*.py",
        "templates/organ/*.html",
    ),
    "mail": (
        "portal/mail/**/*.py",
        "templates/mail/**/*.*",
        "portal/web/dev.py",
        "templates/dev/*.html",
    ),
}
"""Where each area finds its messages."""
WRITTEN, GENERATED = "zh_Hans", "zh_Hant"
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "_n": (1, 2),
}
JINJA = {"trimmed": "false", "silent": "false", "extensions": "jinja2.ext.do,jinja2.ext.i18n"}
WRITTEN_ON = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed date in the headers keeps them from changing with every run."""
HAN = re.compile("[\u4e00-\u9fff]")
BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
"""Where Unicode has the signs that are still written."""
EXCEPTIONS = {
    "瞭解": "了解",
    "賬": "帳",
    "捱": "挨",
    "藉口": "藉口",
    "週歲": "周歲",
    "週邊": "周邊",
    "回避": "迴避",
    "回復": "回覆",
    "翫": "玩",
    "“": "「",
    "”": "」",
    "‘": "『",
    "’": "』",
}
"""What the conversion gets wrong or says oddly: what it says → what we say."""
QUOTES = "“”‘’"
"""Signs that differ and are not in those blocks."""
WORDS = ("反复", "注册")
"""Words of the data that would come out otherwise if they were converted sign by sign."""


def main(command: str, areas: Iterable[str]) -> None:
    """Carry out *command* for those *areas*."""
    for area in areas:
        COMMANDS[command](area)
    if command == "traditional":
        write_labels()


def extract(area: str) -> None:
    """List the messages of *area*."""
    for message in sorted(str(message.id) for message in template(area) if message.id):
        print(f"{area}: {message}")


def update(area: str) -> None:
    """Bring the Simplified catalogue of *area* up to date, keeping what is translated."""
    catalogue = read(area, WRITTEN)
    catalogue.update(template(area), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    write(catalogue, area, WRITTEN)
    for message in untranslated(catalogue):
        print(f"{area}: not translated: {message}")


def traditional(area: str) -> None:
    """Generate the Traditional catalogue of *area* from the Simplified one."""
    write(converted(area), area, GENERATED)


def compile_area(area: str) -> None:
    """Compile the catalogues of *area*."""
    for locale in (WRITTEN, GENERATED):
        source = path(area, locale)
        if source.exists():
            with source.with_suffix(".mo").open("wb") as file:
                write_mo(file, read(area, locale))


COMMANDS: dict[str, Callable[[str], None]] = {
    "extract": extract,
    "update": update,
    "traditional": traditional,
    "compile": compile_area,
}


def template(area: str) -> Catalog:
    """Return the messages that the code and the templates of *area* contain."""
    catalogue = empty()
    for source in sources(area):
        method = "python" if source.suffix == ".py" else "jinja2"
        for _line, message, comments, context in extract_from_file(
            method, str(source), KEYWORDS, (), JINJA
        ):
            place = [(source.relative_to(ROOT).as_posix(), 0)]
            catalogue.add(message, None, place, auto_comments=comments, context=context)
    return catalogue


def sources(area: str) -> Iterator[Path]:
    """Yield the files that speak for *area*."""
    for pattern in AREAS[area]:
        yield from sorted(path for path in ROOT.glob(pattern) if path.is_file())


def converted(area: str) -> Catalog:
    """Return the Traditional catalogue of *area*."""
    catalogue = empty(GENERATED)
    for message in read(area, WRITTEN):
        if message.id:
            places = [(name, 0) for name, _line in message.locations]
            catalogue.add(message.id, in_traditional(message.string), places)
    return catalogue


def in_traditional(text: object) -> str | tuple[str, ...]:
    """Return *text*, or each of its plural forms, in Traditional characters."""
    if isinstance(text, list | tuple):
        return tuple(str(in_traditional(form)) for form in text)
    traditional_text = str(CONVERTER.convert(text))
    for wrong, right in EXCEPTIONS.items():
        traditional_text = traditional_text.replace(wrong, right)
    return traditional_text


def labels() -> dict[str, str]:
    """Return the Traditional form of every Chinese text in the code, where it differs.

    The demo's is data, as it would come from a database.
    """
    code = [path for path in (ROOT / "portal").rglob("*.py") if "demo" not in path.parts]
    found = {text for source in code for text in texts(source)}
    table = {text: str(in_traditional(text)) for text in sorted({*found, *WORDS})}
    return {text: changed for text, changed in table.items() if text != changed}


def texts(source: Path) -> Iterator[str]:
    """Yield every Chinese text in *source*: labels, and the pieces that labels are made of."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    unsaid = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in unsaid and is_label(node.value):
            yield str(node.value)


def is_label(value: object) -> bool:
    """Tell whether *value* is a text that people read: Chinese, on one line, and no pattern."""
    return isinstance(value, str) and bool(HAN.search(value)) and not {"\n", "\\"} & {*value}


def signs() -> dict[str, str]:
    """Return the signs that differ, each at the place of its Traditional form."""
    simplified = [*QUOTES, *(chr(code) for block in BLOCKS for code in block)]
    pairs = [(sign, str(in_traditional(sign))) for sign in simplified]
    differing = [pair for pair in pairs if pair[0] != pair[1]]
    return {
        "simplified": "".join(sign for sign, _ in differing),
        "traditional": "".join(sign for _, sign in differing),
    }


def write_labels() -> None:
    """Write the tables of Traditional labels and signs."""
    for name, table in (("traditional", labels()), ("signs", signs())):
        text = json.dumps(table, ensure_ascii=False, indent=1)
        (TRANSLATIONS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the messages without a translation."""
    return [str(message.id) for message in catalogue if message.id and not message.string]


def empty(locale: str | None = None) -> Catalog:
    """Return a catalogue without messages."""
    return Catalog(
        locale,
        project="portal",
        version="1",
        header_comment="#",
        copyright_holder="the portal",
        creation_date=WRITTEN_ON,
        revision_date=WRITTEN_ON,
        fuzzy=False,
    )


def path(area: str, locale: str) -> Path:
    """Return where the catalogue lies."""
    return TRANSLATIONS / area / locale / "LC_MESSAGES" / "messages.po"


def read(area: str, locale: str) -> Catalog:
    """Return the catalogue as it stands, or an empty one."""
    if not path(area, locale).exists():
        return empty(locale)
    with path(area, locale).open("rb") as file:
        return read_po(file, locale)


def write(catalogue: Catalog, area: str, locale: str) -> None:
    """Write *catalogue*, in the order of its messages."""
    path(area, locale).parent.mkdir(parents=True, exist_ok=True)
    catalogue.revision_date = WRITTEN_ON
    with path(area, locale).open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, include_lineno=False)


CONVERTER = OpenCC("s2tw")

if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] or AREAS)

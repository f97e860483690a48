"""Setting a document: one template makes its page, and the PDF is set from the page's elements.

Values are escaped in the page and are data to typst, never source: markup in a name is inert.
"""

import hashlib
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import structlog
import typst
from flask import current_app, render_template

from portal.domain.documents import DocumentKind, Sheet, in_chinese
from portal.services.documents import Rendered

TEMPLATES = {
    DocumentKind.WARNING: "documents/warning.html",
    DocumentKind.APOLOGY: "documents/apology.html",
    DocumentKind.DISCIPLINE: "documents/discipline.html",
    DocumentKind.REFERRAL: "documents/referral.html",
    DocumentKind.OUTCOME: "documents/outcome.html",
}
SETTING = "documents/document.typ"
SHARED = ("documents/_document.html", "documents/_parts.html", SETTING)
LISTS = ("ul", "ol")
STANDARD: Final = "ua-1"
"""PDF/UA-1: a PDF with title, language and tags, that screen readers can read."""

log = structlog.get_logger()


def rendered(sheet: Sheet) -> Rendered:
    """Return *sheet* as a page and as a PDF."""
    html = page_of_sheet(sheet)
    return Rendered(html, pdf_of(sheet, html), version_of(sheet))


def page_of_sheet(sheet: Sheet) -> str:
    """Return *sheet* as a page of its own."""
    return render_template(TEMPLATES[sheet.kind], sheet=sheet, chinese_day=in_chinese)


def pdf_of(sheet: Sheet, html: str) -> bytes | None:
    """Return the page as a PDF; None where it cannot be set, which is logged and shown."""
    title = f"{sheet.kind.text.zh} {sheet.number}"
    data = {"title": title, "office": sheet.office, "blocks": blocks_of(html)}
    try:
        pdf: bytes = typst.compile(
            _source(SETTING),
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=[STANDARD],
        )
    except typst.TypstError:
        log.exception("a document could not be set as a PDF", number=sheet.number)
        return None
    return pdf


def version_of(sheet: Sheet) -> str:
    """Return by what the templates of a document are known: the beginning of their hash."""
    together = b"\0".join(_source(name) for name in (TEMPLATES[sheet.kind], *SHARED))
    return hashlib.sha256(together).hexdigest()[:16]


def _source(name: str) -> bytes:
    folder = Path(current_app.root_path, str(current_app.template_folder))
    return (folder / name).read_bytes()


def blocks_of(html: str) -> list[dict[str, Any]]:
    """Return the headings, paragraphs and lists of a page, in their order."""
    reader = _Reader()
    reader.feed(html)
    return reader.blocks


class _Reader(HTMLParser):
    """Reads headings, paragraphs and lists of main."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[dict[str, Any]] = []
        self.reading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block or an item of a list."""
        if tag in {"h1", "h2", "p"}:
            kind = dict(attrs).get("class") or tag
            self.blocks.append({"kind": kind, "text": ""})
            self.reading = True
        elif tag in LISTS:
            self.blocks.append({"kind": tag, "items": []})
        elif tag == "li":
            self.blocks[-1]["items"].append("")
            self.reading = True

    def handle_endtag(self, tag: str) -> None:
        """End a block or an item."""
        if tag in {"h1", "h2", "p", "li"}:
            self.reading = False

    def handle_data(self, data: str) -> None:
        """Add to the block or item that is read."""
        if not self.reading:
            return
        block = self.blocks[-1]
        if block["kind"] in LISTS:
            block["items"][-1] += data
        else:
            block["text"] += data

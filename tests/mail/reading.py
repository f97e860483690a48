"""Reading a letter as its reader's programs do."""

from html.parser import HTMLParser

from portal.mail.letter import Letter


class Page(HTMLParser):
    """The words of a page, its tags and attributes; every tag that opens must close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        """Return the words, single-spaced."""
        return " ".join(" ".join(self.words).split())


def whole(letter: Letter) -> str:
    """Return everything that a letter says."""
    return f"{letter.subject}\n{letter.text}\n{letter.html}"

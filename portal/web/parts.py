"""Forms with files, read so that one odd part does not cost the rest of what was typed.

A file's name that is no UTF-8 is repaired. A text longer than any can be is cut, and parts beyond
those that any form has are left out; the request remembers that, and is refused with its form.
"""

from collections.abc import Iterator
from typing import IO, Any

from flask import Flask, Request, abort, g
from werkzeug.datastructures import FileStorage, Headers
from werkzeug.formparser import FormDataParser
from werkzeug.sansio.multipart import (
    Data,
    Epilogue,
    Event,
    Field,
    File,
    MultipartDecoder,
    NeedData,
)

CHUNK = 64 * 1024
TOO_LARGE = 413
Parsed = tuple[IO[bytes], Any, Any]


def register(app: Flask) -> None:
    """Let *app* read forms this way, and refuse those that were not read to the end."""
    app.request_class = FormRequest
    app.before_request(refuse_overfull)


def overfull() -> bool:
    """Tell whether something of this request's form had to be left out."""
    return bool(g.get("overfull"))


def refuse_overfull() -> None:
    """Refuse a form of which something was left out."""
    if overfull():
        abort(TOO_LARGE)


class Decoder(MultipartDecoder):
    """Takes a body apart; a header in another encoding than UTF-8 does not end it."""

    def _parse_headers(self, data: bytes | bytearray) -> Headers:
        return super()._parse_headers(data.decode(errors="replace").encode())


class Text:
    """A text as it comes in, cut at *limit* bytes."""

    def __init__(self, name: str, limit: int | None) -> None:
        self.name, self.limit = name, limit
        self.content = bytearray()

    def write(self, data: bytes) -> None:
        """Take *data* as far as there is room."""
        self.content += data
        if self.limit is not None and len(self.content) > self.limit:
            g.overfull = True
            del self.content[self.limit :]

    def put(self, texts: list[tuple[str, str]], _files: object) -> None:
        """Put the text to the others."""
        texts.append((self.name, self.content.decode(errors="replace")))


class Chosen:
    """A file as it comes in."""

    def __init__(self, part: File, stream: IO[bytes]) -> None:
        self.part, self.stream = part, stream

    def write(self, data: bytes) -> None:
        """Take *data*."""
        self.stream.write(data)

    def put(self, _texts: object, files: list[tuple[str, FileStorage]]) -> None:
        """Put the file to the others."""
        self.stream.seek(0)
        part = self.part
        files.append(
            (part.name, FileStorage(self.stream, part.filename, part.name, headers=part.headers))
        )


class Left:
    """A part that is left out."""

    def write(self, _data: bytes) -> None:
        """Take nothing."""

    def put(self, _texts: object, _files: object) -> None:
        """Leave the others alone."""


Part = Text | Chosen | Left


def leave() -> Left:
    """Leave a part out, and remember it."""
    g.overfull = True
    return Left()


class FormParser(FormDataParser):
    """Parses forms; those with files in its own way."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Parsed:
        """Return *stream*, the texts and the files; nothing of a body that makes no sense."""
        if mimetype != "multipart/form-data":
            return super().parse(stream, mimetype, content_length, options)
        texts: list[tuple[str, str]] = []
        files: list[tuple[str, FileStorage]] = []
        self.content_length = content_length
        self.opened: list[IO[bytes]] = []
        try:
            for part in self.parts(stream, (options or {}).get("boundary", "")):
                part.put(texts, files)
        except ValueError:
            self.close()
            return stream, self.cls(), self.cls()
        return stream, self.cls(texts), self.cls(files)

    def parts(self, stream: IO[bytes], boundary: str) -> Iterator[Part]:
        """Yield each part of a body once it is whole."""
        part: Part = Left()
        count = 0
        for event in events(stream, Decoder(boundary.encode("ascii"), self.max_form_memory_size)):
            if isinstance(event, Field | File):
                count += 1
                part = self.begin(event) if count <= (self.max_form_parts or count) else leave()
            elif isinstance(event, Data):
                part.write(event.data)
                if not event.more_data:
                    yield part

    def begin(self, event: Field | File) -> Part:
        """Return what takes in the part that begins."""
        if isinstance(event, Field):
            return Text(event.name, self.max_form_memory_size)
        kind = event.headers.get("content-type")
        self.opened.append(self.stream_factory(self.content_length, kind, event.filename))
        return Chosen(event, self.opened[-1])

    def close(self) -> None:
        """Close every file that no request will close."""
        for stream in self.opened:
            stream.close()


class FormRequest(Request):
    """A request whose form is read by our parser."""

    form_data_parser_class = FormParser


def events(stream: IO[bytes], decoder: Decoder) -> Iterator[Event]:
    """Yield what *decoder* makes of a body; raises ValueError where it makes no sense."""
    data: bytes | None = b""
    while data is not None:
        data = stream.read(CHUNK) or None
        decoder.receive_data(data)
        while not isinstance(event := decoder.next_event(), NeedData | Epilogue):
            yield event

"""Forms that are too large: their text is saved, their files fall through."""

from io import BytesIO
from typing import Any

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge

from portal.web.parts import FormParser

REREAD_BYTES_MAX = 500 * 1024 * 1024
"""Beyond this not even the text is read: somebody is not filing a complaint."""


class Fallthrough(BytesIO):
    """Takes whatever is written and keeps none of it."""

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - any buffer, as in the base class
        """Pretend to write *data*."""
        return len(data)


class TextParser(FormParser):
    """Parses a form for its text only."""

    def __init__(self, **limits: Any) -> None:  # noqa: ANN401 - passed on as they come
        limits["stream_factory"] = lambda *_, **__: Fallthrough()
        super().__init__(**limits)


def reread(request: Request) -> bool:
    """Read the text of a *request* that was refused for its length; tell whether that worked.

    The body is read to its end, or the browser would report a broken connection instead of
    showing our answer.
    """
    length, limit = request.content_length, request.max_content_length
    if length is None or limit is None or length <= limit:
        return False  # refused for something else, and half of the body is gone
    request.max_content_length = REREAD_BYTES_MAX
    request.form_data_parser_class = TextParser
    try:
        return bool(request.form)
    except RequestEntityTooLarge:
        return False

"""The pages of what went wrong in a real browser."""

import pytest
from flask import Flask
from flask.typing import ResponseReturnValue

from portal.web import errors
from tests.browser.looking import Look, accessible

SEEN_IN = [(375, "light", "zh-Hans"), (375, "dark", "zh-Hant"), (1280, "dark", "en")]


@pytest.mark.parametrize(("width", "scheme", "language"), SEEN_IN)
def test_nobody_is_kept_from_reading_what_went_wrong(
    app: Flask,
    look: Look,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    scheme: str,
    language: str,
) -> None:
    page = look(f"/?language={language}", width=width, color_scheme=scheme)

    for status in errors.PAGES:
        monkeypatch.setitem(app.view_functions, "public.home", lambda shown=status: fail(shown))
        response = page.goto("/")
        assert response
        assert response.status == status
        accessible(page)


def fail(status: int) -> ResponseReturnValue:
    """Answer as if *status* had come about."""
    return errors.page(status)

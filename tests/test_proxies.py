"""Who calls, when a reverse proxy stands before the portal."""

from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.test import Client

from portal.factory import behind_proxies


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with the caller's address and how the page was asked for."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{environ['REMOTE_ADDR']} {environ['wsgi.url_scheme']}".encode()]


def test_the_caller_is_whom_the_proxy_names_whatever_the_caller_claimed() -> None:
    headers = {"X-Forwarded-For": "203.0.113.9, 192.0.2.7", "X-Forwarded-Proto": "https"}

    answer = Client(behind_proxies(echo, 1)).get("/", headers=headers)

    assert answer.text == "192.0.2.7 https"


def test_without_a_proxy_the_caller_is_who_connects() -> None:
    answer = Client(behind_proxies(echo, 0)).get("/", environ_base={"REMOTE_ADDR": "192.0.2.1"})

    assert answer.text == "192.0.2.1 http"

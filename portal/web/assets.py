"""Addresses of static files: each carries a fingerprint, so that browsers may keep it for good."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

FOR_GOOD = "public, max-age=31536000, immutable"
FOR_AN_HOUR = "public, max-age=3600"


def register(app: Flask) -> None:
    """Let *app* mark the addresses of static files, and let browsers keep what is marked."""
    app.url_defaults(mark)
    app.after_request(keep)


def mark(endpoint: str, values: dict[str, Any]) -> None:
    """Add the fingerprint of a static file to the *values* of its address."""
    folder = static_folder(endpoint)
    if folder and "filename" in values:
        values.setdefault("v", fingerprint(f"{folder}/{values['filename']}"))


def static_folder(endpoint: str) -> str | None:
    """Return the folder behind a static *endpoint*, of the portal's own or of a blueprint."""
    name, _, last = endpoint.rpartition(".")
    if last != "static":
        return None
    owner = current_app.blueprints[name] if name else current_app
    return owner.static_folder


@cache
def fingerprint(path: str) -> str | None:
    """Return a short hash of the file, or None if there is none."""
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10]
    except OSError:
        return None


def keep(response: Response) -> Response:
    """Let browsers keep a static file: for good when its address names its content."""
    if (request.endpoint or "").rpartition(".")[2] == "static":
        response.headers["Cache-Control"] = FOR_GOOD if "v" in request.args else FOR_AN_HOUR
    return response

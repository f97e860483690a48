"""What the proxy compresses: files that hold nothing secret, and no page."""

import mimetypes
import re
from pathlib import Path

import pytest
from flask import Flask

SITE = (Path(__file__).parents[2] / "deploy" / "nginx.conf").read_text()
PLACES = dict(re.findall(r"location (\S+ ?\S*) \{(.*?)\n    \}", SITE, re.DOTALL))
STATIC = PLACES["~ ^/(bootstrap/)?static/"]


def test_static_files_are_compressed_and_nothing_else() -> None:
    compressing = [place for place, rules in PLACES.items() if "gzip on;" in rules]

    assert compressing == ["~ ^/(bootstrap/)?static/"]
    assert SITE.count("gzip on;") == 1
    assert "gzip off;" in PLACES["/"]


def test_the_place_of_static_files_covers_those_addresses_alone(portal_app: Flask) -> None:
    rules = portal_app.url_map.iter_rules()
    covered = {each.endpoint for each in rules if re.match(r"/(bootstrap/)?static/", each.rule)}

    assert covered == {"static", "bootstrap.static"}


@pytest.mark.parametrize("ending", ["css", "js", "svg"])
def test_every_kind_of_file_that_shrinks_is_named(ending: str) -> None:
    media_type = mimetypes.guess_type(f"file.{ending}")[0]

    assert str(media_type) in STATIC.split("gzip_types", 1)[1].split(";", 1)[0].split()

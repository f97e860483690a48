"""An application that holds nothing but languages and templates; SMTP servers to write to."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from flask import Flask
from flask_babel import Babel

from deploy.local.faulty_smtp import FaultySmtp
from portal.web.language import say
from tests.mail.servers import Desk
from tools import catalogues

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="session")
def letter_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application in whose context, without any request, letters are composed."""
    app = Flask("letters", template_folder=str(TEMPLATES))
    folder = tmp_path_factory.mktemp("translations")
    _compile(folder)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)
    Babel(app)
    app.add_template_filter(say)
    with app.app_context():
        yield app


def _compile(folder: Path) -> None:
    simplified = catalogues.read("mail", catalogues.WRITTEN)
    for catalogue in (simplified, catalogues.converted("mail")):
        compiled = folder / str(catalogue.locale) / "LC_MESSAGES" / "messages.mo"
        compiled.parent.mkdir(parents=True)
        with compiled.open("wb") as file:
            write_mo(file, catalogue)


@pytest.fixture
def open_desk() -> Iterator[Callable[..., Desk]]:
    """Open SMTP servers that answer as told; all are closed after the test."""
    desks: list[Desk] = []

    def opened(**said: Any) -> Desk:
        desks.append(Desk(**said))
        return desks[-1].listen()

    yield opened
    for desk in desks:
        desk.close()


@pytest.fixture(scope="session")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultySmtp]:
    with FaultySmtp(tmp_path_factory.mktemp("faulty")) as server:
        yield server

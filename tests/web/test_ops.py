"""What operations ask."""

import pytest
from sqlalchemy.exc import OperationalError

from portal.web import ops
from tests.web.browsing import Visitor


def test_the_process_is_alive_and_can_serve(client: Visitor) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").get_data(as_text=True) == "ready\n"


def test_without_a_database_it_cannot_serve(
    client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(_actor: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr(ops, "reading", unreachable)

    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503

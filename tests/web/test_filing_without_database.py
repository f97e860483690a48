"""Filing while PostgreSQL is away: refused for now, nothing typed lost, not filed twice later."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select

from deploy.local.postgres import Postgres
from portal.domain.permissions import Actor
from portal.extensions import db
from portal.models.complaint import Complaint
from portal.transaction import acting
from tests.web.browsing import Fill, Page, Visitor


@contextmanager
def away(postgres: Postgres) -> Iterator[None]:
    postgres.stop()
    try:
        yield
    finally:
        postgres.start()
        db.engine.dispose()


def test_the_form_comes_back_filled_and_can_be_sent_again(
    client: Visitor, fill: Fill, postgres: Postgres
) -> None:
    form = fill(facts="写了很久的话")
    db.session.remove()
    with away(postgres):
        refused = client.send("/complaints/new", form)

    page = Page.of(refused)
    assert refused.status_code == 503
    assert page.form()["facts"] == "写了很久的话"
    assert page.form()["organ"] == form["organ"]

    assert client.send("/complaints/new", page.form()).status_code == 303
    with acting(Actor.system()) as session:
        assert session.scalar(select(func.count()).select_from(Complaint)) == 1

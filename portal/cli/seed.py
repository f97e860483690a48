"""The demo data: the fictitious district, written through the services as if it had happened."""

import secrets
from datetime import UTC, datetime, timedelta

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import demo
from portal.cli.story import Storyteller
from portal.cli.story_causes import gather
from portal.cli.story_inquiries import ask
from portal.cli.story_queue import work_queue
from portal.domain.permissions import Actor
from portal.models.official import Official
from portal.models.organ import Organ
from portal.models.staff import Staff, StaffTie
from portal.models.walls import SUPERVISION
from portal.services import commitments
from portal.services.passwords import hash_password
from portal.settings import Settings
from portal.transaction import transaction


@click.command("seed")
@with_appcontext
def seed() -> None:
    """Load the demo data into an empty database; refused in production."""
    settings: Settings = current_app.extensions["settings"]
    if settings.production:
        raise click.ClickException("demo data are refused in production")
    password = settings.demo_password.get_secret_value() or secrets.token_urlsafe(12)
    with transaction(Actor.system()) as session:
        if session.scalar(select(Organ.id).limit(1)) is not None:
            click.echo("There are data already: nothing was loaded.")
            return
        load(session, password, now=datetime.now(UTC))
    click.echo(f"Loaded the demo data; the password of every demo account is {password}")


def load(session: Session, password: str, *, now: datetime) -> None:
    """Write the whole district and tell every complaint's story up to *now*."""
    organs = _load_organs(session)
    officials = _load_officials(session, organs)
    staff = _load_staff(session, organs, officials, password, now)
    _publish_commitments(session, staff["admin1"], now)
    office = current_app.extensions["office"]
    teller = Storyteller(session, office, staff, now)
    for story in demo.complaints():
        teller.tell(story)
    own = [code for code, organ in organs.items() if organ.kind == SUPERVISION]
    ask(session, staff["intake1"].as_actor(), [next(iter(organs)), *own[:1]], office, now)
    work_queue(session, staff["supervisor1"], now)
    gather(session, staff["officer1"], demo.complaints(), now)


def _load_organs(session: Session) -> dict[str, Organ]:
    organs = {
        each.code: Organ(
            code=each.code,
            name_zh=each.name.zh,
            name_en=each.name.en,
            kind=each.kind,
            phone=each.phone,
        )
        for each in demo.organs()
    }
    session.add_all(organs.values())
    session.flush()  # gives the ids
    return organs


def _load_officials(session: Session, organs: dict[str, Organ]) -> dict[str, Official]:
    heads = {(each.code, each.head) for each in demo.organs()}
    officials: dict[str, Official] = {}
    for each in demo.officials():
        superior = officials.get(each.superior)
        official = Official(
            organ_id=organs[each.organ].id,
            name=each.name,
            post=each.post,
            superior_id=superior.id if superior else None,
            head=(each.organ, each.name) in heads,
        )
        session.add(official)
        session.flush()  # gives the id that those below refer to
        officials[each.name] = official
    return officials


def _load_staff(
    session: Session,
    organs: dict[str, Organ],
    officials: dict[str, Official],
    password: str,
    now: datetime,
) -> dict[str, Staff]:
    stored = hash_password(password)
    staff: dict[str, Staff] = {}
    for each in demo.staff():
        who = Staff(
            username=each.username,
            name=each.name,
            email=each.email,
            role=each.role,
            tier=each.tier,
            skills=" ".join(each.languages),
            organ_id=organs[each.organ].id if each.organ else None,
            password_hash=stored,
            second_factor=False,
            demo=True,
            created_at=now,
        )
        session.add(who)
        session.flush()  # gives the id that the ties refer to
        for tie in each.ties:
            session.add(
                StaffTie(
                    staff_id=who.id,
                    organ_id=organs[tie.organ].id if tie.organ else None,
                    official_id=officials[tie.official].id if tie.official else None,
                    kind=tie.kind,
                    reason=tie.reason,
                    since=now,
                )
            )
        staff[each.username] = who
    return staff


def _publish_commitments(session: Session, admin: Staff, now: datetime) -> None:
    zone = current_app.extensions["office"].zone
    for each in demo.commitments():
        published_at = now - timedelta(days=each.published_days_ago)
        commitments.publish(session, each.promise, admin.as_actor(), now=published_at, zone=zone)

"""What every view may ask of the running application."""

from datetime import UTC, date, datetime

from flask import current_app

from portal.services.office import Office
from portal.settings import Settings


def settings() -> Settings:
    """Return the settings that the application started with."""
    found: Settings = current_app.extensions["settings"]
    return found


def office() -> Office:
    """Return the office that this portal belongs to."""
    found: Office = current_app.extensions["office"]
    return found


def now() -> datetime:
    """Return the present instant: here time enters the web side."""
    return datetime.now(UTC)


def today() -> date:
    """Return the office's day."""
    return now().astimezone(office().zone).date()

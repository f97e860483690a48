"""The portal for administrative-efficiency complaints."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from portal.settings import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """Return the application; raises pydantic's ValidationError naming each setting at fault."""
    from portal.factory import create_app as create  # noqa: PLC0415 -- rules must import alone

    return create(settings)

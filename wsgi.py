"""The web application, for gunicorn and for the flask command."""

import click

from portal import create_app
from portal.settings import SettingsError

try:
    app = create_app()
except SettingsError as error:  # a command then tells the fault without a trace of calls
    raise click.ClickException(str(error)) from None

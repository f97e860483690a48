"""The web application, for gunicorn and for the flask command."""

from portal import create_app

app = create_app()

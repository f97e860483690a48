"""The baseline of the filing path: the same server, form and CSRF check, and no database."""

from flask import Flask, redirect, session
from flask.typing import ResponseReturnValue
from flask_babel import Babel
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf

from portal.factory import flask_config
from portal.settings import read_settings
from portal.web.context import now
from portal.web.public.forms import ComplaintForm


def create_app() -> Flask:
    """Return an application that validates a filing and throws it away."""
    app = Flask(__name__)
    settings = read_settings()
    app.config.from_mapping(flask_config(settings))
    app.extensions["settings"] = settings
    CSRFProtect(app)
    Babel(app)

    @app.get("/healthz")
    def healthz() -> ResponseReturnValue:
        return "ok"

    @app.get("/complaints/new")
    def token() -> ResponseReturnValue:
        return f'<input name="csrf_token" value="{generate_csrf()}">'

    @app.post("/complaints/new")
    def check() -> ResponseReturnValue:
        form = ComplaintForm()
        form.today = now().date()
        if not form.validate():
            return str(form.errors), 422
        session["receipt"] = {"key": form.filing_key.data, "reference": "", "until": 0}
        return redirect("/complaints/receipt", 303)

    return app

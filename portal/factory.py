"""Joining the parts: settings, extensions, the office, pages and commands."""

from typing import TYPE_CHECKING

import click
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import cli, web
from portal.cli.starting import refuse_demo_accounts
from portal.domain.text import Text
from portal.extensions import bootstrap, csrf, db, limiter, migrate
from portal.logs import configure_logs
from portal.services.attachments import AttachmentStore
from portal.services.office import Office
from portal.services.sealing import Sealer
from portal.settings import Settings, read_settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application; raises SettingsError naming each setting at fault."""
    settings = settings or read_settings()
    configure_logs(production=settings.production)
    app = Flask(__name__, template_folder="../templates", static_folder="static")
    app.config.from_mapping(flask_config(settings))
    app.extensions["settings"] = settings
    app.extensions["office"] = office_of(settings)
    db.init_app(app)
    migrate.init_app(app, db)
    csrf.init_app(app)
    bootstrap.init_app(app)
    limiter.init_app(app)
    app.wsgi_app = behind_proxies(app.wsgi_app, settings.trusted_proxies)  # type: ignore[assignment,method-assign]
    web.register(app)
    cli.register(app)
    if not commanded():
        refuse_demo_accounts(app)
    return app


def behind_proxies(application: "WSGIApplication", count: int) -> "WSGIApplication":
    """Return *application* believing what *count* proxies in front of it say, and no more.

    By their word a caller's attempts are limited; whoever came past them could claim anything.
    """
    return ProxyFix(application, x_for=count, x_proto=count, x_host=0) if count else application


def commanded() -> bool:
    """Tell whether a flask command is run: migrating and disabling accounts must stay possible.

    The commands that stay refuse by themselves.
    """
    return click.get_current_context(silent=True) is not None


def flask_config(settings: Settings) -> dict[str, object]:
    """Return Flask's own configuration for *settings*."""
    https = settings.public_address.startswith("https://")
    return {
        "SECRET_KEY": settings.secret_key.get_secret_value(),
        "SQLALCHEMY_DATABASE_URI": settings.database_url.get_secret_value(),
        "SQLALCHEMY_ENGINE_OPTIONS": {
            "pool_size": settings.database_pool,
            "hide_parameters": True,  # what citizens write must not reach logs or parked rows
        },
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PREFERRED_URL_SCHEME": "https" if https else "http",
        "WTF_CSRF_TIME_LIMIT": None,
        "MAX_CONTENT_LENGTH": 60 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "MAX_FORM_PARTS": 200,
        "RATELIMIT_STORAGE_URI": limits_address(settings.redis_url.get_secret_value()),
        "RATELIMIT_STORAGE_OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
        "RATELIMIT_HEADERS_ENABLED": False,
        "BOOTSTRAP_SERVE_LOCAL": True,
        "BABEL_DEFAULT_LOCALE": "zh_Hans",
        "BABEL_DEFAULT_TIMEZONE": settings.office_zone,
        "BABEL_TRANSLATION_DIRECTORIES": ";".join(
            f"translations/{area}" for area in ("public", "office", "mail")
        ),
    }


def limits_address(redis_url: str) -> str:
    """Return *redis_url* as the rate limiter spells it."""
    return redis_url.replace("unix://", "redis+unix://", 1)


def office_of(settings: Settings) -> Office:
    """Return the office that *settings* describe."""
    return Office(
        name=Text(settings.office_name_zh, settings.office_name_en),
        phone=settings.office_phone,
        post_address=settings.office_post_address,
        prefix=settings.reference_prefix,
        zone=settings.zone,
        public_address=settings.public_address.rstrip("/"),
        receipt_key=settings.receipt_key.get_secret_value().encode(),
        sealer=Sealer.from_text(settings.seal_keys.get_secret_value()),
        store=AttachmentStore(settings.attachments_dir.absolute()),
    )

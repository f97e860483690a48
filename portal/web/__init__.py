"""The HTTP side: every blueprint, and what all pages have in common."""

from flask import Flask

from portal.web import assets, dev, errors, language, ops, public, security
from portal.web.context import office, settings


def register(app: Flask) -> None:
    """Give *app* its pages, languages, headers and error pages."""
    with app.app_context():
        current = settings()
    security.register(app, secure=current.public_address.startswith("https://"))
    language.register(app, current.zone)
    assets.register(app)
    errors.register(app)
    app.context_processor(lambda: {"office": office()})
    app.register_blueprint(public.bp)
    app.register_blueprint(ops.bp)
    if not current.production:
        app.register_blueprint(dev.bp)

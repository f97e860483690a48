"""The HTTP side: every blueprint, and what all pages have in common."""

from flask import Flask

from portal.web import (
    admin,
    assets,
    context,
    dev,
    errors,
    language,
    office,
    ops,
    organ,
    parts,
    public,
    security,
)


def register(app: Flask) -> None:
    """Give *app* its pages, languages, headers and error pages."""
    with app.app_context():
        current = context.settings()
    parts.register(app)
    security.register(app, secure=current.public_address.startswith("https://"))
    language.register(app, current.zone)
    assets.register(app)
    errors.register(app)
    app.context_processor(lambda: {"office": context.office()})
    app.register_blueprint(public.bp)
    app.register_blueprint(office.bp)
    app.register_blueprint(admin.bp)
    app.register_blueprint(organ.bp)
    app.register_blueprint(ops.bp)
    if not current.production:
        app.register_blueprint(dev.bp)

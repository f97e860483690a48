"""The web application behind one reverse proxy.

The last hop of X-Forwarded-For is the caller, by whom attempts are limited, and X-Forwarded-Proto
says that the page was asked for over HTTPS. Only the proxy may reach this application: whoever
comes past it could write these headers as they like.
"""

from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

import portal

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def create_app() -> "WSGIApplication":
    """Return the portal as it stands behind its proxy."""
    return behind_proxy(portal.create_app())


def behind_proxy(application: "WSGIApplication") -> "WSGIApplication":
    """Return *application* believing what one proxy says, and no more than one."""
    return ProxyFix(application, x_for=1, x_proto=1)

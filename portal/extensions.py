"""The Flask extensions, unbound: create_app binds them."""

import hashlib
from datetime import UTC, datetime

from flask import current_app, request
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_limiter import Limiter
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from portal.models.every import Complaint


def caller() -> str:
    """Return today's fingerprint of the caller's address: enough to count, not to trace."""
    salt = f"{datetime.now(UTC):%Y%m%d}{current_app.secret_key!r}"
    return hashlib.sha256(f"{salt}{request.remote_addr}".encode()).hexdigest()[:32]


db = SQLAlchemy(metadata=Complaint.metadata)
migrate = Migrate(compare_type=True)
csrf = CSRFProtect()
babel = Babel()
bootstrap = Bootstrap5()
limiter = Limiter(key_func=caller, in_memory_fallback_enabled=True)

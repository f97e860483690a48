"""Which local servers a run needs, and the variables that lead to them and to the rest."""

import os

from deploy.local.place import Place
from deploy.local.ports import check_free, remembered_port, wanted_port
from deploy.local.postgres import Postgres
from deploy.local.redis import Redis
from deploy.local.server import Server
from deploy.local.smtp_catcher import SmtpCatcher
from deploy.local.variables import kept_secrets
from portal.settings import Settings


def services(place: Place) -> tuple[list[Server], dict[str, str]]:
    """Return the servers that the environment does not name, and the variables that do now.

    Raises PortError when MAIL_PORT asks for a port that is taken.
    """
    servers: list[Server] = []
    variables: dict[str, str] = {}
    if not os.environ.get("DATABASE_URL"):
        postgres = Postgres(place.var / "postgres")
        postgres.forget_crash()
        servers.append(postgres)
        variables["DATABASE_URL"] = postgres.url
    if not os.environ.get("REDIS_URL"):
        redis = Redis(place.var / "redis")
        servers.append(redis)
        variables["REDIS_URL"] = redis.url
    if not os.environ.get("MAIL_SERVER"):
        catcher = SmtpCatcher(place.mail, port=_mail_port(place))
        servers.append(catcher)
        variables |= _mail(catcher)
    return servers, variables


def _mail_port(place: Place) -> int:
    if given := os.environ.get("MAIL_PORT"):
        port = wanted_port(given, "MAIL_PORT")
        check_free(port, "MAIL_PORT", "make run")
        return port
    return remembered_port(place.var / "mail.port")


def _mail(catcher: SmtpCatcher) -> dict[str, str]:
    return {
        "MAIL_SERVER": catcher.host,
        "MAIL_PORT": str(catcher.port),
        "MAIL_CATCHER_DIR": str(catcher.maildir),
    }


def all_variables(place: Place, address: str, of_services: dict[str, str]) -> dict[str, str]:
    """Return every variable of the run; what the environment says goes before what we made."""
    made = {
        "PORTAL_ENV": "local",
        "PUBLIC_ADDRESS": address,
        "ATTACHMENTS_DIR": str(place.var / "attachments"),
        **kept_secrets(place.secrets),
        **of_services,
    }
    known = {name.upper() for name in Settings.model_fields} | set(made)
    return made | {name: os.environ[name] for name in known if os.environ.get(name)}

"""Writing many rows in one statement: a list for each column goes to the server, not a row each."""

from collections.abc import Mapping, Sequence
from json import JSONEncoder
from typing import Any

from sqlalchemy import CursorResult
from sqlalchemy.orm import Session

as_json = JSONEncoder(ensure_ascii=False).encode
"""Return a value as the text of JSON; json.dumps makes an encoder each time it is asked."""

Columns = Mapping[str, str]
"""The names of what is given, with their types in PostgreSQL."""


def given(columns: Columns) -> str:
    """Return what a statement reads the given rows from, called `given`, in their order."""
    lists = ", ".join(f"%({name})b::{kind}[]" for name, kind in columns.items())
    return f"unnest({lists}) AS given ({', '.join(columns)})"


def write(
    session: Session,
    statement: str,
    columns: Columns,
    rows: Sequence[Sequence[Any]],
    **more: Any,  # noqa: ANN401 -- what the statement needs besides
) -> CursorResult[Any] | None:
    """Run *statement* over *rows*, if there are any; the session's own changes go before it."""
    if not rows:
        return None
    session.flush()
    lists = zip(*rows, strict=True)
    values = {name: list(each) for name, each in zip(columns, lists, strict=True)}
    return session.connection().exec_driver_sql(statement, {**values, **more})

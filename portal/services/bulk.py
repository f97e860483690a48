"""Writing many rows in one statement: a list for each column goes to the server, not a row each."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from json import JSONEncoder
from typing import Any

import psycopg
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


Row = Sequence[Any]


class Sender:
    """Sends statements over one connection without waiting for what they come to.

    The server writes one while the next is put together; the first that fails is raised at the end.
    """

    def __init__(self, cursor: psycopg.Cursor[Any]) -> None:
        self._cursor = cursor

    def send(
        self,
        statement: str,
        columns: Columns,
        rows: Sequence[Row],
        **more: Any,  # noqa: ANN401 -- what the statement needs besides
    ) -> None:
        """Send *statement* over *rows*."""
        self._cursor.execute(statement.encode(), {**_lists(columns, rows), **more})


Target = Session | Sender
"""Where rows are written: at once, or as part of what is being sent."""


@contextmanager
def sending(session: Session) -> Iterator[Sender]:
    """Let the block send statements; when it ends they are done, in their order, or one raised."""
    session.flush()
    driver = session.connection().connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError("statements are sent over psycopg only")
    with driver.pipeline(), driver.cursor() as cursor:
        yield Sender(cursor)


def _lists(columns: Columns, rows: Sequence[Row]) -> dict[str, list[Any]]:
    """Return a list for each column."""
    lists = zip(*rows, strict=True)
    return {name: list(each) for name, each in zip(columns, lists, strict=True)}


def write(
    to: Target,
    statement: str,
    columns: Columns,
    rows: Sequence[Row],
    **more: Any,  # noqa: ANN401 -- what the statement needs besides
) -> CursorResult[Any] | None:
    """Run *statement* over *rows*, if there are any; a session's own changes go before it.

    What is sent has no result yet.
    """
    if not rows:
        return None
    if isinstance(to, Sender):
        to.send(statement, columns, rows, **more)
        return None
    to.flush()
    values = {**_lists(columns, rows), **more}
    return to.connection().exec_driver_sql(statement, values)

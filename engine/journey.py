"""Statements that travel to PostgreSQL together, past psycopg's cursor: it costs as much as many a statement of a step.

Called by driver. Each is prepared once a connection; what begins the transaction travels with the first of them.
"""

from collections.abc import Generator, Sequence
from itertools import count
from typing import Any

from psycopg import OperationalError, errors, generators, pq
from psycopg.adapt import Transformer
from sqlalchemy import Connection

Given = Sequence[bytes | None]

_SETTINGS = {"plan_cache_mode": "force_generic_plan", "enable_seqscan": "off", "jit": "off"}
BEGIN = (
    "BEGIN ISOLATION LEVEL READ COMMITTED",
    "SELECT " + ", ".join(f"set_config('{name}', '{value}', true)" for name, value in _SETTINGS.items()),
)
"""What waited for a lock is read as it is then. What finds rows by their ids needs no new plan for each id, and a plan
made while a table was small does not go on reading it whole. A transaction that something else began goes without.
"""
PREPARED = "prepared for steps"
"""Under which name a connection keeps what has been prepared on it; the server keeps it as long as the connection."""
_numbers = count()


def answers(connection: Connection, sent: Sequence[tuple[str, Given]]) -> Generator[list[Any]]:
    """Send statements with their values, as text, and answer the rows of each as they come.

    While the server works at the next answer there is time for something else, but not for another statement. To close
    it leaves the rest unread.
    """
    driver: Any = connection.connection.driver_connection
    server = driver.pgconn
    begins = server.transaction_status == pq.TransactionStatus.IDLE and not driver.autocommit
    beginning = [(_name(connection, server, each), ()) for each in BEGIN if begins]
    named = [(_name(connection, server, text), given) for text, given in sent]
    server.enter_pipeline_mode()
    try:
        _send(driver, [*beginning, *named])
        for _ in beginning:
            _next(driver)
        for _ in named:
            yield _rows(driver, _next(driver))
    finally:
        _arrive(driver)


def _send(driver: Any, named: Sequence[tuple[bytes, Given]]) -> None:
    server = driver.pgconn
    try:
        for name, given in named:
            put(server, name, given)
    finally:
        try:
            server.pipeline_sync()  # whatever has been sent, there is an end to wait for
        except BaseException:
            driver.close()  # there is none, and nobody waits for it
            raise
    driver.wait(generators.send(server))


def put(server: Any, name: bytes, given: Given) -> None:
    """Send a prepared statement on its way."""
    server.send_query_prepared(name, given)


def _name(connection: Connection, server: Any, text: str) -> bytes:
    """Under which a statement is prepared on this connection."""
    prepared: dict[str, bytes] = connection.info.setdefault(PREPARED, {})
    if text not in prepared:
        name = f"step_{next(_numbers)}".encode()
        told = server.prepare(name, text.encode())
        if told.status != pq.ExecStatus.COMMAND_OK:
            raise _wrong(told)
        prepared[text] = name
    return prepared[text]


def _next(driver: Any) -> Any:
    """The next answer. Raises what the server says is wrong, as the driver would."""
    told = driver.wait(generators.fetch(driver.pgconn))
    if told.status in (pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK):
        driver.pgconn.get_result()  # there is no more to it
        return told
    raise _wrong(told)


def _rows(driver: Any, told: Any) -> list[Any]:
    reader = Transformer(driver)
    reader.set_pgresult(told)
    return reader.load_rows(0, told.ntuples, tuple)


def _arrive(driver: Any) -> None:
    """The journey ends, whatever was left unread, unless the line to the server is lost."""
    server = driver.pgconn
    while server.status == pq.ConnStatus.OK:
        told = driver.wait(generators.fetch(server))
        if told is not None and told.status == pq.ExecStatus.PIPELINE_SYNC:
            server.exit_pipeline_mode()
            return


def _wrong(told: Any) -> Exception:
    if told.error_field(pq.DiagnosticField.SQLSTATE):
        return errors.error_from_result(told)
    return OperationalError(told.get_error_message())  # not the server says so: the line to it is lost

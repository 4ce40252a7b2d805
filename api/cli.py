"""``strongstride serve``, ``worker`` and ``keys``, beside the commands of the solver.

Nothing of the service is imported before one of its commands runs.
"""

import signal
import sys
import threading
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from solver.cli import app

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from types import FrameType

    import sqlalchemy as sa

    from api.settings import Settings

keys = typer.Typer(
    no_args_is_help=True, help="Make, list and revoke API keys.", pretty_exceptions_enable=False
)
app.add_typer(keys, name="keys")


def main() -> None:
    """Run ``strongstride``."""
    app(prog_name="strongstride")


@app.command(epilog="Example: strongstride serve --port 8000")
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on [default: 127.0.0.1].")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port [default: 8000].")] = None,
) -> None:
    """Serve plans over HTTP.

    Embedded, with its data in a folder, unless STRONGSTRIDE_DATABASE_URL
    names a PostgreSQL database. The documentation is at /docs. Ctrl-C or
    SIGTERM ends it within seconds; what was accepted is finished by the
    next start.
    """
    from api.serving import run

    run(_settings(host=host, port=port))


@app.command(epilog="Example: STRONGSTRIDE_DATABASE_URL=postgresql://… strongstride worker")
def worker() -> None:
    """Solve what services on the same PostgreSQL database accept.

    As many as you like, on as many machines. When one dies, the others
    take over what it had.
    """
    from api.edge import logs
    from api.service import Service

    settings = _settings()
    if settings.is_embedded:
        _stop("a worker needs a database that it shares with the service: set STRONGSTRIDE_DATABASE_URL")
    if not settings.solver_count:
        _stop("a worker without solvers has nothing to do: set STRONGSTRIDE_SOLVERS to 1 or more")
    logs.configure(settings.log_level)
    ending = threading.Event()

    def end(_number: int, _frame: "FrameType | None") -> None:
        ending.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    service = Service(settings)
    service.start()
    try:
        ending.wait()
    finally:
        service.close()


@keys.command(epilog="Example: strongstride keys create --tenant team-north --name 'coaching app'")
def create(
    tenant: Annotated[
        str, typer.Option(help="Whose requests the key makes; tenants see nothing of each other.")
    ],
    name: Annotated[str, typer.Option(help="What the key is for.")] = "",
) -> None:
    """Make a key and show it, once: only its digest is kept."""
    import re

    from api.edge.keys import new_key
    from api.store import keys as store

    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", tenant):
        _stop("a tenant is 1 to 64 letters, digits, dots, dashes and underscores, as in team-north")
    made = new_key()
    with _database() as connection:
        store.insert(connection, made.key_id, tenant, name[:200], made.digest.hex())
    print(made.text)
    print(f"Key {made.key_id} of {tenant}. Keep it now: it cannot be shown again.", file=sys.stderr)


@keys.command("list")
def list_keys() -> None:
    """List the keys, without their secrets."""
    from datetime import UTC, datetime

    from api.store import keys as store

    with _database() as connection:
        rows = store.listed(connection)
    for row in rows:
        made = datetime.fromtimestamp(row.created_at, UTC).date()
        state = "revoked" if row.revoked_at else "valid"
        print(f"{row.id}  {state:<7}  {made}  {row.tenant}  {row.name}".rstrip())


@keys.command()
def revoke(key_id: Annotated[str, typer.Argument(help="As `keys list` shows it.")]) -> None:
    """Revoke a key: services refuse it within seconds."""
    from api.store import keys as store

    with _database() as connection:
        if not store.revoke(connection, key_id):
            _stop(f"there is no valid key {key_id!r}: `strongstride keys list` shows them")
    print(f"Key {key_id} is revoked.", file=sys.stderr)


def _settings(**given: Any) -> "Settings":
    """Return the settings, those of the command line first; say what is wrong with them."""
    from pydantic import ValidationError

    from api.settings import Settings

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False)
        said = [f"{_variable(one['loc'])}: {one['msg'].removeprefix('Value error, ')}" for one in found]
        _stop("; ".join(said))


def _variable(place: tuple[int | str, ...]) -> str:
    return "_".join(["STRONGSTRIDE", *map(str, place)]).upper()


def _database() -> "AbstractContextManager[sa.Connection]":
    from api.store import database

    engine = database.open_engine(_settings())
    database.migrate(engine)
    return engine.begin()


def _stop(said: str) -> NoReturn:
    print(f"Error: {said}", file=sys.stderr)
    raise typer.Exit(2)


if __name__ == "__main__":
    main()

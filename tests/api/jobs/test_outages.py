"""The disk is full, the database is gone: 503 soon, nothing acknowledged is lost, all goes on by itself."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from api import demo
from api.app import create_app
from api.jobs import executor
from api.service import Service
from api.settings import Settings
from tests.support.nodes import TENANT, WordPool, ended, settings_for, state_of, word_job
from tests.support.pools import eventually
from tests.support.postgres import postgres

#: Seconds in which a post is answered though there is no database, and in which it works again after.
SOON = 5.0


@contextmanager
def serving(settings: Settings) -> Iterator[tuple[TestClient, Service]]:
    """The app with a solver at no cost, and the service behind it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(executor, "SolverPool", WordPool)
        app = create_app(settings)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client, app.state.service


def post(client: TestClient, name: str = "x") -> Any:
    """Post a week that nobody has asked for."""
    return client.post(
        "/v1/plans", json={**demo.document("minimal"), "name": f"{name} {time.monotonic_ns()}"}
    )


def accepted(response: Any) -> str:
    """Return the id of a plan that was accepted."""
    assert response.status_code == 202, response.text
    found: str = response.json()["metadata"]["id"]
    return found


@contextmanager
def full_disk(engine: sa.Engine) -> Iterator[None]:
    """Let the database's file grow no more."""

    def limited(connection: Any, *_: Any) -> None:
        # SQLite takes the file's size when the limit is less.
        connection.execute("PRAGMA max_page_count=1")

    def unlimited(connection: Any, *_: Any) -> None:
        connection.execute("PRAGMA max_page_count=1073741823")

    sa.event.listen(engine, "checkout", limited)
    try:
        yield
    finally:
        sa.event.remove(engine, "checkout", limited)
        sa.event.listen(engine, "checkout", unlimited)


def test_a_full_disk(tmp_path: Path) -> None:
    """New posts get 503, reads go on, what was accepted ends when there is space again."""
    with serving(settings_for("sqlite", tmp_path)) as (client, service):
        before = accepted(post(client))
        assert ended(service, before, "local").state == "completed"
        held = service.take(word_job("hold")).row.id
        eventually(lambda: state_of(service, held) == "solving", "it is being solved")
        with full_disk(service.engine):
            answers = [post(client, "x" * 100) for _ in range(60)]
            kept = [accepted(answer) for answer in answers if answer.status_code == 202]
            refused = [answer for answer in answers if answer.status_code != 202]
            assert refused and {answer.status_code for answer in refused} == {503}
            assert "retry-after" in refused[0].headers
            assert client.get(f"/v1/plans/{before}").status_code == 200
            assert client.get("/healthz").status_code == 200
        began = time.monotonic()
        kept.append(accepted(post(client)))
        assert time.monotonic() - began < SOON
        service.stop(TENANT, held)
        assert ended(service, held).outcome == "feasible"
        assert {ended(service, job_id, "local").state for job_id in kept} == {"completed"}


def test_a_database_that_is_gone_for_a_while(tmp_path: Path) -> None:
    """The job layer waits and finishes; new posts get 503 within seconds, and soon work again."""
    with serving(settings_for("postgresql", tmp_path)) as (client, service):
        kept = [accepted(post(client)) for _ in range(3)]
        working = service.take(word_job("sleep 2 x")).row.id
        eventually(lambda: state_of(service, working) == "solving", "it is being solved")
        waiting = [service.take(word_job(f"echo {number}")).row.id for number in range(3)]
        postgres().stop()
        try:
            for _ in range(3):
                began = time.monotonic()
                assert post(client).status_code == 503
                assert time.monotonic() - began < SOON
            assert client.get("/healthz").status_code == 200
            # Its answer comes while there is nobody to keep it.
            time.sleep(3.0)
        finally:
            postgres().start()
        began = time.monotonic()
        again = eventually(lambda: _posted(client), "posts are accepted")
        assert time.monotonic() - began < SOON
        assert ended(service, working).answer == '"x"'
        assert [ended(service, job_id).state for job_id in waiting] == ["completed"] * 3
        assert {ended(service, job_id, "local").state for job_id in [*kept, again]} == {"completed"}


def _posted(client: TestClient) -> str:
    answer = post(client)
    return accepted(answer) if answer.status_code == 202 else ""

"""One service for all tests of the routes, with two tenants."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api import demo
from tests.support.live import OWNER, STRANGER, WAIT, Live, serving


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A service with one solver."""
    with serving(tmp_path_factory.mktemp("live"), tenants=(OWNER, STRANGER)) as service:
        yield service


@pytest.fixture(scope="session")
def client(live: Live) -> Iterator[httpx.Client]:
    """The owner of the plans."""
    with live.client() as client:
        yield client


@pytest.fixture(scope="session")
def stranger(live: Live) -> Iterator[httpx.Client]:
    """Somebody else."""
    with live.client(STRANGER) as client:
        yield client


@pytest.fixture(scope="session")
def plan(client: httpx.Client) -> dict[str, Any]:
    """A plan that was solved: the whole envelope."""
    return _planned(client, "minimal")


@pytest.fixture(scope="session")
def impossible(client: httpx.Client) -> dict[str, Any]:
    """A week without any plan, completed: the envelope."""
    return _planned(client, "impossible_four_vest_days")


def _planned(client: httpx.Client, name: str) -> dict[str, Any]:
    answer = client.post("/v1/plans", json=demo.document(name), headers=WAIT)
    assert answer.status_code == 200, answer.text
    envelope: dict[str, Any] = answer.json()
    return envelope

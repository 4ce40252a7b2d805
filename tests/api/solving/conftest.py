"""One pool of faulty children per module."""

import sys
from collections.abc import Iterator

import pytest

from api.solving.pool import SolverPool
from tests.support.pools import SHORT, Asking, all_free, faulty_pool

if sys.platform == "win32":
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="module")
def shared_pool() -> Iterator[SolverPool]:
    with faulty_pool(grace=SHORT) as pool:
        yield pool


@pytest.fixture
def pool(shared_pool: SolverPool) -> SolverPool:
    """Two faulty children, both idle."""
    all_free(shared_pool)
    return shared_pool


@pytest.fixture
def asking(pool: SolverPool) -> Iterator[Asking]:
    """Threads that ask the pool."""
    asking = Asking(pool)
    yield asking
    asking.end()

"""Services over new databases, of both kinds."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.service import Service
from tests.support.nodes import DATABASES, running, settings_for

if sys.platform == "win32":
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """Both databases, one after the other."""
    name: str = request.param
    return name


@pytest.fixture
def service(database: str, tmp_path: Path) -> Iterator[Service]:
    """A running service with two solvers that do what words say."""
    with running(settings_for(database, tmp_path)) as service:
        yield service

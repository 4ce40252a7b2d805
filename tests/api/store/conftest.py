"""Databases with the newest tables, of both kinds."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from api.store import database
from tests.support.nodes import DATABASES, settings_for


@pytest.fixture(params=DATABASES, scope="module")
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """An engine over a new database with our tables, for the tests of one file."""
    engine = database.open_engine(settings_for(request.param, tmp_path_factory.mktemp("data")))
    database.migrate(engine)
    yield engine
    engine.dispose()

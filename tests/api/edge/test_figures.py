"""The figures of solver children are those of the pool."""

from types import SimpleNamespace
from typing import Any, cast

import sqlalchemy as sa

from api.app import figures
from api.edge.metrics import Metrics
from api.store.tables import metadata


def test_lost_children_are_counted_once_however_often_they_are_asked_for() -> None:
    """Those that died and those that had to be ended; a question in between changes nothing."""
    engine = sa.create_engine("sqlite://")
    metadata.create_all(engine)
    pool = SimpleNamespace(busy=1, free=1, died=2, overran=1, recycled=4)
    executor = SimpleNamespace(pool=SimpleNamespace(figures=pool))
    service = cast(Any, SimpleNamespace(engine=engine, executor=executor))
    metrics = Metrics()
    for _ in range(2):
        text = bytes(figures(service, metrics).body).decode()
        assert "strongstride_solver_children_died_total 3.0" in text
        assert "strongstride_solver_children_recycled_total 4.0" in text
    pool.died = 5
    assert "strongstride_solver_children_died_total 6.0" in bytes(figures(service, metrics).body).decode()

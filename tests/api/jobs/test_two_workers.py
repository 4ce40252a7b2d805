"""Two workers on one PostgreSQL share a batch; when one is killed, the other finishes it."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api.service import Service
from api.settings import Settings
from api.store import batches
from api.store.batches import NewBatch
from tests.support.lives import Life
from tests.support.nodes import TENANT, word_job
from tests.support.postgres import ready_database

#: Seconds that one worker alone may be faster, when another was killed: 12 s of them pass until it counts
#: as dead.
LATER = 60.0
PATIENCE = 300.0


@dataclass
class Shop:
    """A service that only takes things in, and workers beside it."""

    service: Service
    life: Life
    notes: Path

    def solved(self) -> Counter[str]:
        """Return how often each athlete's week was begun."""
        return Counter(self.notes.read_text().split()) if self.notes.exists() else Counter()

    def batch(self, items: int, seconds: float) -> str:
        """Ask for a batch."""
        jobs = [word_job(f"note {self.notes} athlete-{number} {seconds}") for number in range(items)]
        return self.service.batch_intake.take(NewBatch(tenant=TENANT, kind="batch", fingerprint=""), jobs)

    def finished(self, batch_id: str) -> dict[str, int]:
        """Wait for a batch to end; return its items by state."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with self.service.engine.connect() as connection:
                row = batches.find(connection, TENANT, batch_id, "batch")
                states, _ = batches.counts(connection, batch_id)
            if row is not None and row.finished_at is not None:
                return states
            time.sleep(0.1)
        pytest.fail(f"not finished in {PATIENCE} s: {states}")

    @contextmanager
    def workers(self, number: int) -> Iterator[list[Any]]:
        """Run workers until the block ends."""
        living = [self.life.begin() for _ in range(number)]
        try:
            yield living
        finally:
            for one in living:
                one.kill()
                one.join()


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A service without solvers over a new PostgreSQL database."""
    settings = {"keys": "off", "database_url": ready_database()}
    service = Service(Settings.model_validate({**settings, "solvers": 0}))
    service.start()
    life = Life({**settings, "solvers": 2}, tmp_path / "accepted", None, is_hasty=False)
    yield Shop(service, life, tmp_path / "notes")
    service.close()


def test_two_workers_solve_each_athlete_once(shop: Shop) -> None:
    """A small batch, in the usual tests."""
    with shop.workers(2):
        assert shop.finished(shop.batch(24, 0.02)) == {"completed": 24}
    assert set(shop.solved().values()) == {1} and len(shop.solved()) == 24


@pytest.mark.slow
def test_a_batch_of_200_and_a_worker_that_is_killed(shop: Shop) -> None:
    """Each athlete once; with a kill in the middle all 200 all the same, not much later than one alone."""
    items, seconds = 200, 0.2
    times = {}
    for workers in (1, 2):
        shop.notes.unlink(missing_ok=True)
        with shop.workers(workers):
            began = time.monotonic()
            assert shop.finished(shop.batch(items, seconds)) == {"completed": items}
            times[workers] = time.monotonic() - began
        solved = shop.solved()
        print(f"{workers} workers: {len(solved)} athletes, {solved.total()} solves, {times[workers]:.1f} s")
        assert len(solved) == items and solved.total() == items
    shop.notes.unlink()
    with shop.workers(2) as living:
        began = time.monotonic()
        batch_id = shop.batch(items, seconds)
        while shop.solved().total() < items / 2:
            time.sleep(0.05)
        living[0].kill()
        assert shop.finished(batch_id) == {"completed": items}
        took = time.monotonic() - began
    solved = shop.solved()
    print(f"one of two killed: {len(solved)} athletes, {solved.total()} solves, {took:.1f} s")
    # What the dead one had in hand is begun anew, nothing else.
    assert len(solved) == items and solved.total() <= items + 3
    assert took < times[1] + LATER

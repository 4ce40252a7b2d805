"""Wakes up who waits for a job of this process; others find out by looking into the store."""

import asyncio
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Bell:
    """Rung from any thread, waited for in the event loop.

    It is hung up before the store is asked, so that what happens in between is not missed.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake up who waits, or let the next one not wait at all."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._rung.set)

    async def wait(self, seconds: float) -> None:
        """Return when the bell rings, or after some time."""
        try:
            await asyncio.wait_for(self._rung.wait(), seconds)
        except TimeoutError:
            return
        self._rung.clear()


class Signals:
    """The bells of a process."""

    def __init__(self) -> None:
        self._for_end: dict[str, set[Bell]] = defaultdict(set)
        self._for_news: dict[str, set[Bell]] = defaultdict(set)
        self._lock = threading.Lock()

    def told(self, job_id: str) -> None:
        """Wake up everybody who waits for news of a job."""
        self._ring(self._for_news, job_id)

    def changed(self, job_id: str) -> None:
        """Wake up everybody who waits for a job: it has ended, or somebody wants it to."""
        self._ring(self._for_news, job_id)
        self._ring(self._for_end, job_id)

    def has_listeners(self, job_id: str) -> bool:
        """Whether anybody waits for news of a job here."""
        with self._lock:
            return bool(self._for_news.get(job_id))

    def all(self) -> None:
        """Wake up everybody: the process ends."""
        with self._lock:
            jobs = [*self._for_end, *self._for_news]
        for job_id in jobs:
            self.changed(job_id)

    @contextmanager
    def end(self, job_id: str) -> Iterator[Bell]:
        """Hang up a bell that rings when a job changed."""
        with self._hung(self._for_end, job_id) as bell:
            yield bell

    @contextmanager
    def news(self, job_id: str) -> Iterator[Bell]:
        """Hang up a bell that rings when a job told something or changed."""
        with self._hung(self._for_news, job_id) as bell:
            yield bell

    def _ring(self, bells: dict[str, set[Bell]], job_id: str) -> None:
        with self._lock:
            hung = list(bells.get(job_id, ()))
        for bell in hung:
            bell.ring()

    @contextmanager
    def _hung(self, bells: dict[str, set[Bell]], job_id: str) -> Iterator[Bell]:
        bell = Bell()
        with self._lock:
            bells[job_id].add(bell)
        try:
            yield bell
        finally:
            with self._lock:
                bells[job_id].discard(bell)
                if not bells[job_id]:
                    del bells[job_id]

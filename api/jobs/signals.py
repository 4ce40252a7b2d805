"""Wakes up who waits for a job of this process; others find out by looking into the store."""

import asyncio
import threading
from collections import defaultdict


class Signals:
    """Set from any thread, awaited in the event loop."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[tuple[asyncio.AbstractEventLoop, asyncio.Event]]] = defaultdict(set)
        self._lock = threading.Lock()

    def changed(self, job_id: str) -> None:
        """Wake up everybody who waits for a job."""
        with self._lock:
            waiting = list(self._waiting.get(job_id, ()))
        for loop, event in waiting:
            if not loop.is_closed():
                loop.call_soon_threadsafe(event.set)

    async def wait(self, job_id: str, seconds: float) -> None:
        """Return when a job changed, or after some time."""
        entry = asyncio.get_running_loop(), asyncio.Event()
        with self._lock:
            self._waiting[job_id].add(entry)
        try:
            await asyncio.wait_for(entry[1].wait(), seconds)
        except TimeoutError:
            pass
        finally:
            with self._lock:
                self._waiting[job_id].discard(entry)
                if not self._waiting[job_id]:
                    del self._waiting[job_id]

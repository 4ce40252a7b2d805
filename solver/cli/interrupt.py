"""Work that Ctrl-C stops gently."""

import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from types import FrameType
from typing import TypeVar

from solver.cli.errors import say

T = TypeVar("T")
_LOOK_EVERY_SECONDS = 0.1
STOPPING = "Stopping; the best plan so far follows. Press Ctrl-C again to end at once."


def run_interruptibly(work: Callable[[threading.Event], T], remark: str = STOPPING) -> tuple[T, bool]:
    """Run ``work`` and return its result and whether it was interrupted.

    The first SIGINT sets the event that ``work`` is given, so that it can stop with the best it
    has; a second one ends the process. The work runs in a thread of its own, because a signal is
    not seen while the main thread is inside the solver.
    """
    cancel = threading.Event()

    def stop(signal_number: int, frame: FrameType | None) -> None:
        cancel.set()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        say(remark)

    previous = signal.signal(signal.SIGINT, stop)
    try:
        with ThreadPoolExecutor(max_workers=1) as pool:
            future = pool.submit(work, cancel)
            while not wait([future], timeout=_LOOK_EVERY_SECONDS).done:
                pass
            return future.result(), cancel.is_set()
    finally:
        signal.signal(signal.SIGINT, previous)

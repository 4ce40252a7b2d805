"""Signs of life of a process that takes things in and works nothing out."""

import threading

import sqlalchemy as sa
import structlog

from api.store import executors

#: Seconds between two signs of life.
BEAT = 2.0
log = structlog.get_logger()


class Pulse:
    """Beats until it is closed; what a process had received in part is dropped when its pulse stops."""

    def __init__(self, engine: sa.Engine, process_id: str) -> None:
        self._engine = engine
        self._id = process_id
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="pulse", daemon=True)

    def start(self) -> None:
        """Give the first sign of life, and go on."""
        self._beat()
        self._thread.start()

    def close(self) -> None:
        """Stop; what is being received at this moment is dropped by others, soon."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(BEAT)

    def _beat(self) -> None:
        with self._engine.begin() as connection:
            executors.beat(connection, self._id, 0)

    def _keep(self) -> None:
        while not self._ending.wait(BEAT):
            try:
                self._beat()
            except Exception as error:
                log.warning("no_sign_of_life", error=type(error).__name__)

"""A service in a process of its own, for benchmarks and campaigns: real sockets, real signals."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[2]
_START_SECONDS = 60.0


@dataclass
class Answer:
    """What came back."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """One connection that is kept open, without a library between: its cost must not count."""

    def __init__(self, port: int, seconds: float = 60.0) -> None:
        self._port = port
        self._seconds = seconds
        self._connection = HTTPConnection("127.0.0.1", port, timeout=seconds)

    def ask(
        self, method: str, path: str, document: Any = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        body = None if document is None else json.dumps(document).encode()
        kind = {"Content-Type": "application/json"} if body is not None else {}
        try:
            self._connection.request(method, path, body, {**kind, **(headers or {})})
            response = self._connection.getresponse()
            names = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status, response.read(), names)
        except (OSError, ValueError):
            self._connection.close()
            raise


@dataclass
class Served:
    """A running service."""

    port: int
    process: subprocess.Popen[bytes]

    def client(self, seconds: float = 60.0) -> Client:
        return Client(self.port, seconds)

    @property
    def family(self) -> list[psutil.Process]:
        """The service's process and its solver children."""
        own = psutil.Process(self.process.pid)
        return [own, *own.children(recursive=True)]

    def cpu_seconds(self) -> tuple[float, float]:
        """CPU time of the service's own process, and of its children."""
        own, *children = self.family
        times = [sum(one.cpu_times()[:2]) for one in (own, *children)]
        return times[0], sum(times[1:])

    def rss_mib(self) -> float:
        """Resident memory of all processes."""
        return float(sum(one.memory_info().rss for one in self.family)) / 2**20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path, **settings: object) -> Iterator[Served]:
    """Run ``strongstride serve``; settings are named as in `api.settings`, in small letters."""
    port = free_port()
    given = {f"STRONGSTRIDE_{name.upper()}": str(value) for name, value in settings.items()}
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("STRONGSTRIDE_")},
        "STRONGSTRIDE_DATA_DIR": str(folder),
        "STRONGSTRIDE_LOG_LEVEL": "warning",
        "PYTHONPATH": str(ROOT),
        **given,
    }
    with (folder / "service.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "api.cli", "serve", "--port", str(port)], env=environment, stderr=log
        )
    try:
        _wait_until_ready(port, process, folder)
        yield Served(port, process)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if Client(port, 10).ask("GET", "/readyz").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"the service did not start: {(folder / 'service.log').read_text()[-2000:]}")

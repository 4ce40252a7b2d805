"""Hostile callers at full speed, in a process of their own: broken documents, floods, slow bodies."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle

from tests.api.edge.test_strict_json import HOSTILE

#: Every route that takes a document.
PATHS = (
    "/v1/plans",
    "/v1/plans?operation=validate",
    "/v1/plans/check",
    "/v1/plans/00000000-0000-0000-0000-000000000000/from-patch",
    "/v1/plans/00000000-0000-0000-0000-000000000000/why-not",
    "/v1/comparisons",
    "/v1/batches",
    "/v1/sweeps",
)
_JSON = {"Content-Type": "application/json"}
_PIECE = b'{"a":' * 13_107
_FLOOD_BYTES = 100 * 2**20
_FLOODS, _SLOW = 2, 20
_PATIENCE = 120.0


@dataclass
class Answers:
    """What came back.

    Attributes
    ----------
    statuses : status -> answers
    longest : bytes of the longest body
    cut : connections that ended without an answer
    wrong : answers that are no problem document, by status and first bytes
    """

    statuses: Counter[int] = field(default_factory=Counter)
    longest: int = 0
    cut: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Answers") -> None:
        """Add what another sender got."""
        self.statuses += other.statuses
        self.longest = max(self.longest, other.longest)
        self.cut += other.cut
        self.wrong += other.wrong

    def note(self, status: int, body: bytes) -> None:
        """Take one answer down."""
        self.statuses[status] += 1
        self.longest = max(self.longest, len(body))
        try:
            is_problem = json.loads(body)["status"] == status
        except (ValueError, KeyError, TypeError):
            is_problem = False
        if not is_problem and len(self.wrong) < 10:
            self.wrong.append(f"{status} {body[:100]!r}")


_Sender = Callable[[int, float, Answers], None]


def attack(port: int, seconds: float) -> dict[str, Answers]:
    """Send everything at once for some seconds; return the answers by kind of sender."""
    until = time.monotonic() + seconds
    crowd: list[tuple[str, _Sender]] = [("documents", _documents)]
    crowd += [("100 MB bodies", _flood)] * _FLOODS + [("slow bodies", _drip)] * _SLOW
    told = [(kind, Answers()) for kind, _ in crowd]
    threads = [
        threading.Thread(target=send, args=(port, until, answers))
        for (_, send), (_, answers) in zip(crowd, told, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found: dict[str, Answers] = {}
    for kind, answers in told:
        found.setdefault(kind, Answers()).add(answers)
    return found


def _documents(port: int, until: float, answers: Answers) -> None:
    """Send the table of broken documents to every route, again and again, one after another."""
    connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    for body, path in cycle([(body, path) for body in HOSTILE.values() for path in PATHS]):
        if time.monotonic() >= until:
            break
        _ask(connection, path, body, answers)
    connection.close()


def _flood(port: int, until: float, answers: Answers) -> None:
    """Send 100 MB, announced and not, as fast as it is taken."""
    for place in cycle(range(2 * len(PATHS))):
        if time.monotonic() >= until:
            return
        connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        size = {"Content-Length": str(_FLOOD_BYTES)} if place % 2 else {}
        pieces = (_PIECE for _ in range(_FLOOD_BYTES // len(_PIECE)) if time.monotonic() < until + 5)
        _ask(connection, PATHS[place // 2], pieces, answers, size)
        connection.close()


def _drip(port: int, until: float, answers: Answers) -> None:
    """Send a body byte by byte; half of the senders fall silent."""
    for place in cycle(range(2 * len(PATHS))):
        if time.monotonic() >= until:
            return
        connection = HTTPConnection("127.0.0.1", port, timeout=max(1.0, until - time.monotonic()))
        silent = place % 2 == 0
        body = iter([b"["]) if silent else _spaces(until)
        size = {"Content-Length": "1000"} if silent else {}
        _ask(connection, PATHS[place // 2], body, answers, size, is_last=until)
        connection.close()


def _spaces(until: float) -> Iterator[bytes]:
    while time.monotonic() < until:
        time.sleep(0.2)
        yield b" "


def _ask(
    connection: HTTPConnection,
    path: str,
    body: bytes | Iterator[bytes],
    answers: Answers,
    more: dict[str, str] | None = None,
    is_last: float | None = None,
) -> None:
    headers = {**_JSON, **(more or {})}
    is_streamed = not isinstance(body, bytes)
    try:
        try:
            connection.request(
                "POST", path, body, headers, encode_chunked=is_streamed and "Content-Length" not in headers
            )
        except (BrokenPipeError, ConnectionResetError):
            # Refused before everything was sent: why can still be read, mostly.
            if not is_streamed:
                raise
        response = connection.getresponse()
        answers.note(response.status, response.read())
    except (OSError, HTTPException):
        connection.close()
        ended = is_last is not None and time.monotonic() >= is_last - 1
        answers.cut += not ended

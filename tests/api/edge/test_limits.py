"""Bodies that are too large or too slow, rates, and what a caller sees of them."""

import asyncio
import json
import threading
import time
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.types import ASGIApp, Message

from api.edge.body_limits import _LINGER_BYTES
from api.edge.problem import ApiError
from api.edge.rates import Rates
from tests.api.edge.small_app import LIMIT, Store, client, make_app
from tests.api.edge.test_problems import problem

PIECE = b" " * 65_536
CHUNKED = {b"transfer-encoding": b"chunked"}
JSON = {"content-type": "application/json"}


def ask(
    app: ASGIApp,
    pieces: Iterator[Message],
    path: str = "/v1/plans",
    headers: dict[bytes, bytes] | None = None,
) -> tuple[int, dict[str, Any]]:
    """Ask an app without a server between; return status and problem."""
    sent: list[Message] = []
    scope = {
        "type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b"",
        "root_path": "", "scheme": "http", "http_version": "1.1", "client": ("127.0.0.1", 1),
        "headers": [(b"content-type", b"application/json"), *(headers or CHUNKED).items()],
    }  # fmt: skip

    async def receive() -> Message:
        message = next(pieces, None)
        if message is None:
            await asyncio.sleep(3600)
        assert message is not None
        return message

    async def send(message: Message) -> None:
        sent.append(message)

    async def call() -> None:
        await app(scope, receive, send)

    asyncio.run(call())
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], json.loads(body)


def endless(counted: list[int]) -> Iterator[Message]:
    """Yield 100 MB in pieces, and count those that somebody took."""
    for _ in range(1600):
        counted[0] += 1
        yield {"type": "http.request", "body": PIECE, "more_body": True}


def test_a_hundred_megabytes_are_refused_after_the_first_pieces() -> None:
    """A streamed body ends at its limit: neither read on nor held."""
    app, counted = make_app(), [0]
    ask(app, endless([0]))
    tracemalloc.start()
    status, found = ask(app, endless(counted))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (status, found["code"]) == (413, "too_large")
    # After the answer a little more is thrown away, so that the sender gets to read it.
    assert counted[0] <= (LIMIT + _LINGER_BYTES) // len(PIECE) + 2
    assert peak < 3_000_000


def test_an_announced_size_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Content-Length is believed when it is too large, and refused when it is no number."""
    app, counted = make_app(), [0]
    monkeypatch.setattr("api.edge.body_limits._LINGER_BYTES", 0)
    for length, status in ((b"100000000", 413), (b"9" * 30, 400), (b"-1", 400), (b"1_0", 400), (b"", 400)):
        assert ask(app, endless(counted), headers={b"content-length": length})[0] == status
    assert counted[0] == 0


def test_batches_have_a_limit_of_their_own() -> None:
    """A body that is too large for a plan is not for a batch."""
    web = client(make_app())
    body, headers = b"[" + b"{}," * LIMIT + b"{}]", {"content-type": "application/json"}
    assert web.post("/v1/batches", content=body, headers=headers).json() == LIMIT + 1
    problem(web.post("/v1/plans", content=body, headers=headers), 413)


@pytest.mark.parametrize("headers", [CHUNKED, {b"content-length": b"1000"}])
def test_a_body_that_stops_is_given_up(headers: dict[bytes, bytes]) -> None:
    """A caller that falls silent is answered 408, not waited for."""
    pieces: list[Message] = [{"type": "http.request", "body": b"{", "more_body": True}]
    began = time.monotonic()
    status, found = ask(make_app(), iter(pieces), headers=headers)
    assert (status, found["code"]) == (408, "body_timeout")
    assert time.monotonic() - began < 5


def test_a_body_that_drips_is_given_up() -> None:
    """Pieces that keep coming do not keep a request open beyond its time."""
    app = make_app()

    async def drip() -> int:
        async def receive() -> Message:
            await asyncio.sleep(0.1)
            return {"type": "http.request", "body": b" ", "more_body": True}

        statuses: list[int] = []

        async def send(message: Message) -> None:
            statuses.append(message.get("status", 0))

        scope = {
            "type": "http", "method": "POST", "path": "/v1/plans", "query_string": b"", "root_path": "",
            "headers": [(b"content-type", b"application/json"), (b"transfer-encoding", b"chunked")],
        }  # fmt: skip
        await asyncio.wait_for(app(scope, receive, send), 10)
        return statuses[0]

    assert asyncio.run(drip()) == 408


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """Serve the small app on a free port."""
    config = uvicorn.Config(make_app(), port=0, log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)


def test_over_a_real_connection(served: str) -> None:
    """Through uvicorn: too large is refused, an open stream is not taken for a slow body."""
    too_large = httpx.post(served + "/v1/plans", content=b" " * (LIMIT + 1), headers=JSON)
    assert too_large.status_code == 413

    def twice() -> Iterator[bytes]:
        for _ in range(50):
            yield PIECE

    assert httpx.post(served + "/v1/plans", content=twice(), headers=JSON).status_code == 413
    assert httpx.get(served + "/slow-stream").json() is False
    assert httpx.get(served + "/healthz").status_code == 200

    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(served + "/half")


def test_health_answers_while_hundreds_of_megabytes_are_refused(served: str) -> None:
    """Ten callers with 100 MB each keep nobody else waiting."""

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(1600):
            yield PIECE

    async def all_of_them() -> tuple[list[int], list[float]]:
        async with httpx.AsyncClient(base_url=served) as web:

            async def upload() -> int:
                try:
                    return (await web.post("/v1/plans", content=pieces(), headers=JSON)).status_code
                except httpx.TransportError:
                    # The server has closed the connection before everything was sent: refused all the same.
                    return 413

            async def health() -> float:
                began = time.monotonic()
                assert (await web.get("/healthz")).status_code == 200
                return time.monotonic() - began

            uploads = asyncio.gather(*(upload() for _ in range(10)))
            waits = [await health() for _ in range(20)]
            return await uploads, waits

    statuses, waits = asyncio.run(all_of_them())
    assert set(statuses) == {413}
    assert max(waits) < 2


def test_rates() -> None:
    """Each tenant has his requests within a minute; then 429, with the time to wait."""
    store = Store()
    web = client(make_app(store, per_minute=3))
    mine, theirs = ({"authorization": f"Bearer {key.text}"} for key in (store.key, store.other))
    left = [web.get("/v1/plans/1", headers=mine).headers["ratelimit"] for _ in range(3)]
    assert [text.split(";")[1] for text in left] == ["r=2", "r=1", "r=0"]
    refused = web.get("/v1/plans/1", headers=mine)
    assert problem(refused, 429)["code"] == "too_many_requests"
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["ratelimit-policy"] == '"requests";q=3;w=60'
    assert web.get("/v1/plans/1", headers=theirs).status_code == 200
    assert web.get("/healthz").status_code == 200


def test_a_window_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    """A place is free as soon as the oldest request is a minute old; forgetting tenants costs no memory."""
    now = [1000.0]
    monkeypatch.setattr("api.edge.rates.time.monotonic", lambda: now[0])
    rates = Rates(2, tenants=3)
    for at in (0, 20):
        now[0] = 1000 + at
        rates.count("club", {})
    now[0] = 1050
    scope: dict[str, Any] = {}
    with pytest.raises(ApiError) as refused:
        rates.count("club", scope)
    assert (refused.value.headers or {})["Retry-After"] == "10"
    assert scope["edge_headers"]["RateLimit"] == '"requests";r=0;t=10'
    now[0] = 1060
    rates.count("club", {})
    for number in range(100):
        rates.count(f"tenant {number}", {})
    assert len(rates._times) == 3

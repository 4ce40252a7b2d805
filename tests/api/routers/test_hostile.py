"""Bodies that nobody sends by mistake, through the whole app: no 5xx, short answers, no values."""

import json
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api import demo

MINIMAL = json.dumps(demo.document("minimal"))
DEEP = 300
SECRET = "hiv_positive"

BODIES: dict[str, bytes] = {
    "nothing": b"",
    "a word": b"null",
    "a list": b"[]",
    "a number": b"1e999",
    "NaN": b'{"strength_minutes":NaN}',
    "infinity": b'{"strength_minutes":-Infinity}',
    "2^63": b'{"strength_minutes":9223372036854775808}',
    "5000 digits": b'{"strength_minutes":' + b"9" * 5000 + b"}",
    "a lone surrogate": b'{"name":"\\ud800"}',
    "U+0000": b'{"name":"a\\u0000b"}',
    "not UTF-8": b'{"name":"\xff"}',
    "UTF-16": MINIMAL.encode("utf-16"),
    "a byte order mark alone": b"\xef\xbb\xbf",
    "300 deep": b'{"week":' + b"[" * DEEP + b"]" * DEEP + b"}",
    "100,000 open brackets": b"[" * 100_000,
    "a duplicate key": b'{"name":"a","name":"b"}',
    "a duplicate key within": b'{"week":{"mon":{},"mon":{}}}',
    "half a document": MINIMAL[:-5].encode(),
    "two documents": (MINIMAL + MINIMAL).encode(),
    "a comma too many": b'{"name":"a",}',
    "a comment": b'{"name":"a"/**/}',
    "python": b"{'name': True}",
    "a secret": json.dumps({"athlete": {"pain": {SECRET: "severe"}}, SECRET: SECRET, "name": 3}).encode(),
    "10,000 unknown keys": json.dumps({f"{SECRET}_{n}": n for n in range(10_000)}).encode(),
    "a long text": json.dumps({"name": SECRET * 10_000}).encode(),
    "another type everywhere": json.dumps({key: [] for key in demo.document("sore_knee")}).encode(),
}
POSTS = (
    "/v1/plans",
    "/v1/plans?operation=validate",
    "/v1/plans/check",
    "/v1/comparisons",
    "/v1/batches",
    "/v1/sweeps",
    "/v1/plans/{id}/from-patch",
    "/v1/plans/{id}/why-not",
)


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_hostile_body_is_refused(client: httpx.Client, plan: dict[str, Any], body: bytes) -> None:
    """Every route that takes a body answers 4xx as a problem below 8 KB."""
    for path in POSTS:
        path = path.replace("{id}", plan["metadata"]["id"])
        answer = client.post(path, content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 413, 422), (path, answer.text[:300])
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert len(answer.content) < 8192
        assert answer.json()["code"] and answer.json()["request_id"] == answer.headers["X-Request-ID"]


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/json; charset=utf-16", "x"])
def test_only_json_is_taken(client: httpx.Client, plan: dict[str, Any], kind: str) -> None:
    """415, and Accept says what is taken."""
    for path in POSTS:
        if path == "/v1/batches" and kind.startswith("application/json"):
            continue
        path = path.replace("{id}", plan["metadata"]["id"])
        answer = client.post(path, content=MINIMAL, headers={"Content-Type": kind})
        assert (answer.status_code, "application/json" in answer.headers["Accept"]) == (415, True), path


def test_a_large_body_is_not_read_to_its_end(client: httpx.Client) -> None:
    """100 MB are refused by their length, or after the first megabyte when they do not say it."""
    sent = 0

    def pieces() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(100):
            sent += 1
            yield b" " * 2**20

    key = client.headers["Authorization"]
    head = (
        f"POST /v1/plans HTTP/1.1\r\nHost: x\r\nAuthorization: {key}\r\nContent-Length: {100 * 2**20}\r\n\r\n"
    )
    with socket.create_connection((client.base_url.host, client.base_url.port or 80)) as line:
        line.sendall(head.encode())
        assert line.recv(4096).startswith(b"HTTP/1.1 413 ")
    try:
        answer = client.post("/v1/plans", content=pieces(), headers={"Content-Type": "application/json"})
        assert answer.status_code == 413
    except httpx.WriteError:
        pass  # cut while we were still sending
    assert sent < 100
    assert client.get("/healthz").status_code == 200


PATHS = (
    "/v1/plans/%00",
    "/v1/plans/%ff%fe",
    "/v1/plans/%ed%a0%80",
    "/v1/plans/" + "x" * 5000,
    "/v1/plans/..%2f..%2fetc%2fpasswd",
    "/v1/scenarios/..%2f..%2fpyproject",
    "/v1/scenarios/%2fetc%2fpasswd",
    "/v1/scenarios/" + "x" * 101,
    "/v1/questions/%00",
    "/v1/batches/%f0%9f%98%80/items",
    "/v1/nothing",
    "//v1//plans",
)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:40])
def test_a_hostile_path_is_not_found(client: httpx.Client, path: str) -> None:
    """404 as a problem."""
    url = httpx.URL(str(client.base_url)).copy_with(raw_path=path.encode())
    answer = client.get(url)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert len(answer.content) < 8192

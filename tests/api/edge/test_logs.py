"""Logs: a line of JSON for each event, whatever strangers send, without secrets or anybody's data."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
import structlog
from dbos._logger import init_logger

from api.edge import logs
from api.edge.keys import new_key
from api.edge.problem import Fault, problem_response
from api.edge.text import clean
from tests.api.edge.small_app import Store, client, make_app

_PARTS = [
    *("\n", "\r\n", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\u2028", "\u2029", "\x85", "\x00", "\x7f"),
    *("\x9b31m", "\u202egnp.exe", "\u2066x\u2069", "\u200b", "\ufeff", "\ud800", "\udfff", "\U000e0041"),
    *("\ue000", "\uffff", "\\n", "\t", "%s%s%n", "{0.__class__}", "${jndi:ldap://x}", "../../etc/passwd"),
    *('","level":"critical","x":"', '"}\n{"event":"forged"}', "<script>alert(1)</script>"),
    *("=cmd|' /C calc'!A0", "'; DROP TABLE plans; --"),
]
_FRAMES = [
    "{}",
    "a{}b",
    "{}{}",
    "2026-01-01 INFO {}",
    "{}\n",
    "x" * 300 + "{}",
    "{}" + "y" * 3000,
    '"{}"',
    "\\{}",
    "é{}日",
]
JSON = {"content-type": "application/json"}
PAYLOADS = [frame.replace("{}", part) for part in _PARTS for frame in _FRAMES]


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Configure logs into a text, and put everything back."""
    root = logging.getLogger()
    before = root.handlers[:], root.level, logging.raiseExceptions
    stream = io.StringIO()
    logs.configure("debug", stream)
    logging.getLogger("httpx").setLevel("WARNING")
    yield stream
    root.handlers[:], logging.raiseExceptions = before[0], before[2]
    root.setLevel(before[1])
    logging.getLogger("uvicorn.access").disabled = False
    structlog.reset_defaults()


def read(stream: io.StringIO) -> list[dict[str, Any]]:
    """Return what was logged, after looking at what holds for every line."""
    text = stream.getvalue()
    assert text.isascii()
    assert all(line.isprintable() for line in text.removesuffix("\n").split("\n"))
    return [json.loads(line) for line in text.splitlines()]


def test_three_hundred_payloads_are_one_line_each(lines: io.StringIO) -> None:
    """As event, as value, in a list, as argument of another library's logger: always one line, re-parsed."""
    assert len(PAYLOADS) == 300
    # pytest's own handlers cannot send half a surrogate pair to another process.
    root = logging.getLogger()
    root.handlers[:] = [one for one in root.handlers if getattr(one, "stream", None) is lines]
    log = structlog.stdlib.get_logger("test")
    library = logging.getLogger("dbos")
    for payload in PAYLOADS:
        log.info("event", value=payload, many=[payload, {payload: payload}])
        log.warning(payload.replace("%", "%%"))
        library.error("said %s", payload)
    found = read(lines)
    assert len(found) == 900
    assert {line["level"] for line in found} == {"info", "warning", "error"}
    assert not any("x" in line or line["event"] == "forged" for line in found)
    assert {line["logger"] for line in found} == {"test", "dbos"}


def test_a_plain_formatter_fails_that() -> None:
    """The negative control: the standard library's format is split by payloads."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    for payload in PAYLOADS:
        handler.emit(logging.makeLogRecord({"msg": "%s", "args": (payload,), "levelname": "INFO"}))
    assert len(stream.getvalue().splitlines()) > 350


@pytest.mark.parametrize("part", _PARTS)
def test_problems_are_clean(part: str) -> None:
    """Whatever a message holds, its text is printable, encodable and short."""
    for payload in (frame.replace("{}", part) for frame in _FRAMES):
        body = bytes(
            problem_response(
                422, "x", payload, [Fault(pointer="/" + payload, code="x", message=payload)]
            ).body
        )
        found = json.loads(body.decode())
        for text in (found["detail"], found["errors"][0]["pointer"], found["errors"][0]["message"]):
            assert text.isprintable()
            assert len(text) <= 600


def test_clean_keeps_what_people_write() -> None:
    """Umlauts, other scripts and thin spaces stay; long texts end with a sign for it."""
    assert clean("Läufer 走者 5\u202fkm") == "Läufer 走者 5 km"
    assert clean("x" * 300) == "x" * 199 + "…"


def test_payloads_through_the_app(lines: io.StringIO) -> None:
    """Paths, queries, headers and bodies of strangers leave nothing in the log but the route."""
    web = client(make_app())
    for payload in PAYLOADS[::5]:
        harmless = quote(payload, safe="", errors="replace")
        web.get("/v1/plans/" + harmless, params={"limit": clean(payload)})
        header = payload.encode("utf-8", "replace").translate(None, b"\r\n\0")
        web.get("/nowhere", headers={b"x-request-id": header, b"user-agent": header})
        web.post("/v1/plans", content=json.dumps({"kind": payload, "zz": payload}), headers=JSON)
    accesses = [line for line in read(lines) if line["event"] == "request"]
    assert len(accesses) == 3 * len(PAYLOADS[::5])
    assert {line["route"] for line in accesses} <= {"/v1/plans/{plan_id}", "/v1/plans", "none"}
    assert "alert(1)" not in lines.getvalue()
    assert "DROP" not in lines.getvalue()


def test_an_access_line(lines: io.StringIO) -> None:
    """Method, route, status, milliseconds, tenant and request id; no path, query, address or agent."""
    store = Store()
    web = client(make_app(store))
    web.get("/v1/plans/77?limit=5", headers={"x-api-key": store.key.text, "x-request-id": "trace-1"})
    line = read(lines)[-1]
    assert set(line) == {
        "event",
        "level",
        "logger",
        "timestamp",
        "method",
        "route",
        "status",
        "ms",
        "tenant",
        "request_id",
    }
    assert (line["route"], line["status"], line["tenant"]) == ("/v1/plans/{plan_id}", 200, "club")
    assert line["request_id"] == "trace-1"


@pytest.mark.parametrize("asked", ["a b", "x" * 65, "é", "a;b", "<x>", ""])
def test_unsafe_request_ids_are_replaced(asked: str) -> None:
    """An id that could do harm is not taken over."""
    response = client(make_app()).get("/healthz", headers={b"x-request-id": asked.encode()})
    assert response.headers["x-request-id"] != asked
    assert len(response.headers["x-request-id"]) == 24


def test_exceptions_are_logged_without_words(lines: io.StringIO) -> None:
    """Kinds and places of an exception and its cause; neither what it says nor local variables."""
    web = client(make_app())
    web.get("/v1/plans/1/fail/ours")
    web.get("/v1/plans/1/fail/operational")
    web.get("/half")
    failures = [line for line in read(lines) if line["level"] == "error"]
    assert "secret" not in lines.getvalue()
    assert "KeyError" in failures[0]["raised"][0]["kind"]
    assert any(place.endswith(" fail") for place in failures[0]["raised"][0]["at"])
    assert all(line["request_id"] for line in failures)
    assert len(failures) == 3
    assert read(lines)[-1]["cut"] is True
    places = {place.split("/")[0] for line in failures for one in line["raised"] for place in one["at"]}
    assert (
        {"api", "fastapi"}
        <= places
        <= {"api", "fastapi", "starlette", "anyio", f"python3.{sys.version_info[1]}"}
    )


def test_keys_and_passwords_are_hidden(lines: io.StringIO) -> None:
    """Should one be logged by mistake, it is hidden, also in what libraries say."""
    key = new_key().text
    log = structlog.stdlib.get_logger("test")
    log.info(f"got {key}", key=key, authorization="x" * 20, nested={"X-API-Key": "plainsecret"})
    logging.getLogger("sqlalchemy").error(
        "postgresql://runner:plainsecret@db/x failed; Authorization: Bearer plainsecret1"
    )
    logging.getLogger("uvicorn.error").error("header %s", f"authorization={key}")
    text = lines.getvalue()
    assert key.rsplit("_", 1)[1] not in text
    assert "plainsecret" not in text
    assert "xxxxxxxx" not in text


def test_libraries_that_bring_handlers(lines: io.StringIO) -> None:
    """DBOS finds one when it starts, and brings none; adopt() takes in what came later."""
    init_logger()
    logging.getLogger("dbos").warning("hello")
    logger = logging.getLogger("uvicorn.error")
    logger.addHandler(logging.StreamHandler(io.StringIO()))
    logger.propagate = False
    logs.adopt()
    logger.warning("hello again")
    assert [line["event"] for line in read(lines)] == ["hello", "hello again"]


def test_a_record_that_cannot_be_formatted_is_not_printed_raw(
    lines: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    """A library's mistake costs a line of log, and shows nothing."""
    logging.getLogger("dbos").error("%d", "secret")
    assert "secret" not in lines.getvalue() + capsys.readouterr().err

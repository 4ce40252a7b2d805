"""Progress as server-sent events; a dropped connection goes on where it was."""

import itertools
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import httpx

from api import demo
from tests.support.live import WAIT

#: Weeks that were not asked for before: an answer from the store has no events.
UNIQUE = itertools.count(31)


class Event(NamedTuple):
    """One event as it arrived."""

    name: str
    data: dict[str, Any]
    id: str | None


def read(response: httpx.Response) -> Iterator[Event]:
    """Yield the events of a stream."""
    fields: dict[str, str] = {}
    for line in response.iter_lines():
        if line:
            name, _, value = line.partition(":")
            fields[name] = value.removeprefix(" ")
        elif fields:
            if "event" in fields:
                yield Event(fields["event"], json.loads(fields["data"]), fields.get("id"))
            fields = {}


def asked(client: httpx.Client) -> str:
    week = {**demo.document("minimal"), "strength_minutes": next(UNIQUE)}
    return str(client.post("/v1/plans", json=week).headers["Location"])


def test_a_stream_tells_each_better_plan_until_it_is_done(client: httpx.Client) -> None:
    """status, progress with tiers and bounds, done; ids count up."""
    path = asked(client)
    with client.stream("GET", f"{path}/events") as response:
        assert response.headers["Content-Type"].startswith("text/event-stream")
        events = list(read(response))
    assert events[0].name == "status" and events[0].data["id"] == path.rpartition("/")[2]
    assert events[-1].name == "done"
    assert (events[-1].data["status"], events[-1].data["outcome"]) == ("completed", "optimal")
    numbers = [int(event.id) for event in events if event.id is not None]
    assert numbers == sorted(set(numbers))
    best = [event for event in events if event.name == "progress"][-1].data
    tiers = client.get(path).json()["plan"]["tiers"]
    assert [(one["tier"], one["value"], one["bound"]) for one in best["tiers"]] == [
        (one["tier"], one["value"], one["bound"]) for one in tiers
    ]


def test_a_dropped_stream_goes_on_where_it_was(client: httpx.Client) -> None:
    """After a reconnect with Last-Event-ID no event is missing and none comes twice; then 410."""
    path = asked(client)
    seen: list[Event] = []
    for _ in range(1000):
        last = next((event.id for event in reversed(seen) if event.id is not None), None)
        headers = {} if last is None else {"Last-Event-ID": last}
        with client.stream("GET", f"{path}/events", headers=headers) as response:
            if response.status_code != 200:
                assert response.status_code == 410
                break
            # One numbered event, then the line is cut.
            seen += itertools.islice((event for event in read(response) if event.id is not None), 1)
    numbers = [int(event.id or 0) for event in seen]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [event.name for event in seen].count("done") == 1 and seen[-1].name == "done"


def test_a_stream_of_a_plan_that_is_done_is_gone(client: httpx.Client, plan: dict[str, Any]) -> None:
    """410 as a problem, with or without a last id."""
    path = f"/v1/plans/{plan['metadata']['id']}/events"
    for headers in ({}, {"Last-Event-ID": "0"}, {"Last-Event-ID": ""}, {"Last-Event-ID": "999999999"}):
        answer = client.get(path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (410, "gone")


def test_a_last_id_that_is_none_is_refused(client: httpx.Client, plan: dict[str, Any]) -> None:
    """422: a number of ours, or nothing."""
    path = f"/v1/plans/{plan['metadata']['id']}/events"
    for wrong in ("x", "-1", "1.5", "99999999999", "1" * 21, "²"):
        answer = client.get(path, headers=[(b"Last-Event-ID", wrong.encode())])
        assert answer.status_code == 422, wrong


def test_deleting_ends_a_stream(client: httpx.Client) -> None:
    """A stream of a plan that is deleted meanwhile ends, and says so or that it is done."""
    week = {**demo.document("half_marathon_build"), "strength_minutes": 43}
    path = client.post("/v1/plans", json=week).headers["Location"]
    with client.stream("GET", f"{path}/events") as response:
        events = read(response)
        assert next(events).name == "status"
        assert client.delete(path).status_code == 204
        assert list(events)[-1].name == "done"
    assert client.get(path, headers=WAIT).status_code == 404

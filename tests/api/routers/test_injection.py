"""Strangers' texts through the live service: answers say them as written, and nothing is forged in logs."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from api import demo
from tests.report.injection.payloads import PAYLOADS
from tests.report.injection.readers import STEERING
from tests.support.live import Live

#: What no JSON here may hold, however it is written.
_REFUSED = "\x00"
TEXTS = tuple(text for text in PAYLOADS if _REFUSED not in text)
_FEW = TEXTS[::13]


def _week(text: str) -> dict[str, Any]:
    week = demo.document("minimal")
    monday = {"other": {"sport": text[:40], "minutes": 30}}
    return {**week, "name": text, "week": {**week["week"], "mon": monday}}


def _log(live: Live) -> Path:
    return Path(live.settings["STRONGSTRIDE_DATA_DIR"]).parent / "service.log"


def _ask(client: httpx.Client, texts: tuple[str, ...]) -> None:
    """Send texts wherever they may stand, and compare what comes back."""
    items = [{"label": text, "scenario": _week(text)} for text in texts]
    made = client.post("/v1/batches", json={"items": items})
    assert made.status_code == 202, made.text
    batch = made.json()["id"]
    client.post(f"/v1/batches/{batch}/stop")
    told = client.get(f"/v1/batches/{batch}/items", params={"limit": 500}).json()["items"]
    assert [item["metadata"]["label"] for item in told] == list(texts)
    first = client.get(f"/v1/plans/{told[0]['metadata']['id']}/input").json()
    assert (first["label"], first["scenario"]["name"]) == (texts[0], texts[0])
    client.delete(f"/v1/batches/{batch}")
    for text in texts:
        valid = client.post("/v1/plans", params={"operation": "validate"}, json=_week(text))
        assert valid.json() == {"valid": True, "name": text}
        exercise = {"exercise": text, "name": text, "sets": 3, "prescription": text}
        plan = {"name": text, "sessions": [{"day": "mon", "place": text, "exercises": [exercise]}]}
        checked = client.post("/v1/plans/check", json={"scenario": _week(text), "plan": plan})
        assert checked.status_code == 200, checked.text
        assert any(repr(text) in one["message"] for one in checked.json()["findings"])
        _refused(client.get(f"/v1/plans/{quote(text, safe='')}"), (404, 422))
        _refused(client.post("/v1/plans", json={**_week("x"), text: 1, "equipment": [text]}), (422,))
        _refused(client.get("/v1/plans", params={"cursor": text}), (422,))


def _refused(answer: httpx.Response, statuses: tuple[int, ...]) -> None:
    """Assert that an answer is a problem whose words hold nothing that steers."""
    assert answer.status_code in statuses, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.content) < 8192
    assert not STEERING.search(answer.json()["detail"])


def _look_at_log(live: Live, since: int) -> None:
    """Every line is one record of ours, without anything that was sent in a body."""
    lines = _log(live).read_bytes()[since:].decode("ascii").splitlines()
    assert lines
    for line in lines:
        record = json.loads(line)
        assert {"event", "level", "timestamp"} <= set(record), line
        assert record["event"] != "forged"
        assert "/C calc" not in json.dumps({name: one for name, one in record.items() if name != "path"})


def _through(client: httpx.Client, live: Live, texts: tuple[str, ...]) -> None:
    since = _log(live).stat().st_size
    _ask(client, texts)
    _look_at_log(live, since)


def test_some_texts(client: httpx.Client, live: Live) -> None:
    """A few of each kind, every day."""
    _through(client, live, _FEW)


@pytest.mark.slow
def test_all_texts(client: httpx.Client, live: Live) -> None:
    """All three hundred."""
    _through(client, live, TEXTS)


def test_nul_is_refused(client: httpx.Client) -> None:
    """A text that would end where C ends it is no text."""
    for text in PAYLOADS:
        if _REFUSED in text:
            _refused(client.post("/v1/plans", json=_week(text)), (400,))

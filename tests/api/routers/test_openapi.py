"""openapi.json: committed, stable, complete, and its examples really solve."""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api import openapi
from tests.support.live import WAIT

DOCUMENT: dict[str, Any] = json.loads(openapi.FILE.read_text(encoding="utf-8"))
METHODS = ("get", "post", "delete")


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, found in DOCUMENT["paths"].items():
        for method in found.keys() & set(METHODS):
            yield method, path, found[method]


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for one in node:
            yield from references(one)


def test_what_is_committed_is_what_is_served(client: httpx.Client) -> None:
    """The file is up to date, and the same whatever the settings are."""
    assert openapi.main(["--check"]) == 0, "run `make openapi`"
    assert client.get("/openapi.json").json() == DOCUMENT


def test_a_stale_file_is_reported(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """--check fails, and --write mends it."""
    monkeypatch.setattr(openapi, "FILE", tmp_path / "openapi.json")
    assert openapi.main(["--check"]) == 1
    assert "make openapi" in capsys.readouterr().err
    assert openapi.main(["--write"]) == openapi.main(["--check"]) == 0


def test_operations_are_named_once() -> None:
    """Generated clients call their functions after the ids: unique, in snake_case, described."""
    names = [operation["operationId"] for _, _, operation in operations()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)+", name) for name in names)
    assert all(operation["description"] for _, _, operation in operations())


def test_what_comes_of_keys_is_said_where_keys_are_asked_for() -> None:
    """Health checks need no key and are not counted; everything else says what a missing key gets."""
    for _, path, operation in operations():
        told = operation["responses"].keys() & {"401", "429"}
        assert told == ({"401", "429"} if path.startswith("/v1/") else set()), path


def test_every_reference_leads_somewhere() -> None:
    """No component is missing, and none lies about unused but those that a media type cannot name."""
    components = {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]}
    found = set(references(DOCUMENT))
    assert found <= components
    assert components - found == {"#/components/schemas/BatchItem"} - found


def test_a_scenario_is_described_once() -> None:
    """One component, whether it comes or goes."""
    names = [name for name in DOCUMENT["components"]["schemas"] if "Scenario" in name]
    assert names == ["Scenario", "ScenarioList", "ScenarioSummary"]


def examples() -> Iterator[Any]:
    for method, path, operation in operations():
        for media, content in operation.get("requestBody", {}).get("content", {}).items():
            for name, example in content.get("examples", {}).items():
                yield pytest.param(method, path, media, example["value"], id=f"{path} {media} {name}")


def test_every_body_has_an_example() -> None:
    """Whoever opens the documentation can try every operation."""
    for _, path, operation in operations():
        for media, content in operation.get("requestBody", {}).get("content", {}).items():
            assert content.get("examples"), (path, media)


@pytest.mark.parametrize(("method", "path", "media", "value"), list(examples()))
def test_examples_really_solve(
    client: httpx.Client, plan: dict[str, Any], method: str, path: str, media: str, value: Any
) -> None:
    """Sent as they are, they are answered: plans are solved, wishes priced, batches completed."""
    body = value if isinstance(value, str) else json.dumps(value)
    url = path.replace("{plan_id}", plan["metadata"]["id"])
    answer = client.request(method, url, content=body, headers={"Content-Type": media, **WAIT})
    assert answer.status_code in (200, 202), answer.text
    location = answer.headers.get("Location")
    if location is None:
        return
    if not location.startswith(("/v1/batches", "/v1/sweeps")):
        assert answer.json()["metadata"]["status"] == "completed"
        return
    items = client.get(f"{location}/items").json()["items"]
    ids = [one["metadata"]["id"] for one in items]
    done = [client.get(f"/v1/plans/{one}", headers=WAIT).json() for one in ids]
    assert done and all(one["metadata"]["outcome"] == "optimal" for one in done)


def test_the_documentation_works_offline(client: httpx.Client) -> None:
    """The page and its start script load nothing from elsewhere, and all that they load is there."""
    page, start = client.get("/docs").text, client.get("/docs/start.js").text
    assert "://" not in page and "://" not in start
    assert '"/openapi.json"' in start
    loaded = re.findall(r'(?:src|href)="(/[^"]+)"', page)
    assert len(loaded) == 3
    for path in loaded:
        assert client.get(path).status_code == 200
    policy = client.get("/docs").headers["Content-Security-Policy"]
    assert "http" not in policy and "default-src 'none'" in policy

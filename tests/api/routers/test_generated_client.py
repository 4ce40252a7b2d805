"""A client that a well-known generator makes of openapi.json works against the service."""

import io
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from api import demo, openapi
from tests.support.live import OWNER, Live
from tests.support.pools import PATIENCE

PACKAGE = "strongstride_client"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a package that was just generated, without a single warning."""
    folder = tmp_path_factory.mktemp("client")
    tools = Path(sys.executable).parent
    command = [str(tools / "openapi-python-client"), "generate", "--meta", "none", "--fail-on-warning"]
    command += ["--path", str(openapi.FILE), "--config", str(openapi.FILE.with_name("client.yaml"))]
    command += ["--output-path", str(folder / PACKAGE)]
    # It formats what it writes with ruff, if that is on the path.
    made = subprocess.run(
        command, env={"PATH": str(tools)}, capture_output=True, encoding="utf-8", cwd=folder
    )
    assert made.returncode == 0, made.stdout + made.stderr
    assert "warning" not in (made.stdout + made.stderr).lower()
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield PACKAGE


@pytest.fixture(scope="module")
def web(generated: str, live: Live) -> Any:
    """The generated client, with a key."""
    module: Any = import_module(f"{generated}.client")
    return module.AuthenticatedClient(
        base_url=live.url, token=live.keys[OWNER], timeout=PATIENCE * 2, raise_on_unexpected_status=True
    )


def call(operation: str) -> Any:
    """Return the function of an operation."""
    return import_module(f"{PACKAGE}.api.{operation}").sync


def model(name: str) -> Any:
    return getattr(import_module(f"{PACKAGE}.models"), name)


def test_it_plans_follows_asks_and_judges(web: Any) -> None:
    """Submit, wait, events, why-not and check, with typed messages."""
    week = model("Scenario").from_dict({**demo.document("minimal"), "strength_minutes": 24})
    accepted = call("plans.create_plan")(client=web, body=week, idempotency_key="a-client-of-its-own")
    plan_id = accepted.metadata.id
    with web.get_httpx_client().stream("GET", f"/v1/plans/{plan_id}/events") as stream:
        events = [line for line in stream.iter_lines() if line.startswith("event:")]
    assert events[0] == "event: status" and events[-1] == "event: done"
    done = call("plans.get_plan")(plan_id, client=web, prefer="wait=60")
    assert (done.metadata.status, done.metadata.outcome) == ("completed", "optimal")
    assert done.plan.sessions[0].exercises[0].exercise
    wish = model("Wish")(session=False, day="mon")
    answer = call("explanations.ask_why_not")(plan_id, client=web, body=wish, prefer="wait=60").answer
    assert answer.wish and answer.words and answer.plan.sessions
    judged = call("judging.check_plan")(client=web, body=model("CheckRequest")(scenario=week, plan=done.plan))
    assert judged.verdict == "clean"


def test_errors_are_typed_too(web: Any) -> None:
    """What is wrong comes as a problem with pointers."""
    problem = call("plans.get_plan")("nothing", client=web)
    assert (problem.status, problem.code) == (404, "not_found")
    week = model("Scenario").from_dict({"strength_minutes": -1})
    faults = call("plans.create_plan")(client=web, body=week).errors
    assert [fault.pointer for fault in faults] == ["/strength_minutes"]


def test_lines_are_sent_by_it(web: Any) -> None:
    """A batch as lines of JSON."""
    line = (
        b'{"label": "a", "scenario": {"strength_minutes": 30, "week": {"sun": {"run": {"kind": "long"}}}}}\n'
    )
    file = import_module(f"{PACKAGE}.types").File(payload=io.BytesIO(line * 2))
    batch = call("batches.create_batch")(client=web, body=file)
    assert (batch.total, batch.kind) == (2, "batch")

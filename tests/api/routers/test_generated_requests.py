"""Requests that Schemathesis makes up from openapi.json: no server error, nothing that is not described."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from api import demo
from tests.support.live import OWNER, WAIT, Live, serving

ROOT = Path(__file__).parents[3]
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
)
#: So little that the one solver is never stuck.
QUICK = {"deterministic_seconds": 0.02, "wall_seconds": 1, "explanation_factor": 1}


def existing(live: Live, number: int) -> str:
    """Make some plans, questions, batches and sweeps; return their ids as JSON."""
    week = demo.document("minimal")
    with live.client() as client:
        plans = [client.post("/v1/plans", json=week, headers=WAIT).json() for _ in range(number)]
        ids = {"plan_id": [one["metadata"]["id"] for one in plans], "question_id": []}
        for one in ids["plan_id"][: number // 2]:
            asked = client.get(f"/v1/plans/{one}/reasons", headers=WAIT).json()
            ids["question_id"].append(asked["metadata"]["id"])
        for name, body in (("batches", {"items": [{"scenario": week}, {}]}), ("sweeps", {"scenario": week})):
            made = [client.post(f"/v1/{name}", json=body).json() for _ in range(number // 2)]
            ids[name] = [one["id"] for one in made]
    return json.dumps(ids)


def tried(folder: Path, phases: str, examples: int, seed: int) -> int:
    """Let Schemathesis loose on a service of its own; return how many requests it made."""
    with serving(folder, tenants=(OWNER,), requests_per_minute=10**6, **QUICK) as live:
        report = folder / "report.json"
        command = [
            *(str(Path(sys.executable).with_name("schemathesis")), "run", f"{live.url}/openapi.json"),
            *("--header", f"Authorization: Bearer {live.keys[OWNER]}", "--checks", ",".join(CHECKS)),
            *("--phases", phases, "--max-examples", str(examples), "--seed", str(seed)),
            *("--continue-on-failure", "--suppress-health-check", "all", "--request-timeout", "60"),
            *("--report", "json", "--report-json-path", str(report), "--no-color"),
        ]
        environment = {
            **os.environ,
            "SCHEMATHESIS_HOOKS": "tests.support.schemathesis_hooks",
            "STRONGSTRIDE_TEST_IDS": existing(live, max(2, examples)),
            "PYTHONPATH": str(ROOT),
        }
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
        assert '"level": "error"' not in (folder / "service.log").read_text(encoding="utf-8")
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["complete"] and not found["failures"] and not found["errors"]
    assert found["operations"]["tested"] == found["operations"]["total"]
    return int(found["test_cases"]["generated"])


def test_some_generated_requests(tmp_path: Path) -> None:
    """A few made-up requests to every operation are answered as openapi.json says."""
    tried(tmp_path, "fuzzing", 1, 1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_thousands_of_generated_requests(tmp_path: Path, seed: int) -> None:
    """The same for at least 15,000 requests, the edges of every schema among them."""
    assert tried(tmp_path, "examples,coverage,fuzzing", 60, seed) >= 15_000

"""Real questions, answered by children that load the solver."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import solver
from api.solving import perform as performing
from api.solving.errors import ChildDied
from api.solving.pool import SolverPool
from api.solving.question import Question
from tests.support import faulty
from tests.support.pools import PATIENCE, eventually, lives, plan_question, without_timing

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def real_pool() -> Iterator[SolverPool]:
    with SolverPool(1) as pool:
        yield pool


@pytest.mark.parametrize("name", ["half_marathon_build", "impossible_four_vest_days"])
def test_a_plan_is_the_same_as_without_a_child(real_pool: SolverPool, name: str) -> None:
    """Byte for byte, but for the time that it took."""
    question = plan_question(name)
    plan = solver.solve(solver.parse_scenario(question.scenario, format="json"))
    answer = real_pool.run(question)
    mine = plan.model_dump_json(exclude_none=True)
    timing = json.dumps(json.loads(mine)["timing"], separators=(",", ":"))
    other = json.dumps(json.loads(answer.body)["timing"], separators=(",", ":"))
    assert answer.outcome == plan.outcome
    assert answer.body.replace(other, "") == mine.replace(timing, "")


def test_progress_is_told(real_pool: SolverPool) -> None:
    """Each better plan, tier by tier, is told as it is told in this process."""
    told: list[dict[str, object]] = []
    real_pool.run(plan_question("minimal"), tell=told.append)
    assert told and all(event["event"] == "progress" for event in told)
    seconds = [event["seconds"] for event in told]
    assert seconds == sorted(seconds)  # type: ignore[type-var]


def test_a_question_about_a_plan_is_answered(real_pool: SolverPool) -> None:
    """The plan of one answer is the matter of the next question."""
    plan = real_pool.run(plan_question("half_marathon_build"))
    question = plan_question("half_marathon_build")
    reasons = real_pool.run(Question("reasons", question.scenario, {}, plan.body, 30.0, 300.0))
    assert reasons.outcome == "finished" and json.loads(reasons.body)["reasons"]


def test_a_stop_keeps_the_best_plan() -> None:
    """A solve that waits in the middle goes on only to give what it has."""
    stop = threading.Event()
    with SolverPool(1, perform=faulty.hold_at_first_plan, prepare=performing.prepare) as pool:
        answer = pool.run(plan_question("ultra_back_to_back"), tell=lambda event: stop.set(), stop=stop)
    assert answer.outcome == "feasible"
    plan = without_timing(answer.body)
    assert plan["sessions"] and "The search was stopped" in str(plan["notes"])


def test_a_limit_of_memory_holds_for_the_solver() -> None:
    """A plan that needs more than there is ends the child, and the cause is known."""
    with SolverPool(1, memory_mb=100) as pool, pytest.raises(ChildDied) as died:
        pool.run(plan_question("minimal"))
    assert died.value.memory


PARENT = """
import sys, threading
from api.solving.pool import SolverPool
from tests.support import faulty
from tests.support.pools import plan_question

if sys.argv[1] == "plan":
    pool = SolverPool(1)
    pool.start()
    outcome = pool.run(plan_question("two_lines")).outcome
    print(outcome, any(name.split(".")[0] == "ortools" for name in sys.modules), flush=True)
else:
    pool = SolverPool(3, perform=faulty.perform, prepare=None)
    pool.start()
    for what in ("endless_native", "endless_python"):
        threading.Thread(target=pool.run, args=(faulty.ask(what),), daemon=True).start()
    while (pool.figures.busy, pool.figures.free) != (2, 1):
        pass
    pool.run(faulty.ask("echo"))
    print(*pool.pids, flush=True)
    threading.Event().wait()
"""


def parent(what: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PARENT, what],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_parent_never_loads_ortools_and_exits_without_closing() -> None:
    """A process that forgets to close its pool ends all the same, and so do its children."""
    process = parent("plan")
    out, err = process.communicate(timeout=PATIENCE * 2)
    assert (out, err, process.returncode) == ("optimal False\n", "", 0)


def test_children_end_with_a_parent_that_is_killed() -> None:
    """Idle, endless in Python, or in native code that holds Python's lock: all are gone."""
    process = parent("wait")
    assert process.stdout is not None
    pids = [int(pid) for pid in process.stdout.readline().split()]
    assert len(pids) == 3 and all(lives(pid) for pid in pids)
    process.kill()
    process.communicate()
    eventually(lambda: not any(lives(pid) for pid in pids), "the children are gone")

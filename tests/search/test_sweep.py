"""Sweeps: all cores, any executor, a journal, and cells that break."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from solver.domain.sweep import CellResult, Sweep
from solver.scenario.reader import scenario_from
from solver.scenario.sweeps import make_sweep
from solver.search import pool
from solver.search.journal import Journal, JournalError, journal_plans
from solver.search.limits import Limits
from solver.search.sweep import SweepProgress, sweep
from solver.search.worker import Done, Task, work

ROOT = Path(__file__).parents[2]
LIMITS = Limits(5, 60)
SMALL = {
    "format": "little_and_often",
    "sessions": {"max": 1},
    "week": {"mon": {"strength": {"minutes": 12}}},
}


def small(number: int = 4) -> Sweep:
    return make_sweep(scenario_from(SMALL), grid={"week.mon.strength.minutes": list(range(9, 9 + number))})


class Here(Executor):
    """Solves at once, in this process."""

    def __init__(self) -> None:
        self.tasks = 0

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        self.tasks += 1
        future: Future[Done] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def figures(results: list[CellResult]) -> list[dict[str, object]]:
    """Return everything but the time that it took."""
    return [r.model_dump(exclude={"cpu_seconds", "wall_seconds", "plan"}) for r in results]


@pytest.fixture(scope="module")
def unbroken() -> list[CellResult]:
    return sweep(small(), limits=LIMITS, executor=Here())


def test_results_come_in_the_order_of_the_cells(unbroken: list[CellResult]) -> None:
    """Every cell has a result with its figures, without the plan."""
    assert [result.id for result in unbroken] == [cell.id for cell in small().cells]
    assert all(r.status in ("optimal", "infeasible") for r in unbroken)
    assert all(r.plan is None for r in unbroken)


def test_own_processes_give_the_same(unbroken: list[CellResult]) -> None:
    """Two spawned processes find what one here finds."""
    assert figures(sweep(small(), limits=LIMITS, workers=2)) == figures(unbroken)


def test_threads_are_an_executor_too(unbroken: list[CellResult]) -> None:
    """Any executor will do, and progress is told cell by cell."""
    told: list[SweepProgress] = []
    with ThreadPoolExecutor(2) as threads:
        found = sweep(small(), limits=LIMITS, executor=threads, workers=2, on_result=told.append)
    assert figures(found) == figures(unbroken)
    assert [(state.done, state.total) for state in told] == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_journal_is_taken_up_without_solving_twice(tmp_path: Path, unbroken: list[CellResult]) -> None:
    """After an interruption only what is missing is solved, and the frame is the same."""
    journal = tmp_path / "sweep.jsonl"
    first = Here()

    def stop(state: SweepProgress) -> None:
        if state.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sweep(small(), limits=LIMITS, executor=first, workers=1, journal=journal, on_result=stop)
    lines = journal.read_bytes()
    journal.write_bytes(lines + b'{"key": "torn')
    second = Here()
    again = sweep(small(), limits=LIMITS, executor=second, workers=1, journal=journal)
    assert second.tasks == 2
    assert figures(again) == figures(unbroken)
    keys = [json.loads(line)["key"] for line in journal.read_text().splitlines()[1:]]
    assert len(keys) == len(set(keys)) == 4
    assert sum(1 for _ in journal_plans(journal)) == 4


def test_a_journal_of_other_limits_is_refused(tmp_path: Path) -> None:
    """A frame never mixes limits or versions; another file is refused as well."""
    Journal(tmp_path / "a", {"limits": 1}).close()
    with pytest.raises(JournalError, match="other conditions"):
        Journal(tmp_path / "a", {"limits": 2})
    Journal(tmp_path / "a", {"limits": 1}).close()


def test_a_file_that_is_no_journal_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    """A scenario given by mistake for the journal loses nothing."""
    (tmp_path / "b").write_text("week: {}\n")
    with pytest.raises(JournalError, match="not the journal"):
        Journal(tmp_path / "b", {})
    assert (tmp_path / "b").read_text() == "week: {}\n"


def test_a_journal_has_one_writer_at_a_time(tmp_path: Path) -> None:
    """A second sweep is told what to do, touches nothing, and goes on once the first has ended."""
    with Journal(tmp_path / "a", {}) as first:
        first.add("one", {})
        with (tmp_path / "a").open("ab") as half:
            half.write(b'{"key": "hal')
        with pytest.raises(JournalError, match=r"another sweep.*wait .* or choose another file"):
            sweep(small(1), limits=LIMITS, executor=Here(), journal=tmp_path / "a")
        assert (tmp_path / "a").read_bytes().endswith(b'"hal')
    with Journal(tmp_path / "a", {}) as second:
        assert "one" in second and len(second) == 1


HOLDS = """
import sys
from solver.search.journal import Journal
journal = Journal(sys.argv[1], {})
print("held", flush=True)
sys.stdin.read()
"""


def test_a_killed_sweep_leaves_no_lock(tmp_path: Path) -> None:
    """The lock of another process holds while that lives, and ends with it, however it ends."""
    command = [sys.executable, "-c", HOLDS, str(tmp_path / "a")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == b"held\n"
        with pytest.raises(JournalError, match="another sweep"):
            Journal(tmp_path / "a", {})
        other.kill()
        other.wait()
        Journal(tmp_path / "a", {}).close()


def test_equal_requests_are_solved_once() -> None:
    """Two cells that ask for the same share one solve."""
    here = Here()
    cells = make_sweep({"a": scenario_from(SMALL), "b": scenario_from(SMALL)}).cells
    found = sweep(cells, limits=LIMITS, executor=here)
    assert here.tasks == 1 and [r.id for r in found] == ["athlete=a", "athlete=b"]


def test_a_cell_that_is_no_scenario_is_a_row_with_its_reason() -> None:
    """Nothing is dropped: what cannot be solved says why."""
    found = sweep(
        make_sweep(scenario_from(SMALL), grid={"athlete.level": ["beginner", "expert"]}),
        limits=LIMITS,
        executor=Here(),
    )
    assert [r.status for r in found][1] == "invalid" and "expert" in (found[1].reason or "")


def test_a_cell_that_breaks_is_reported_and_not_fatal(
    monkeypatch: pytest.MonkeyPatch, unbroken: list[CellResult]
) -> None:
    """An error of the search becomes the cell's reason; the others are solved."""
    bad = small().cells[1].scenario
    assert bad is not None

    def breaks(task: Task) -> Done:
        if task.scenario == bad.model_dump_json(exclude_unset=True):
            return Done(None, "PlanRejected: the judge disagrees", 0.0, 0.0)
        return work(task)

    monkeypatch.setattr(pool, "work", breaks)
    found = sweep(small(), limits=LIMITS, executor=Here())
    assert found[1].status == "failed" and "judge" in (found[1].reason or "")
    assert figures([found[0], *found[2:]]) == figures([unbroken[0], *unbroken[2:]])


def dies(task: Task) -> Done:
    """Stand for a solver that takes its process down."""
    if '"deadly"' in task.scenario:
        os.kill(os.getpid(), signal.SIGKILL)
    return Done(None, "lives", 0.0, 0.0)


def test_a_process_that_dies_loses_only_its_own_task(monkeypatch: pytest.MonkeyPatch) -> None:
    """The task that kills its process is found and named; all others are done."""
    monkeypatch.setattr(pool, "work", dies)
    tasks: Iterator[tuple[str, Task]] = iter(
        [(name, Task(json.dumps({"name": name}), 1.0, 1.0)) for name in ("a", "deadly", "b", "c")]
    )
    found = {key: done.error or "" for key, done in pool.OwnPool(1).run(tasks)}
    assert set(found) == {"a", "b", "c", "deadly"}
    assert "ended" in found.pop("deadly") and set(found.values()) == {"lives"}


def hangs(task: Task) -> Done:
    """Stand for a solve that ignores its limit, as deaf as code that never returns to Python."""
    if '"endless"' in task.scenario:
        os.kill(os.getpid(), signal.SIGSTOP)
    return Done(None, "lives", 0.0, 0.0)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_solve_that_does_not_end_loses_only_its_own_task(
    monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    """The task that goes on and on is reported, its process ended, and all others are done."""
    monkeypatch.setattr(pool, "work", hangs)
    made: list[ProcessPoolExecutor] = []

    def make(number: int) -> ProcessPoolExecutor:
        made.append(pool.own_pool(number))
        return made[-1]

    # Limits so far apart that only the endless task can be late, however slow the machine is.
    tasks: Iterator[tuple[str, Task]] = iter(
        [(n, Task(json.dumps({"name": n}), 1.0, 3600.0)) for n in "ab"]
        + [("endless", Task('{"name": "endless"}', 1.0, 0.5))]
        + [(n, Task(json.dumps({"name": n}), 1.0, 3600.0)) for n in "cdefg"]
    )
    found = {key: done.error or "" for key, done in pool.OwnPool(workers, make, grace=0.5).run(tasks)}
    assert found.pop("endless") == "it went on for 0.5 s after its limit of 0.5 s, so its process was ended"
    assert found == dict.fromkeys("abcdefg", "lives")
    assert len(made) == 2


def test_a_suspect_that_does_not_end_is_reported_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """One task kills its process and the next hangs when it is tried again alone."""
    monkeypatch.setattr(pool, "work", dies_or_hangs)
    tasks: Iterator[tuple[str, Task]] = iter(
        [
            ("deadly", Task('{"name": "deadly"}', 1.0, 3600.0)),
            ("endless", Task('{"name": "endless"}', 1.0, 0.5)),
            ("a", Task('{"name": "a"}', 1.0, 3600.0)),
        ]
    )
    found = {key: done.error or "" for key, done in pool.OwnPool(1, grace=0.5).run(tasks)}
    assert "the process that solved it ended" in found["deadly"] and "went on" in found["endless"]
    assert found["a"] == "lives"


def dies_or_hangs(task: Task) -> Done:
    return dies(task) if '"deadly"' in task.scenario else hangs(task)


def test_a_pool_that_dies_between_two_tasks_loses_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Handing a task to a pool that is gone is as good as losing it on the way."""
    monkeypatch.setattr(pool, "work", dies)
    made: list[ProcessPoolExecutor] = []

    def make(number: int) -> ProcessPoolExecutor:
        made.append(pool.own_pool(number))
        if len(made) == 1:
            wait([made[0].submit(dies, Task('{"name": "deadly"}', 1.0, 1.0))])
        return made[-1]

    tasks: Iterator[tuple[str, Task]] = iter([("a", Task("{}", 1.0, 3600.0))])
    assert {key: done.error for key, done in pool.OwnPool(1, make).run(tasks)} == {"a": "lives"}


def test_a_broken_scenario_in_a_worker_is_words() -> None:
    """A worker never raises."""
    assert "ValidationError" in (work(Task("{", 1.0, 1.0)).error or "")


KILLED = """
import sys
from pathlib import Path
from solver.search.sweep import sweep
from solver.search.limits import Limits
from tests.search.test_sweep import small
if __name__ == "__main__":
    sweep(small(40), limits=Limits(5, 60), workers=2, journal=Path(sys.argv[1]))
"""


@pytest.mark.slow
def test_killed_in_the_middle_and_resumed(tmp_path: Path) -> None:
    """A sweep killed without warning leaves no process behind, and goes on where it was."""
    script, journal = tmp_path / "run.py", tmp_path / "journal"
    script.write_text(KILLED)
    process = subprocess.Popen([sys.executable, script, journal], env={**os.environ, "PYTHONPATH": str(ROOT)})
    while not journal.exists() or journal.read_bytes().count(b"\n") < 10:
        time.sleep(0.02)
    process.kill()
    process.wait()
    time.sleep(2.5)
    done = journal.read_bytes().count(b"\n") - 1
    here = Here()
    found = sweep(small(40), limits=LIMITS, executor=here, journal=journal)
    assert 9 <= done < 40 and here.tasks == 40 - done
    assert figures(found) == figures(sweep(small(40), limits=LIMITS, executor=Here()))


@pytest.mark.slow
def test_a_cluster_is_an_executor(unbroken: list[CellResult]) -> None:
    """A Dask cluster's executor is the way beyond one machine."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        found = sweep(small(), limits=LIMITS, executor=client.get_executor(), workers=2)
    assert figures(found) == figures(unbroken)

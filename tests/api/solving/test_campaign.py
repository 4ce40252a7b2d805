"""The long campaign: many deaths of every kind beside a neighbour that plans, and what guards do."""

import resource
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import TimeoutError as Late
from pathlib import Path

import pytest

import solver
from api.solving import perform as performing
from api.solving.errors import ChildDied, ChildOverran, PoolClosed
from api.solving.pool import SolverPool
from api.solving.process import SolverProcess
from api.solving.question import Question
from tests.support import faulty
from tests.support.faulty import ask
from tests.support.pools import (
    PATIENCE,
    SHORT,
    Asking,
    all_free,
    eventually,
    faulty_pool,
    open_files,
    plan_question,
    without_timing,
    zombies,
)

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
#: What is asked how often, and what comes of it.
CAMPAIGN = (
    [(ask("segfault"), "SIGSEGV")] * 50
    + [(ask("abort"), "SIGABRT")] * 50
    + [(ask("hog"), "memory"), (ask("native_hog"), "memory")] * 10
    + [
        (ask("endless_python", wall_seconds=0.5), "overran"),
        (ask("endless_native", wall_seconds=0.5), "overran"),
    ]
    * 10
)
NEIGHBOURS = ("half_marathon_build", "minimal", "impossible_four_vest_days", "marathon_vest_hard_days")


class Neighbour(threading.Thread):
    """Asks for plans all the time, and compares them with those made in this process."""

    def __init__(self, pool: SolverPool) -> None:
        super().__init__(daemon=True)
        self._pool = pool
        self.enough = threading.Event()
        self.right = 0
        self.wrong: list[str] = []
        self._expected = {name: self._here(name) for name in NEIGHBOURS}

    @staticmethod
    def _here(name: str) -> dict[str, object]:
        scenario = solver.parse_scenario(plan_question(name).scenario, format="json")
        return without_timing(solver.solve(scenario).model_dump_json(exclude_none=True))

    def run(self) -> None:
        while not self.enough.is_set():
            for name, expected in self._expected.items():
                try:
                    same = without_timing(self._pool.run(plan_question(name)).body) == expected
                except Exception as error:
                    self.wrong.append(f"{name}: {error!r}")
                else:
                    self.right += same
                    self.wrong += [] if same else [f"{name}: another plan"]


def fate(pool: SolverPool, question: Question) -> str:
    """Ask, and say in a word what came of it."""
    try:
        pool.run(question)
    except ChildDied as died:
        return "memory" if died.memory else died.ended_by
    except ChildOverran:
        return "overran"
    return "answered"


def test_deaths_of_every_kind(capsys: pytest.CaptureFixture[str]) -> None:
    """Each is told for what it is, every neighbour's plan is right, and nothing is left behind."""
    fates: Counter[tuple[str, str]] = Counter()
    began, cpu = time.monotonic(), time.process_time()
    with SolverPool(
        2, perform=faulty.perform_or_plan, prepare=performing.prepare, memory_mb=400, grace=SHORT
    ) as pool:
        neighbour = Neighbour(pool)
        all_free(pool)
        files, peak = open_files(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        neighbour.start()
        for question, expected in CAMPAIGN:
            fates[expected, fate(pool, question)] += 1
        neighbour.enough.set()
        neighbour.join()
        all_free(pool)
        figures = pool.figures
        left = open_files() - files, zombies()
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak) // 1024
    with capsys.disabled():
        print(f"\n{len(CAMPAIGN)} faults in {time.monotonic() - began:.0f} s:")
        for (expected, came), number in sorted(fates.items()):
            print(f"  {expected}: {number} told as {came}")
        print(f"  neighbours: {neighbour.right} plans right, {len(neighbour.wrong)} wrong")
        print(f"  files left open {left[0]}, zombies {len(left[1])}, parent grown by {grown} MB,")
        print(f"  CPU of the parent {time.process_time() - cpu:.1f} s, its own solves included")
        print(f"  {figures}")
    assert all(expected == came for expected, came in fates)
    assert neighbour.wrong == [] and neighbour.right > 0
    assert left == (0, [])
    assert (figures.died, figures.overran) == (120, 20)


def test_what_the_parent_costs(capsys: pytest.CaptureFixture[str]) -> None:
    """CPU of the parent per question, shown and not judged: machines differ."""
    with SolverPool(1, perform=faulty.perform_or_plan, prepare=performing.prepare) as pool:
        stop = threading.Event()
        for what, question, number in (
            ("nothing to do", ask("echo", "x" * 10_000), 200),
            ("a plan", plan_question("half_marathon_build"), 20),
        ):
            pool.run(question)
            walls: list[float] = []
            cpu = time.process_time()
            for _ in range(number):
                began = time.monotonic()
                pool.run(question, tell=lambda event: None, stop=stop)
                walls.append(time.monotonic() - began)
            middle = statistics.median(walls) * 1000
            each = (time.process_time() - cpu) / number * 1000
            with capsys.disabled():
                print(f"\n{what}: {each:.2f} ms of CPU here, {middle:.1f} ms until the answer")


def test_how_long_a_stop_takes(capsys: pytest.CaptureFixture[str]) -> None:
    """From the wish to the best plan, 50 times, in the middle of real solves; shown, not judged."""
    walls = []
    with SolverPool(1) as pool:
        for _ in range(50):
            stop = threading.Event()
            asked: list[float] = []

            def first(event: object, stop: threading.Event = stop, asked: list[float] = asked) -> None:
                if not asked:
                    asked.append(time.monotonic())
                    stop.set()

            pool.run(plan_question("ultra_back_to_back"), tell=first, stop=stop)
            walls.append(time.monotonic() - asked[0])
    with capsys.disabled():
        print(f"\na stop: median {statistics.median(walls):.3f} s, longest of 50 {max(walls):.3f} s")


@pytest.mark.parametrize("what", ["endless_python", "endless_native"])
def test_without_the_watchdog_the_endless_do_not_end(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """Negative control: it is the watchdog that ends them."""
    with monkeypatch.context() as patch, faulty_pool(1, grace=SHORT) as pool:
        patch.setattr(SolverProcess, "watch", lambda self, now: None)
        asking = Asking(pool)
        future = asking.ask(ask(what, wall_seconds=0.2))
        with pytest.raises(Late):
            future.result(5)
        pool.close()
        with pytest.raises(PoolClosed):
            future.result(PATIENCE)
        asking.end()


def test_without_a_limit_memory_is_taken() -> None:
    """Negative control: it is the limit that ends a hog."""
    with faulty_pool(1, memory_mb=4000) as pool:
        assert pool.run(ask("take", "500")).body == "500"
    with faulty_pool(1, memory_mb=300) as pool, pytest.raises(ChildDied):
        pool.run(ask("take", "500"))


@pytest.mark.parametrize("what", ["segfault", "abort"])
def test_without_a_child_the_process_dies(what: str) -> None:
    """Negative control: these faults do take down whoever runs them."""
    code = f"from tests.support.faulty import *; perform(ask({what!r}), print, None)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode < 0


def test_closing_again_and_again_leaves_nothing() -> None:
    """Pools that are closed at any moment of their start, or at work, leave no process and no file."""
    files = open_files()
    for number in range(40):
        with faulty_pool(2) as pool:
            asking = Asking(pool)
            future = asking.ask(ask("endless_python"))
            time.sleep(number * 0.01)
        with pytest.raises(PoolClosed):
            future.result(PATIENCE)
        asking.end()
        assert zombies() == []
    eventually(lambda: open_files() <= files, "files are closed")

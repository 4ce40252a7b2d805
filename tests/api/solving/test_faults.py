"""What a child may do to its parent and its neighbours: nothing."""

import os
import signal
import threading

import psutil
import pytest

from api.solving.errors import ChildDied, ChildOverran, PerformFailed
from api.solving.pool import SolverPool
from api.solving.question import Question
from solver import Refusal, ScenarioError
from tests.support.faulty import SECRET, ask
from tests.support.pools import Asking, all_free, eventually, exists, open_files, zombies

DEADLY = {
    "segfault": (ask("segfault"), -signal.SIGSEGV, False),
    "segfault signal": (ask("signal", "SIGSEGV"), -signal.SIGSEGV, False),
    "abort": (ask("abort"), -signal.SIGABRT, False),
    "exit": (ask("exit", "3"), 3, False),
    "memory in Python": (ask("hog"), 86, True),
    "memory in C++": (ask("native_hog"), -signal.SIGABRT, True),
    "the system's killer": (ask("signal", "SIGKILL"), -signal.SIGKILL, True),
}


@pytest.mark.parametrize(("question", "code", "memory"), DEADLY.values(), ids=DEADLY.keys())
def test_a_child_that_dies_is_told_and_its_neighbour_goes_on(
    asking: Asking, question: Question, code: int, memory: bool
) -> None:
    """The caller hears how it died; the other child answers as if nothing had happened."""
    stop = threading.Event()
    neighbour, event = asking.begun(ask("until_stopped"), stop=stop)
    with pytest.raises(ChildDied) as died:
        asking.pool.run(question)
    assert (died.value.exit_code, died.value.memory) == (code, memory)
    stop.set()
    assert neighbour.result().body == "the best so far"
    assert event["pid"] in asking.pool.pids
    assert asking.pool.run(ask("echo", "well")).body == "well"


def test_the_place_of_a_crash_is_told(pool: SolverPool) -> None:
    """Where it was is known, in names of files and lines only."""
    with pytest.raises(ChildDied, match=r"SIGSEGV.* at .*support/faulty\.py:\d+"):
        pool.run(ask("segfault"))


@pytest.mark.parametrize("what", ["endless_python", "endless_native"])
def test_an_endless_child_is_ended_at_its_limit(asking: Asking, what: str) -> None:
    """Neither catching everything nor holding Python's lock with signals blocked helps it."""
    stop = threading.Event()
    neighbour, _ = asking.begun(ask("until_stopped"), stop=stop)
    before = asking.pool.pids
    with pytest.raises(ChildOverran) as overran:
        asking.pool.run(ask(what, wall_seconds=0.2))
    assert not overran.value.stopped
    all_gone = [pid for pid in before if not exists(pid)]
    assert len(all_gone) == 1
    stop.set()
    assert neighbour.result().body == "the best so far"


def test_where_it_hung_is_told(pool: SolverPool) -> None:
    """A child that can still be reached says what it was doing."""
    with pytest.raises(ChildOverran, match=r"ignored its time limit.* at .*support/faulty\.py:\d+"):
        pool.run(ask("endless_python", wall_seconds=0.2))


def test_a_child_that_ignores_a_stop_is_ended(asking: Asking) -> None:
    """A limit far away does not keep it."""
    stop = threading.Event()
    future, _ = asking.begun(ask("endless_python"), stop=stop)
    stop.set()
    with pytest.raises(ChildOverran, match="the wish to stop"):
        future.result()


def test_a_child_killed_while_it_works_is_told(asking: Asking) -> None:
    """A kill from outside looks like the system's answer to a lack of memory."""
    future, event = asking.begun(ask("endless_python"))
    os.kill(event["pid"], signal.SIGKILL)
    with pytest.raises(ChildDied) as died:
        future.result()
    assert died.value.ended_by == "SIGKILL"


def test_children_killed_while_idle_are_replaced(pool: SolverPool) -> None:
    """Nobody asks them, so nobody hears of it; the next question is answered."""
    before = pool.pids
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert pool.run(ask("echo", "well")).body == "well"
    all_free(pool)
    assert not set(before) & set(pool.pids)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_for_the_whole_group_are_left_to_the_parent(asking: Asking, number: signal.Signals) -> None:
    """Ctrl-C and a service manager's SIGTERM do not end a child: its parent decides."""
    stop = threading.Event()
    future, event = asking.begun(ask("until_stopped"), stop=stop)
    os.kill(event["pid"], number)
    stop.set()
    assert future.result().body == "the best so far"


def test_an_error_is_told_without_its_words(pool: SolverPool) -> None:
    """The words of an error may quote the scenario; its class and place do not."""
    with pytest.raises(PerformFailed) as failed:
        pool.run(ask("raise", "knee pain"))
    assert failed.value.kind == "ValueError"
    assert "support/faulty.py:" in failed.value.message
    assert SECRET not in str(failed.value) and "knee" not in str(failed.value)
    assert failed.value.__cause__ is None and failed.value.__context__ is None


def test_an_event_that_is_no_json_is_an_error_of_the_performer(pool: SolverPool) -> None:
    """Nothing half written reaches the parent."""
    with pytest.raises(PerformFailed, match="TypeError"):
        pool.run(ask("bad_event"))


def test_problems_of_a_scenario_cross(pool: SolverPool) -> None:
    """They are the same as without a child, and the child lives on."""
    before = pool.pids
    with pytest.raises(ScenarioError) as problems:
        pool.run(ask("problems"))
    assert type(problems.value) is ScenarioError
    assert [problem.pointer for problem in problems.value.problems] == ["/athlete/level"]
    with pytest.raises(Refusal, match="see a doctor"):
        pool.run(ask("refusal"))
    assert set(pool.pids) == set(before)


def test_a_child_prints_nothing(pool: SolverPool, capfd: pytest.CaptureFixture[str]) -> None:
    """Not even when it dies: what Python and native code write does not reach the service's output."""
    pool.run(ask("prints"))
    with pytest.raises(ChildDied):
        pool.run(ask("abort"))
    all_free(pool)
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_many_deaths_leave_nothing_behind(pool: SolverPool) -> None:
    """No zombies, no open files, no threads."""

    def state() -> tuple[int, int]:
        return open_files(), threading.active_count()

    before = state()
    # Other tests of this process may keep services running.
    others = {child.pid for child in psutil.Process().children(recursive=True)} - set(pool.pids)
    for _ in range(4):
        with pytest.raises(ChildDied):
            pool.run(ask("abort"))
    all_free(pool)
    assert zombies() == []
    assert eventually(
        lambda: state()[0] <= before[0] and state()[1] <= before[1], "files and threads are gone"
    )
    mine = {child.pid for child in psutil.Process().children(recursive=True)} - others
    assert mine == set(pool.pids)

"""Who gets a child, what comes on the way, and when children are replaced on purpose."""

import threading
import time
from functools import partial
from typing import Any

import psutil
import pytest

from api.solving.errors import Busy, ChildDied, ChildOverran, PerformFailed, PoolClosed, StoppedBeforeStart
from api.solving.pool import SolverPool
from api.solving.process import SolverProcess
from tests.support import faulty
from tests.support.faulty import ask
from tests.support.pools import PATIENCE, Asking, all_free, eventually, exists, faulty_pool


class BothBusy:
    """Both children of a pool at work, until they are let go."""

    def __init__(self, asking: Asking) -> None:
        self.stop = threading.Event()
        self.answers = [asking.begun(ask("until_stopped"), stop=self.stop)[0] for _ in range(2)]

    def let_go(self) -> None:
        self.stop.set()
        for answer in self.answers:
            answer.result(PATIENCE)


@pytest.fixture
def busy(asking: Asking) -> BothBusy:
    return BothBusy(asking)


def test_events_come_in_order_and_all_before_the_answer(pool: SolverPool) -> None:
    """Those that go together keep their order too."""
    told: list[int] = []
    pool.run(ask("count", "1000"), tell=lambda event: told.append(event["number"]))
    assert told == list(range(1000))


def test_events_come_while_it_works(asking: Asking) -> None:
    """An event does not wait for the next one, or for the answer."""
    stop = threading.Event()
    answer, event = asking.begun(ask("until_stopped"), stop=stop)
    assert event["event"] == "pid" and not answer.done()
    stop.set()
    assert answer.result(PATIENCE).outcome == "feasible"


def test_a_broken_tell_is_its_callers_matter(pool: SolverPool) -> None:
    """The error is the caller's; the child, whose answer nobody wants, is replaced."""
    died = pool.figures.died
    with pytest.raises(ZeroDivisionError):
        pool.run(ask("count", "3"), tell=lambda event: print(1 // 0))
    assert pool.run(ask("echo", "well")).body == "well"
    assert pool.figures.died == died


def test_the_urgent_go_first() -> None:
    """Whoever waits is served in the order of asking, the urgent before all others."""
    order: list[str] = []
    with faulty_pool(1) as pool:
        asking = Asking(pool)
        stop = threading.Event()
        asking.begun(ask("until_stopped"), stop=stop)
        asked = []
        for number, name in enumerate(("first", "second", "urgent", "third", "urgent too"), 1):
            noted = partial(_note, order, name)
            asked.append(asking.ask(ask("count", "1"), tell=noted, urgent="urgent" in name))
            eventually(lambda number=number: pool.figures.waiting == number, "waits")  # type: ignore[misc]
        stop.set()
        for future in asked:
            future.result(PATIENCE)
        asking.end()
    assert order == ["urgent", "urgent too", "first", "second", "third"]


def _note(order: list[str], name: str, event: dict[str, Any]) -> None:
    order.append(name)


def test_busy_at_once(asking: Asking, busy: BothBusy) -> None:
    """Who cannot wait hears so at once, urgent or not, and leaves no trace in the line."""
    for urgent in (True, False):
        with pytest.raises(Busy):
            asking.pool.run(ask("echo"), urgent=urgent, wait_seconds=0)
    assert asking.pool.figures.waiting == 0
    busy.let_go()


def test_busy_after_waiting(asking: Asking, busy: BothBusy) -> None:
    """Who can wait a little leaves the line afterwards."""
    with pytest.raises(Busy):
        asking.pool.run(ask("echo"), wait_seconds=0.05)
    assert asking.pool.figures.waiting == 0
    busy.let_go()
    assert asking.pool.run(ask("echo", "x"), wait_seconds=PATIENCE).body == "x"


def test_stopped_while_waiting(asking: Asking, busy: BothBusy) -> None:
    """Who does not want any more need not wait for a child."""
    stop = threading.Event()
    future = asking.ask(ask("echo"), stop=stop)
    eventually(lambda: asking.pool.figures.waiting == 1, "waits")
    stop.set()
    with pytest.raises(StoppedBeforeStart):
        future.result(PATIENCE)
    busy.let_go()


def test_a_stop_that_is_broken_stops(asking: Asking) -> None:
    """An error of somebody else's stop does not take the watchdog down."""

    class Broken:
        calls = 0

        def is_set(self) -> bool:
            self.calls += 1
            if self.calls > 2:
                raise OSError("the database is gone")
            return False

    assert asking.pool.run(ask("until_stopped"), stop=Broken()).outcome == "feasible"


def test_figures_say_what_happens(asking: Asking, busy: BothBusy) -> None:
    """Busy, free and waiting are true at any time."""
    waits = asking.ask(ask("echo"))
    eventually(lambda: asking.pool.figures.waiting == 1, "waits")
    figures = asking.pool.figures
    assert (figures.size, figures.busy, figures.free, figures.starting) == (2, 2, 0, 0)
    busy.let_go()
    waits.result(PATIENCE)
    all_free(asking.pool)
    assert asking.pool.figures.busy == 0


def test_children_are_set_up(pool: SolverPool) -> None:
    """A lower priority, a limit of memory, and none of the parent's files."""
    files, nice, limit = map(int, pool.run(ask("files")).body.split())
    assert files < 10
    assert nice >= psutil.Process().nice()
    assert limit == 300


def test_children_do_not_know_the_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """The service's settings, with the database's password, stay with it."""
    monkeypatch.setenv("STRONGSTRIDE_DATABASE_URL", "postgresql://me:secret@there")
    monkeypatch.setenv("OTHER", "handed on")
    with faulty_pool(1) as pool:
        assert pool.run(ask("environment", "STRONGSTRIDE_DATABASE_URL")).body == "not set"
        assert pool.run(ask("environment", "OTHER")).body == "handed on"


def test_an_error_in_the_watchdog_does_not_end_it(
    monkeypatch: pytest.MonkeyPatch, asking: Asking, caplog: pytest.LogCaptureFixture
) -> None:
    """It goes on watching, and says so in the log."""
    watch, failures = SolverProcess.watch, [OSError("out of files")]

    def fails_once(child: SolverProcess, now: float) -> None:
        if failures:
            raise failures.pop()
        watch(child, now)

    monkeypatch.setattr(SolverProcess, "watch", fails_once)
    with pytest.raises(ChildOverran):
        asking.pool.run(ask("endless_python", wall_seconds=0.2))
    assert "goes on" in caplog.text


def test_a_child_is_recycled_after_some_questions() -> None:
    """The next question finds another process; that is no death."""
    with faulty_pool(1, recycle_after=2) as pool:
        pids = [pool.run(ask("pid")).body for _ in range(4)]
        assert pids[0] == pids[1] != pids[2] == pids[3]
        eventually(lambda: not exists(int(pids[0])), "the old one is gone")
        eventually(lambda: pool.figures.recycled == 2, "both are recycled")
        assert pool.figures.died == 0


def test_a_child_is_recycled_when_it_has_become_big() -> None:
    """One that stays small is kept."""
    with faulty_pool(1) as pool:
        pids = [pool.run(ask("big", megabytes)).body for megabytes in ("1", "220", "1")]
        assert pids[0] == pids[1] != pids[2]
        assert (pool.figures.recycled, pool.figures.died) == (1, 0)


def test_children_that_die_at_the_start_are_tried_less_and_less_often() -> None:
    """The pool says how often; callers can give up; closing does not wait."""
    with faulty_pool(1, prepare=faulty.dies) as pool:
        eventually(lambda: pool.figures.failed_starts >= 2, "two starts fail")
        with pytest.raises(Busy):
            pool.run(ask("echo"), wait_seconds=0.05)
        started = pool.figures.started
        pids = pool.pids
        assert len(pids) <= 1 and started <= 5
    assert pool.figures.busy == 0


def test_close_ends_running_solves() -> None:
    """Callers hear that the pool is closed, even from a child that cannot be reached, and soon."""
    pool = faulty_pool(2)
    pool.start()
    asking = Asking(pool)
    all_free(pool)
    pids = pool.pids
    asked = [asking.ask(ask(what)) for what in ("endless_native", "endless_python", "echo")]
    eventually(lambda: pool.figures.waiting == 1, "both are busy and one waits")
    began = time.monotonic()
    pool.close()
    for future in asked:
        with pytest.raises(PoolClosed):
            future.result(PATIENCE)
    assert time.monotonic() - began < PATIENCE
    assert not any(exists(pid) for pid in pids)
    with pytest.raises(PoolClosed):
        pool.run(ask("echo"))
    pool.close()
    asking.end()


def test_errors_do_not_use_up_a_child(pool: SolverPool) -> None:
    """An error raised in a child leaves it as it was."""
    before = set(pool.pids)
    for _ in range(3):
        with pytest.raises(PerformFailed):
            pool.run(ask("raise"))
    assert set(pool.pids) == before


def test_a_question_too_big_for_its_child_is_not_tried_for_ever() -> None:
    """It dies of reading it: reported as any other lack of memory."""
    with faulty_pool(1, memory_mb=120) as pool, pytest.raises(ChildDied) as died:
        pool.run(ask("echo", "x" * 100_000_000))
    assert died.value.memory

"""Performers that do what a solver must not do; they run in solver children.

A question's scenario is a word that says what to do, and perhaps an argument: ``"segfault"``.
"""

import ctypes
import os
import resource
import signal
import time
from collections.abc import Callable
from typing import Any

import solver
from api.solving.perform import perform as solve_it
from api.solving.question import Answer, Question, Stop, Tell

SECRET = "the runner's secret"


def ask(what: str, argument: str = "", wall_seconds: float = 600.0, **parameters: Any) -> Question:
    """Return a question that makes `perform` do something."""
    return Question("plan", f"{what} {argument}", parameters, None, 1.0, wall_seconds)


def perform(question: Question, tell: Tell, stop: Stop) -> Answer:
    """Do what the question's scenario says."""
    what, _, argument = question.scenario.partition(" ")
    return _ACTS[what](argument, tell, stop)


def _echo(argument: str, tell: Tell, stop: Stop) -> Answer:
    return Answer(argument, "finished")


def _sleep(argument: str, tell: Tell, stop: Stop) -> Answer:
    time.sleep(float(argument))
    return Answer(argument, "finished")


def _pid(argument: str, tell: Tell, stop: Stop) -> Answer:
    return Answer(str(os.getpid()), "finished")


def _count(argument: str, tell: Tell, stop: Stop) -> Answer:
    for number in range(int(argument)):
        tell({"event": "step", "number": number})
    return Answer(argument, "finished")


def _until_stopped(argument: str, tell: Tell, stop: Stop) -> Answer:
    tell({"event": "pid", "pid": os.getpid()})
    while not stop.is_set():
        time.sleep(0.01)
    return Answer("the best so far", "feasible")


def _segfault(argument: str, tell: Tell, stop: Stop) -> Answer:
    ctypes.string_at(0)
    raise AssertionError("unreachable")


def _abort(argument: str, tell: Tell, stop: Stop) -> Answer:
    os.abort()


def _signal(argument: str, tell: Tell, stop: Stop) -> Answer:
    os.kill(os.getpid(), signal.Signals[argument])
    return _endless_python(argument, tell, stop)


def _exit(argument: str, tell: Tell, stop: Stop) -> Answer:
    os._exit(int(argument))


def _hog(argument: str, tell: Tell, stop: Stop) -> Answer:
    """Take memory as Python does."""
    kept = []
    while True:
        kept.append(bytearray(1 << 22))


def _take(argument: str, tell: Tell, stop: Stop) -> Answer:
    """Take some MB and give them back."""
    return Answer(str(len(b"x" * (int(argument) << 20)) >> 20), "finished")


def _native_hog(argument: str, tell: Tell, stop: Stop) -> Answer:
    """Take memory as C++ does: operator new throws where nobody catches."""
    new = ctypes.CDLL("libstdc++.so.6")._Znwm
    new.argtypes, new.restype = [ctypes.c_size_t], ctypes.c_void_p
    while True:
        ctypes.memset(new(1 << 22), 1, 1 << 22)


def _big(argument: str, tell: Tell, stop: Stop) -> Answer:
    """Stay resident with some MB more."""
    _KEPT.append(b"x" * (int(argument) << 20))
    return _pid(argument, tell, stop)


def _endless_python(argument: str, tell: Tell, stop: Stop) -> Answer:
    tell({"event": "pid", "pid": os.getpid()})
    while True:
        try:
            while True:
                time.sleep(0.001)
        except BaseException:
            continue


def _endless_native(argument: str, tell: Tell, stop: Stop) -> Answer:
    """Never come back from C, with Python's lock held and all signals blocked that can be."""
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    tell({"event": "pid", "pid": os.getpid()})
    while True:
        ctypes.PyDLL(None).sleep(3600)


def _raise(argument: str, tell: Tell, stop: Stop) -> Answer:
    raise ValueError(f"{SECRET}: {argument}")


def _problems(argument: str, tell: Tell, stop: Stop) -> Answer:
    solver.parse_scenario('{"athlete": {"level": "expert"}}', format="json")
    raise AssertionError("unreachable")


def _refusal(argument: str, tell: Tell, stop: Stop) -> Answer:
    raise solver.Refusal([solver.Problem(pointer="/athlete", message="see a doctor", code="refused")])


def _bad_event(argument: str, tell: Tell, stop: Stop) -> Answer:
    tell({"event": object()})
    raise AssertionError("unreachable")


def _prints(argument: str, tell: Tell, stop: Stop) -> Answer:
    print(SECRET, flush=True)
    os.system(f"echo {SECRET!r}")
    return Answer("", "finished")


def _files(argument: str, tell: Tell, stop: Stop) -> Answer:
    """Tell how many files are open, at which priority, under which limit of data."""
    number = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - one name more or less
    limit = resource.getrlimit(resource.RLIMIT_DATA)[0] >> 20
    return Answer(f"{number} {os.nice(0)} {limit}", "finished")


def _environment(argument: str, tell: Tell, stop: Stop) -> Answer:
    """Tell a variable of the environment."""
    return Answer(os.environ.get(argument, "not set"), "finished")


_KEPT: list[bytes] = []
_ACTS: dict[str, Callable[[str, Tell, Stop], Answer]] = {
    "echo": _echo,
    "sleep": _sleep,
    "pid": _pid,
    "count": _count,
    "until_stopped": _until_stopped,
    "segfault": _segfault,
    "abort": _abort,
    "signal": _signal,
    "exit": _exit,
    "hog": _hog,
    "take": _take,
    "native_hog": _native_hog,
    "big": _big,
    "endless_python": _endless_python,
    "endless_native": _endless_native,
    "raise": _raise,
    "problems": _problems,
    "refusal": _refusal,
    "bad_event": _bad_event,
    "prints": _prints,
    "files": _files,
    "environment": _environment,
}


def perform_or_plan(question: Question, tell: Tell, stop: Stop) -> Answer:
    """Do what the scenario says, or answer the question if it is a real one."""
    really = solve_it if question.scenario.startswith("{") else perform
    return really(question, tell, stop)


def hold_at_first_plan(question: Question, tell: Tell, stop: Stop) -> Answer:
    """Answer a question, but go on after its first progress only when somebody wants it to stop."""

    def hold(event: dict[str, Any]) -> None:
        tell(event)
        while any(tier["value"] is not None for tier in event["tiers"]) and not stop.is_set():
            time.sleep(0.01)

    return solve_it(question, hold, stop)


def dies() -> None:
    """Die while getting ready."""
    os._exit(3)

"""What runs in a solver child: questions in, answers out, until the pipe from the parent ends.

A child prints nothing: Python's own output goes nowhere, since errors and warnings may quote a
scenario. What native code and the fault handler write (places in the code, no values) goes to file
descriptor 2, where the parent reads it when the child has died.
"""

import contextlib
import ctypes
import faulthandler
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import IO, Any

import solver
from api.solving.question import Answer, Perform, Question
from api.solving.talk import Ear, Mouth
from api.solving.wire import EXIT_ENDED, EXIT_MEMORY, Setup, Writer

#: Native code and the fault handler write a few lines, never more than this.
_NOTES_BYTES = 1 << 20
_PR_SET_PDEATHSIG = 1
_MB = 1 << 20


def main() -> None:
    """Work for the parent at the other end of standard input and output; never returns."""
    try:
        _work(*_take_pipes())
    except MemoryError:
        os._exit(EXIT_MEMORY)
    except OSError:
        # Nobody listens any more.
        os._exit(EXIT_ENDED)
    except BaseException as error:
        os.write(2, f"{type(error).__name__} {_place(error)}".encode("ascii", "replace"))
        os._exit(1)


def _work(asked: IO[bytes], mouth: Mouth) -> None:
    setup = Setup.read(asked.readline())
    _behave(setup.nice)
    ear = Ear(asked)
    ear.start()
    mouth.start()
    perform: Perform = _named(setup.perform)
    if setup.prepare is not None:
        _named(setup.prepare)()
    _limit_memory(setup.memory_mb)
    mouth.send("ready")
    while True:
        question, stop = ear.next()
        mouth.send("begun")
        mouth.send(*_worked_out(perform, question, mouth, stop))
        ear.finished()


def _worked_out(perform: Perform, question: Question, mouth: Mouth, stop: threading.Event) -> list[Any]:
    """Return the message with the answer, or with what is wrong."""
    try:
        answer: Answer = perform(question, mouth.tell, stop)
    except MemoryError:
        # What else failed is not known: this process is not to be trusted with another question.
        os._exit(EXIT_MEMORY)
    except solver.ScenarioError as error:
        problems = [problem.model_dump(exclude_none=True) for problem in error.problems]
        return ["problems", problems, isinstance(error, solver.Refusal)]
    except Exception as error:
        return ["failed", type(error).__name__, _place(error)]
    return ["answer", answer.body, answer.outcome, _memory_mb()]


def _take_pipes() -> tuple[IO[bytes], Mouth]:
    """Keep standard input and output for the parent alone."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    sys.stdin = sys.stdout = sys.stderr = Path(os.devnull).open("r+")  # noqa: SIM115 - for good
    faulthandler.enable(2, all_threads=False)
    return asked, Mouth(Writer(answers))


def _behave(nice: int) -> None:
    """Leave signals to the parent, end with it, and let it go first."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    if sys.platform == "linux":
        # The end of the pipe says so too, but not to native code that holds Python's lock.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if hasattr(os, "nice"):
        os.nice(nice)


def _limit_memory(memory_mb: int) -> None:
    """Limit data, which is near to resident memory.

    Address space is not: 670 MB of it were measured where 160 MB are resident and 200 MB are data,
    and the rest grows with the number of threads and cores.
    """
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (memory_mb * _MB, memory_mb * _MB))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_NOTES_BYTES, _NOTES_BYTES))


def _memory_mb() -> int:
    """Return the resident memory; 0 where it is not told."""
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // _MB


def _place(error: BaseException) -> str:
    """Return where an error was raised: the innermost place, and the innermost of our own."""
    frames = traceback.extract_tb(error.__traceback__)
    root = str(Path(__file__).parents[2]) + os.sep
    ours = [frame for frame in frames if frame.filename.startswith(root)]
    places = [*frames[-1:], *ours[-1:]]
    return " < ".join(
        dict.fromkeys("/".join(Path(at.filename).parts[-2:]) + f":{at.lineno}" for at in places)
    )


def _named(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found

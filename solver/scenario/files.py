"""Gets text from files that somebody else may have written."""

import os
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath, PureWindowsPath

from solver.domain.problem import Problem, ScenarioError
from solver.domain.wording import shown
from solver.scenario.document import MAX_BYTES, Place, whole_document_error

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
EXERCISE_SUFFIXES = (".csv", ".yaml", ".yml", ".json")


def read_text(path: str | os.PathLike[str], name: str) -> str:
    """Return the text of a file of at most 1 MiB in UTF-8, with or without a byte order mark.

    Raises
    ------
    ScenarioError
        When there is no such file, it is too large, or it is not text.
    """
    data = _read_bytes(path, name)
    if len(data) > MAX_BYTES:
        raise too_large(name)
    if data.startswith(_UTF16):
        raise _unreadable("the file is in UTF-16", name, "save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        place = Place(name, line, column)
        message = "the file is not text in UTF-8"
        raise whole_document_error(message, "unreadable", place, "save it as UTF-8") from None


def too_large(name: str | None) -> ScenarioError:
    """Return the error of a document beyond the limit."""
    message = f"the document is larger than {MAX_BYTES // 1024} KiB"
    return whole_document_error(message, "too_large", Place(name), "split it, or take out what is not needed")


def _read_bytes(path: str | os.PathLike[str], name: str) -> bytes:
    try:
        file = Path(path)
        if file.is_dir():
            raise _unreadable("this is a folder", name, "name a file in it")
        if file.exists() and not file.is_file():
            raise _unreadable("this is not an ordinary file", name)
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _unreadable("there is no such file", name, _similar_file(path)) from None
    except OSError as error:
        raise _unreadable(f"the file cannot be read: {error.strerror}", name) from None
    except ScenarioError:
        raise
    except ValueError:
        raise _unreadable("this cannot be the name of a file", shown(name)) from None


def _unreadable(message: str, name: str, hint: str | None = None) -> ScenarioError:
    return whole_document_error(message, "unreadable", Place(name), hint)


def _similar_file(path: str | os.PathLike[str]) -> str | None:
    """Point at a file beside the missing one that has nearly its name."""
    folder = Path(path).parent
    try:
        names = sorted(entry.name for entry in folder.iterdir())[:1000]
    except OSError:
        return None
    close = get_close_matches(Path(path).name, names, n=1, cutoff=0.75)
    return f"did you mean {shown(close[0])}?" if close else None


@dataclass(frozen=True, slots=True)
class Reference:
    """A key of a document that names another file, and what that file is."""

    pointer: str
    what: str
    """What the file is, with its article."""
    suffixes: tuple[str, ...]
    where: str = "in the folder of the scenario"


EXERCISES_REFERENCE = Reference("/exercises_file", "a table of exercises", EXERCISE_SUFFIXES)


def beside(scenario_file: str | os.PathLike[str], name: object) -> Path | Problem:
    """Return the exercises' file ``name`` in the folder of a scenario file, or why it is not taken."""
    return inside(Path(scenario_file).parent, name, EXERCISES_REFERENCE)


def inside(folder: Path, name: object, reference: Reference) -> Path | Problem:
    """Return the file ``name`` in ``folder``, or why it is not taken.

    A document may come from somebody else, so it reads nothing outside its own folder: no absolute
    path, no way up, no link that leads out.
    """
    if not isinstance(name, str) or not name:
        return _not_inside(f"{shown(name)} is not the name of a file", name, reference)
    if not name.lower().endswith(reference.suffixes):
        return _not_inside(f"{shown(name)} is not {reference.what}", name, reference)
    windows = PureWindowsPath(name)
    if windows.is_absolute() or windows.drive or windows.root or PurePosixPath(name).is_absolute():
        return _not_inside("the path is absolute", name, reference)
    if ".." in windows.parts:
        return _not_inside("the path leads out of the scenario's folder", name, reference)
    try:
        target = (folder / name).resolve()
        is_inside = target.is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return _not_inside(f"{shown(name)} is not the name of a file", name, reference)
    if is_inside:
        return target
    return _not_inside("the path leads out of the scenario's folder", name, reference)


def _not_inside(message: str, name: object, reference: Reference) -> Problem:
    return Problem(
        pointer=reference.pointer,
        message=message,
        value=shown(name),
        allowed=f"a file ({', '.join(reference.suffixes)}) {reference.where}",
    )

"""The journal of a sweep: one line per finished solve, so that none is done twice.

The first line says what the sweep was solved with; a journal is only taken up again under the same
versions and limits, because a frame must not mix two of them. A line that was cut off by a crash is
dropped and its solve done again. Who writes holds a lock on the file.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from solver.domain.plan import Plan
from solver.search.lock import lock

FORMAT = 1


class JournalError(ValueError):
    """A journal cannot be taken up again."""


class Journal:
    """An append-only file of finished solves, keyed by request hash; one process writes at a time.

    Parameters
    ----------
    path : made when it is missing, else taken up again
    conditions : what every solve in it has in common: versions and limits

    Raises
    ------
    JournalError
        When the file is no journal, one of another version or with other limits, or in use.
    """

    def __init__(self, path: str | os.PathLike[str], conditions: dict[str, Any]) -> None:
        self.path = Path(path)
        self._places: dict[str, int] = {}
        self._head = {"journal": FORMAT, **conditions}
        self._file = self.path.open("a+b")
        try:
            self._begin()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, key: str) -> dict[str, Any]:
        """Return the entry of a finished solve, read from the file."""
        self._file.seek(self._places[key])
        entry: dict[str, Any] = json.loads(self._file.readline())
        return entry

    def add(self, key: str, entry: dict[str, Any]) -> None:
        """Write a finished solve down, for good: the line is on the disk when this returns."""
        self._places[key] = self._append({"key": key, **entry})

    def close(self) -> None:
        """Leave the file to others."""
        self._file.close()

    def _begin(self) -> None:
        # Before anything else: what looks cut off may be a line that somebody is writing.
        if not lock(self._file):
            raise JournalError(
                f"{str(self.path)!r} is being written by another sweep: wait until that has ended, "
                "end it, or choose another file"
            )
        if self._file.seek(0, os.SEEK_END):
            self._take_up()
        else:
            self._append(self._head)

    def _append(self, entry: dict[str, Any]) -> int:
        line = json.dumps(entry, separators=(",", ":"), ensure_ascii=True).encode() + b"\n"
        place = self._file.seek(0, os.SEEK_END)
        self._file.write(line)
        self._file.flush()
        os.fsync(self._file.fileno())
        return place

    def _take_up(self) -> None:
        self._file.seek(0)
        head = _entry(self._file.readline())
        if head is None or head.get("journal") != FORMAT:
            raise JournalError(f"{str(self.path)!r} is not the journal of a sweep: choose another file")
        different = [name for name, value in self._head.items() if head.get(name) != value]
        if different:
            said = ", ".join(
                f"{name} {head.get(name)!r} there, {self._head[name]!r} now" for name in different
            )
            raise JournalError(
                f"{str(self.path)!r} was solved under other conditions ({said}): choose another "
                "file, or solve as before"
            )
        place = self._file.tell()
        while line := self._file.readline():
            entry = _entry(line)
            if entry is None:
                # What a crash left of the last line.
                self._file.truncate(place)
                return
            if isinstance(entry.get("key"), str):
                self._places[entry["key"]] = place
            place += len(line)


def _entry(line: bytes) -> dict[str, Any] | None:
    if not line.endswith(b"\n"):
        return None
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None


def journal_plans(path: str | os.PathLike[str]) -> Iterator[tuple[str, Plan]]:
    """Yield the request hash and the plan of every finished solve in a journal."""
    with Path(path).open("rb") as file:
        for line in file:
            entry = _entry(line)
            if entry and entry.get("plan"):
                yield entry["key"], Plan.model_validate(entry["plan"])

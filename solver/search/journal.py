"""The journal of a sweep: one line per finished solve, so that none is done twice.

The first line says what the sweep was solved with; a journal is only taken up again under the same
versions and limits, because a frame must not mix two of them. A line that was cut off by a crash is
dropped and its solve done again.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from solver.domain.plan import Plan

FORMAT = 1


class JournalError(ValueError):
    """A journal cannot be taken up again."""


class Journal:
    """An append-only file of finished solves, keyed by request hash.

    Parameters
    ----------
    path : made when it is missing, else taken up again
    conditions : what every solve in it has in common: versions and limits

    Raises
    ------
    JournalError
        When the file is no journal, or one of another version or with other limits.
    """

    def __init__(self, path: str | os.PathLike[str], conditions: dict[str, Any]) -> None:
        self.path = Path(path)
        self._places: dict[str, int] = {}
        self._head = {"journal": FORMAT, **conditions}
        if self.path.exists() and self.path.stat().st_size:
            self._take_up()
        else:
            self._append(self._head)

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, key: str) -> dict[str, Any]:
        """Return the entry of a finished solve, read from the file."""
        with self.path.open("rb") as file:
            file.seek(self._places[key])
            entry: dict[str, Any] = json.loads(file.readline())
        return entry

    def add(self, key: str, entry: dict[str, Any]) -> None:
        """Write a finished solve down, for good: the line is on the disk when this returns."""
        self._places[key] = self._append({"key": key, **entry})

    def _append(self, entry: dict[str, Any]) -> int:
        line = json.dumps(entry, separators=(",", ":"), ensure_ascii=True).encode() + b"\n"
        with self.path.open("ab") as file:
            place = file.tell()
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        return place

    def _take_up(self) -> None:
        lines = self._whole_lines()
        head = next(lines, None)
        if head is None or head[1].get("journal") != FORMAT:
            raise JournalError(f"{str(self.path)!r} is not the journal of a sweep: choose another file")
        different = [name for name, value in self._head.items() if head[1].get(name) != value]
        if different:
            said = ", ".join(
                f"{name} {head[1].get(name)!r} there, {self._head[name]!r} now" for name in different
            )
            raise JournalError(
                f"{str(self.path)!r} was solved under other conditions ({said}): choose another "
                "file, or solve as before"
            )
        for place, entry in lines:
            if isinstance(entry.get("key"), str):
                self._places[entry["key"]] = place

    def _whole_lines(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield every line with its place; what a crash left of the last one is cut off."""
        place = 0
        with self.path.open("r+b") as file:
            for line in file:
                entry = _entry(line)
                if entry is None:
                    file.truncate(place)
                    return
                yield place, entry
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

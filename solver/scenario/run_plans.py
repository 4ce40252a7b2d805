"""Reads run plans from a tidy CSV table: one row per run, a column for what it is and how long.

Columns ``plan``, ``week`` (from 1), ``day`` (1 = Monday), ``run_type``; optional ``distance_km``,
``minutes``. Others are ignored. One line that is wrong loses that line and no other.
"""

import csv
import io
import os
from collections.abc import Iterator
from typing import NamedTuple

from solver.domain.base import DAYS
from solver.domain.problem import Problem, ProblemCode, ScenarioError
from solver.domain.run_plan import LoadedRuns, RunPlan
from solver.domain.week import OtherSport, Run, Week
from solver.domain.wording import did_you_mean, shown
from solver.scenario.files import read_text
from solver.scenario.run_types import (
    MOST_A_DAY,
    OTHER_SPORTS,
    REST,
    RUN_KINDS,
    RUN_TYPES,
    STRENGTH,
    day_of,
    with_priorities,
)

PACE_MIN_PER_KM = 6.0
MAX_WEEKS = 104
_NEEDED = ("plan", "week", "day", "run_type")
_LONGEST = {"distance_km": 1000.0, "minutes": 1440.0}

Activities = dict[str, dict[tuple[int, int], list[Run | OtherSport]]]
"""Plan -> (week from 0, day from 0) -> what is done."""


class _Row(NamedTuple):
    file: str
    line: int
    cells: dict[str, str]

    def problem(
        self, column: str, message: str, hint: str | None = None, allowed: str | None = None
    ) -> Problem:
        code: ProblemCode = "not_allowed"
        value = shown(self.cells.get(column, ""))
        return Problem(
            pointer=f"/{column}", message=message, code=code, value=value, hint=hint, allowed=allowed,
            file=self.file, line=self.line,
        )  # fmt: skip


def read_run_plans(path: str | os.PathLike[str], *, pace_min_per_km: float = PACE_MIN_PER_KM) -> LoadedRuns:
    """Read a table of run plans.

    Parameters
    ----------
    path : CSV, UTF-8, at most 1 MiB
    pace_min_per_km : minutes per kilometre for other sport that only has a distance; runs keep
        their distance, and the scenario's own pace turns it into minutes

    Returns
    -------
    LoadedRuns
        The plans in the order of the file, with every line that was not understood.

    Raises
    ------
    ScenarioError
        When it is no such table at all.
    """
    name = os.fspath(path)
    return parse_run_plans(read_text(path, name), file=name, pace_min_per_km=pace_min_per_km)


def parse_run_plans(
    text: str, *, file: str = "run plan", pace_min_per_km: float = PACE_MIN_PER_KM
) -> LoadedRuns:
    """Read a table of run plans from text; as `read_run_plans`."""
    return _Loader(file, pace_min_per_km).load(text)


class _Loader:
    def __init__(self, file: str, pace: float) -> None:
        self._file = file
        self._pace = pace
        self._problems: list[Problem] = []
        self._notes: list[Problem] = []
        self._found: Activities = {}

    def load(self, text: str) -> LoadedRuns:
        for row in self._rows(text):
            self._take(row)
        plans = tuple(RunPlan(id=plan, weeks=self._weeks(plan, days)) for plan, days in self._found.items())
        return LoadedRuns(plans=plans, problems=tuple(self._problems), notes=tuple(self._notes))

    def _rows(self, text: str) -> Iterator[_Row]:
        reader = csv.reader(io.StringIO(text, newline=""))
        header = [cell.strip().casefold() for cell in next(reader, [])]
        if missing := [name for name in _NEEDED if name not in header]:
            message = f"the table has no column {', '.join(missing)}"
            allowed = f"{', '.join(_NEEDED)}; optional: {', '.join(_LONGEST)}"
            raise ScenarioError(
                [
                    Problem(
                        pointer="", message=message, code="missing", allowed=allowed, file=self._file, line=1
                    )
                ]
            )
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    padded = [*cells, *[""] * (len(header) - len(cells))]
                    stripped = (cell.strip() for cell in padded)
                    yield _Row(self._file, reader.line_num, dict(zip(header, stripped, strict=False)))
        except csv.Error as error:
            message = f"the table cannot be read from here on: {error}"
            self._problems.append(
                Problem(pointer="", message=message, code="syntax", file=self._file, line=reader.line_num)
            )

    def _take(self, row: _Row) -> None:
        place = self._place(row)
        activity = self._activity(row)
        if place is None:
            return
        days = self._found.setdefault(row.cells["plan"], {})
        day = days.setdefault(place, [])
        if activity is None:
            return
        if sum(isinstance(there, type(activity)) for there in day) >= MOST_A_DAY:
            self._problems.append(row.problem("run_type", f"more than {MOST_A_DAY} on one day"))
            return
        day.append(activity)

    def _place(self, row: _Row) -> tuple[int, int] | None:
        if not 0 < len(row.cells["plan"]) <= 80:
            self._problems.append(row.problem("plan", "the plan has no name of 1 to 80 characters"))
            return None
        week = self._whole(row, "week", MAX_WEEKS)
        day = self._whole(row, "day", 7, "1 is Monday, 7 Sunday")
        return None if week is None or day is None else (week - 1, day - 1)

    def _whole(self, row: _Row, column: str, most: int, hint: str | None = None) -> int | None:
        text = row.cells[column]
        if text.isascii() and text.isdecimal() and len(text) < 6 and 1 <= int(text) <= most:
            return int(text)
        message = f"{shown(text)} is not a {column}"
        self._problems.append(row.problem(column, message, hint, f"a whole number from 1 to {most}"))
        return None

    def _activity(self, row: _Row) -> Run | OtherSport | None:
        """Return what the row says is done, None for rest and for what is left out."""
        kind = row.cells["run_type"].casefold().replace(" ", "_").replace("-", "_")
        if kind == REST:
            return None
        if kind == STRENGTH:
            self._notes.append(
                row.problem("run_type", "a strength session is left out: planning it is our part")
            )
            return None
        minutes, distance = self._amount(row, "minutes"), self._amount(row, "distance_km")
        if kind in OTHER_SPORTS:
            return OtherSport(sport=OTHER_SPORTS[kind], **self._length(minutes, distance))
        if kind in RUN_KINDS:
            return self._run(row, kind, minutes, distance)
        message = f"{shown(row.cells['run_type'])} is not a kind of run"
        hint = did_you_mean(kind, RUN_TYPES)
        self._problems.append(row.problem("run_type", message, hint, ", ".join(RUN_TYPES)))
        return None

    def _length(self, minutes: float | None, distance: float | None) -> dict[str, int]:
        if minutes is None and distance is not None:
            minutes = distance * self._pace
        return {} if minutes is None else {"minutes": min(1440, round(minutes))}

    def _run(self, row: _Row, kind: str, minutes: float | None, distance: float | None) -> Run:
        said: dict[str, object] = {"kind": RUN_KINDS[kind]}
        if minutes is not None:
            said["minutes"] = round(minutes)
        if distance is not None:
            said["distance_km"] = distance
        if kind == "race" and distance is None:
            message = "a race needs its distance_km: it is taken as a quality run"
            self._problems.append(row.problem("distance_km", message, "write the race's distance"))
            said["kind"] = "quality"
        return Run.model_validate(said)

    def _amount(self, row: _Row, column: str) -> float | None:
        text = row.cells.get(column, "")
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = -1.0
        if 0 < value <= _LONGEST[column]:
            return value
        message = f"{shown(text)} is not an amount, so it counts as unknown"
        self._problems.append(
            row.problem(column, message, None, f"a number above 0, up to {_LONGEST[column]:g}")
        )
        return None

    def _weeks(self, plan: str, days: dict[tuple[int, int], list[Run | OtherSport]]) -> tuple[Week, ...]:
        numbers = {week for week, _ in days}
        last = max(numbers)
        if gaps := [str(week + 1) for week in range(last) if week not in numbers]:
            message = f"{plan!r} has no row for week {', '.join(gaps)}: nothing is run there"
            self._problems.append(Problem(pointer="/week", message=message, code="missing", file=self._file))
        return with_priorities(
            [
                Week(**{name: day_of(days.get((week, at), [])) for at, name in enumerate(DAYS)})
                for week in range(last + 1)
            ]
        )

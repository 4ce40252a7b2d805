"""Files with exercises of the user's own: a CSV table like the shipped one, or a YAML or JSON list."""

import csv
import io
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from solver.catalogue.reader import parse_row
from solver.domain.exercise import Exercise
from solver.domain.problem import Problem, ScenarioError
from solver.domain.wording import did_you_mean, pointer_to, shown
from solver.scenario.document import BROKEN, MAX_NODES, Document, Place, whole_document_error
from solver.scenario.files import read_text
from solver.scenario.findings import findings
from solver.scenario.json_text import read_json
from solver.scenario.messages import worded
from solver.scenario.yaml_text import read_yaml

_FLAGS = ("accessory", "heavy_eccentric", "in_source_text", "is_power")
_FLAG_WORDS = ("0", "1", "false", "true", "no", "yes", "")
_AROUND_SIGNS = re.compile(r"\s*([|+:])\s*")
_TEXT_COLUMNS = ("name", "source_text_name")
_MAX_ROWS = MAX_NODES // len(Exercise.model_fields)


def read_exercises(path: str | os.PathLike[str], name: str, first: int = 0) -> Document:
    """Read a file of exercises as a list, the entries of which count from ``first``.

    Parameters
    ----------
    path : the file; its suffix says what it is
    name : what messages call it
    first : place of its first exercise in the scenario's ``exercises``

    Raises
    ------
    ScenarioError
        When the file cannot be read at all.
    """
    text = read_text(path, name)
    if Path(path).suffix.lower() == ".csv":
        return _Table(text, name, first).document()
    reader = read_json if Path(path).suffix.lower() == ".json" else read_yaml
    document = reader(text, name)
    if not isinstance(document.tree, list):
        message = f"{shown(document.tree)} stands where a list of exercises is expected"
        raise whole_document_error(message, "not_allowed", Place(name, 1, 1), "start each with '- id: ...'")
    return _moved(document, first)


def _moved(document: Document, first: int) -> Document:
    """Return the document with its entries under ``/exercises``, counted from ``first``."""

    def moved(pointer: str) -> str:
        head, _, rest = pointer[1:].partition("/")
        index = str(int(head) + first) if head.isdecimal() else head
        return "/exercises" + (f"/{index}" if head else "") + (f"/{rest}" if rest else "")

    return Document(
        document.file,
        document.tree,
        {moved(pointer): place for pointer, place in document.values.items() if pointer},
        {moved(pointer): place for pointer, place in document.keys.items()},
        [one.model_copy(update={"pointer": moved(one.pointer)}) for one in document.problems],
    )


@dataclass
class _Table:
    """A CSV file on its way to a document."""

    text: str
    name: str
    first: int

    def document(self) -> Document:
        self._document = Document(self.name, [])
        rows = self._rows()
        _, header = next(rows, (1, []))
        columns = [cell.strip() for cell in header]
        self._check_header(columns)
        for line, cells in rows:
            self._take(line, columns, cells)
        return self._document

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield every row that is not blank with the line it starts in."""
        lines = csv.reader(io.StringIO(self.text, newline=""), strict=True)
        start, count = 1, 0
        try:
            for cells in lines:
                if any(cell.strip() for cell in cells):
                    count += 1
                    yield start, cells
                start = lines.line_num + 1
                if count > _MAX_ROWS:
                    raise self._stop(f"more than {_MAX_ROWS} rows", start)
        except csv.Error as error:
            raise self._stop(f"this is not a CSV table: {error}", start) from None

    def _stop(self, message: str, line: int, hint: str | None = None) -> ScenarioError:
        return whole_document_error(message, "syntax", Place(self.name, line), hint)

    def _check_header(self, columns: list[str]) -> None:
        """Unknown and missing columns are one problem each, not one for every row."""
        fields = Exercise.model_fields
        if not any(column in fields for column in columns):
            semicolons = any(";" in column for column in columns)
            advice = "separate the columns with commas" if semicolons else "start with: id,name,family"
            raise self._stop("the first line does not name the columns of exercises", 1, advice)
        for column in dict.fromkeys(columns):
            if column not in fields:
                hint = did_you_mean(column, fields)
                self._problem(f"no column is called {shown(column)}", 1, "unknown_key", shown(column), hint)
            elif columns.count(column) > 1:
                self._problem(f"two columns are called {shown(column)}", 1, "duplicate_key")
        missing = [name for name, field in fields.items() if field.is_required() and name not in columns]
        for column in missing:
            self._problem(f"the column '{column}' is missing", 1, "missing")
        self._complete = not missing

    def _problem(
        self, message: str, line: int, code: Any, value: str | None = None, hint: str | None = None
    ) -> None:
        self._document.problems.append(
            Problem(
                pointer="/exercises",
                message=message,
                code=code,
                value=value,
                hint=hint,
                file=self.name,
                line=line,
            )
        )

    def _take(self, line: int, columns: list[str], cells: Sequence[str]) -> None:
        index = self.first + len(self._document.tree)
        self._document.values[pointer_to(("exercises", index))] = Place(self.name, line)
        if len(cells) > len(columns):
            self._problem(f"{len(cells)} cells under {len(columns)} columns", line, "syntax", None, _QUOTE)
            self._document.tree.append(BROKEN)
            return
        row = {
            column: _tidy(column, cell)
            for column, cell in zip(columns, cells, strict=False)
            if column in Exercise.model_fields
        }
        self._document.tree.append(self._exercise(row, ("exercises", index)))

    def _exercise(self, row: dict[str, str], path: tuple[str | int, ...]) -> Any:
        """Return the row as plain values, `BROKEN` when some cell is wrong."""
        wrong = [
            Problem(
                pointer=pointer_to((*path, flag)),
                message=f"{shown(row[flag])} is not allowed",
                value=shown(row[flag]),
                allowed="0 or 1",
            )
            for flag in _FLAGS
            if row.get(flag, "").lower() not in _FLAG_WORDS
        ]
        fields = parse_row(row)
        try:
            exercise = Exercise.model_validate(fields)
        except ValidationError as error:
            found = findings(error, fields)
            wrong += worded([one for one in found if self._complete or one.type != "missing"], Exercise, path)
        self._document.problems += map(self._document.located, wrong)
        return BROKEN if wrong or not self._complete else exercise.model_dump(mode="json")


_QUOTE = "put a cell that holds a comma in double quotes"


def _tidy(column: str, cell: str) -> str:
    cell = cell.strip()
    return cell if column in _TEXT_COLUMNS else _AROUND_SIGNS.sub(r"\1", cell)

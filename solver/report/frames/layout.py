"""How a frame is laid out: its columns with dtype, unit and meaning, and frames made to fit."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd

#: pandas' nullable dtypes: a missing figure stays missing, and whole numbers stay whole.
Dtype = Literal["string", "Int64", "Float64", "boolean"]

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_BOOLEANS = {"true": True, "True": True, "false": False, "False": False}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a frame."""

    name: str
    dtype: Dtype
    meaning: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a frame, in order; one row per ``row``.

    Attributes
    ----------
    prefix : columns whose names start with it may stand after the first column, one for each axis
        of a sweep; their dtype follows from what is in them. Empty: there are none.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    prefix: str = ""

    def column(self, name: str) -> Column | None:
        """Return the column called ``name``."""
        return next((column for column in self.columns if column.name == name), None)


def build(layout: Layout, rows: Iterable[Mapping[str, Any]]) -> "pd.DataFrame":
    """Return rows as a frame with exactly the layout's columns and dtypes.

    A text that is empty becomes a missing value, because a CSV file cannot tell the two apart.
    """
    import pandas as pd

    table = list(rows)
    extra = dict.fromkeys(name for row in table for name in row if layout.column(name) is None)
    if stray := [name for name in extra if not (layout.prefix and name.startswith(layout.prefix))]:
        raise ValueError(f"the frame '{layout.name}' has no column {', '.join(map(repr, stray))}")
    first, *rest = layout.columns
    names = [first.name, *extra, *(column.name for column in rest)]
    frame = pd.DataFrame(
        {name: _series(layout.column(name), [row.get(name) for row in table]) for name in names}
    )
    frame.attrs["layout"] = layout.name
    return frame


def _series(column: Column | None, values: list[Any]) -> "pd.Series[Any]":
    import pandas as pd

    if column is None:
        return inferred([None if value is None else label_text(value) for value in values])
    cells = [None if value == "" else value for value in values]
    return pd.Series(cells, dtype=column.dtype)


def label_text(value: object) -> str:
    """Return a coordinate as a CSV file would hold it."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def inferred(texts: list[str | None]) -> "pd.Series[Any]":
    """Return texts as the narrowest of boolean, Int64, Float64 and string that holds all of them.

    The rule looks at the text alone, so that a column read back from CSV is what it was.
    """
    import pandas as pd

    given = [text for text in texts if text]
    cells: list[Any] = [text or None for text in texts]
    if given and all(text in _BOOLEANS for text in given):
        return pd.Series([_BOOLEANS[text] if text else None for text in cells], dtype="boolean")
    if given and all(map(_WHOLE.fullmatch, given)):
        return pd.Series([int(text) if text else None for text in cells], dtype="Int64")
    if given and all(map(_is_number, given)):
        return pd.Series([float(text) if text else None for text in cells], dtype="Float64")
    return pd.Series(cells, dtype="string")


def _is_number(text: str) -> bool:
    """Whether ``text`` is how Python writes a finite number."""
    if _WHOLE.fullmatch(text):
        return True
    try:
        value = float(text)
    except ValueError:
        return False
    return repr(value) == text and value - value == 0


def describe(layout: Layout) -> "pd.DataFrame":
    """Return the documentation of a layout as a frame: column, dtype, unit, meaning."""
    import pandas as pd

    return pd.DataFrame(
        [(c.name, c.dtype, c.unit or None, c.meaning) for c in layout.columns],
        columns=["column", "dtype", "unit", "meaning"],
        dtype="string",
    )

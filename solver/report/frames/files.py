"""Frames to Parquet and CSV and back, without loss."""

import csv
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from solver.report.frames.layout import Layout, inferred
from solver.report.frames.layouts import LAYOUTS
from solver.report.table import FORMULA_STARTS

if TYPE_CHECKING:
    import pandas as pd

_SUFFIXES = (".parquet", ".csv")


def write_frame(frame: "pd.DataFrame", path: str | os.PathLike[str]) -> None:
    """Write a frame; ``.parquet`` or ``.csv`` (UTF-8, comma, header) by the file's suffix.

    A text of a CSV file that a spreadsheet could take for a formula gets an apostrophe in front, which
    `read_frame` takes away.

    Raises
    ------
    ValueError
        When the suffix is another.
    """
    if _suffix(path) == ".parquet":
        frame.to_parquet(path, index=False)
    else:
        safe = frame.rename(columns=_guarded)
        for name in safe.columns[safe.dtypes == "string"]:
            safe[name] = safe[name].map(_guarded, na_action="ignore")
        # The writer quotes line feeds, but not the carriage returns that readers end a row at.
        returns = any("\r" in str(text) for name in safe for text in (name, *safe[name]))
        quoting: Literal[0, 2] = csv.QUOTE_NONNUMERIC if returns else csv.QUOTE_MINIMAL
        safe.to_csv(path, index=False, lineterminator="\n", encoding="utf-8", quoting=quoting)


def read_frame(path: str | os.PathLike[str], layout: Layout | str) -> "pd.DataFrame":
    """Read a frame that `write_frame` wrote: the same rows, columns and dtypes.

    Parameters
    ----------
    path : a ``.parquet`` or ``.csv`` file
    layout : what it holds, or the name of that in `LAYOUTS`

    Raises
    ------
    ValueError
        When the suffix is another, the layout unknown, or the file holds other columns.
    """
    known = _layout(layout)
    frame = _read_parquet(path) if _suffix(path) == ".parquet" else _read_csv(path, known)
    _compare(list(frame.columns), known, path)
    frame.attrs["layout"] = known.name
    return frame


def _is_risky(text: str) -> bool:
    """Whether a text, less the apostrophes before it, could be taken for a formula."""
    return text.lstrip(" '\n").startswith(FORMULA_STARTS)


def _guarded(text: str) -> str:
    return f"'{text}" if _is_risky(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _is_risky(text) else text


def _suffix(path: str | os.PathLike[str]) -> str:
    suffix = Path(path).suffix.lower()
    if suffix not in _SUFFIXES:
        raise ValueError(f"{os.fspath(path)!r}: frames are written to {' or '.join(_SUFFIXES)}")
    return suffix


def _layout(layout: Layout | str) -> Layout:
    if isinstance(layout, Layout):
        return layout
    if layout not in LAYOUTS:
        raise ValueError(f"no frame is called {layout!r}; there are {', '.join(LAYOUTS)}")
    return LAYOUTS[layout]


def _read_parquet(path: str | os.PathLike[str]) -> "pd.DataFrame":
    import pandas as pd

    return pd.read_parquet(path)


def _read_csv(path: str | os.PathLike[str], layout: Layout) -> "pd.DataFrame":
    import pandas as pd

    # Only an empty cell is a missing value: "NA" and "null" are names somebody may have given.
    texts = pd.read_csv(path, dtype="string", keep_default_na=False, na_values=[""], encoding="utf-8")
    texts = texts.rename(columns=_unguarded)
    return pd.DataFrame({str(name): _typed(texts[name], layout) for name in texts.columns})


def _typed(texts: "pd.Series[Any]", layout: Layout) -> "pd.Series[Any]":
    import pandas as pd

    column = layout.column(str(texts.name))
    cells = [None if text is pd.NA else text for text in texts]
    if column is None:
        return inferred([None if text is None else _unguarded(text) for text in cells])
    if column.dtype == "boolean":
        return pd.Series([None if c is None else c == "True" for c in cells], dtype="boolean")
    if column.dtype == "Float64":
        return pd.Series([None if c is None else float(c) for c in cells], dtype="Float64")
    if column.dtype == "Int64":
        return pd.Series([None if c is None else int(c) for c in cells], dtype="Int64")
    return pd.Series([None if text is None else _unguarded(text) for text in cells], dtype="string")


def _compare(names: list[str], layout: Layout, path: str | os.PathLike[str]) -> None:
    fixed = [column.name for column in layout.columns]
    missing = [name for name in fixed if name not in names]
    stray = [n for n in names if n not in fixed and not (layout.prefix and n.startswith(layout.prefix))]
    if missing or stray:
        said = [f"misses {', '.join(missing)}"] if missing else []
        said += [f"has {', '.join(stray)} too many"] if stray else []
        raise ValueError(f"{os.fspath(path)!r} is no frame '{layout.name}': it {' and '.join(said)}")

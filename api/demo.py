"""The scenarios that come with the project, as documents that can be posted."""

from functools import cache
from pathlib import Path
from typing import Any

import solver

_HERE = Path(__file__).parent
#: In a wheel they lie beside this file, in a checkout in the folder that everybody knows.
_FOLDERS = (_HERE / "scenarios", _HERE.parent / "scenarios")


@cache
def folder() -> Path:
    """Return the folder with the scenarios.

    Raises
    ------
    FileNotFoundError
        When the installation lacks it.
    """
    for one in _FOLDERS:
        if one.is_dir():
            return one
    raise FileNotFoundError("the scenarios that come with Strongstride are missing")


@cache
def names() -> tuple[str, ...]:
    """Return the names of the scenarios: their paths without the ending."""
    files = [*folder().glob("*.yaml"), *(folder() / "impossible").glob("*.yaml")]
    return tuple(sorted(str(file.relative_to(folder()).with_suffix("")) for file in files))


@cache
def document(name: str) -> dict[str, Any]:
    """Return a scenario as the document that a request carries.

    Raises
    ------
    KeyError
        When there is none of that name.
    """
    if name not in names():
        raise KeyError(name)
    scenario = solver.read_scenario(folder() / f"{name}.yaml")
    found: dict[str, Any] = scenario.model_dump(mode="json", exclude_unset=True)
    return found

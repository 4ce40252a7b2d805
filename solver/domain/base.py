"""What all nouns share: frozen, strict about unknown keys, and the seven days of the week."""

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

DayName = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[DayName, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_WORDS: dict[str, str] = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}


def listed(words: Iterable[str]) -> str:
    """Return ``a, b and c``."""
    *front, last = words
    return f"{', '.join(front)} and {last}" if front else last


def listed_days(days: Iterable[str]) -> str:
    """Return days by their full names, in the order of the week."""
    wanted = set(days)
    return listed(DAY_WORDS[day] for day in DAYS if day in wanted)


class Noun(BaseModel):
    """Base of every noun: immutable, unknown keys are errors, docstrings describe the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

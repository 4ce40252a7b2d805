"""Words for error messages: values cut short, places, and the valid name somebody probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

#: The longest value that a message repeats.
SHOWN_LENGTH = 80
_LONGEST_NAME = 60

#: What runners and coaches call things that have another name here.
_SYNONYMS: dict[str, str] = {
    "tempo": "quality",
    "interval": "quality",
    "intervals": "quality",
    "threshold": "quality",
    "fartlek": "quality",
    "hills": "quality",
    "track": "quality",
    "workout": "quality",
    "jog": "easy",
    "novice": "beginner",
    "expert": "advanced",
    "back": "low_back",
    "length": "minutes",
    "duration": "minutes",
}


_TIERS = {
    "sessions": "number of sessions",
    "patterns": "kinds of movement",
    "placement": "choice of days",
    "coverage and balance": "variety and balance",
    "dose": "amount of training",
    "familiarity": "few and familiar exercises",
}


def tier_words(name: str) -> str:
    """Return what a tier is about, as a runner would call it."""
    return _TIERS.get(name, name)


def tier_change(name: str, by: int) -> str:
    """Say how much better or worse a tier is: ``Choice of days, 2 weighted points worse``.

    Weighted, because what is listed behind it counts by the weights of its goals and need not add up.
    """
    words = tier_words(name)
    words = f"{words[:1].upper()}{words[1:]}"
    if not by:
        return f"{words}, as good on the whole"
    points = f"{abs(by)} weighted point{'s' * (abs(by) != 1)}"
    return f"{words}, {points} {'worse' if by > 0 else 'better'}"


_MUSCLES = {
    "glute_max": "glutes",
    "glute_med": "hip abductors",
    "abductors": "hip abductors",
    "calves_gastroc": "calves",
    "tibialis_ant": "shins",
    "front_delts": "front shoulders",
    "rear_delts": "rear shoulders",
    "erectors": "back extensors",
    "press": "chest and shoulders",
    "back": "upper back",
    "trunk": "core",
}


def muscle_words(name: str) -> str:
    """Return a muscle or muscle group as a runner would call it."""
    return _MUSCLES.get(name, name.replace("_", " "))


def shown(value: Any) -> str:
    """Return ``value`` as a message may repeat it, in at most 80 characters.

    Text is quoted and escaped, so that nothing in it reaches a terminal or a log raw. What a list
    or a mapping holds is not repeated.
    """
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int):
        return str(value) if value.bit_length() < 200 else "a very large number"
    if isinstance(value, float):
        return repr(value)
    return _kind_of(value)


def _quoted(text: str) -> str:
    quoted = repr(text[:SHOWN_LENGTH])
    if len(text) <= SHOWN_LENGTH and len(quoted) <= SHOWN_LENGTH:
        return quoted
    return quoted[: SHOWN_LENGTH - 4].rstrip("\\") + "...'"


def _kind_of(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    return f"a {type(value).__name__}"[:SHOWN_LENGTH]


def pointer_to(parts: Iterable[str | int]) -> str:
    """Return the JSON pointer of a place; odd characters and long keys are written short."""
    return "".join(f"/{_segment(part)}" for part in parts)


def _segment(part: str | int) -> str:
    text = str(part)
    if len(text) > _LONGEST_NAME or not text.isprintable():
        text = _quoted(text)[1:-1]
    return text.replace("~", "~0").replace("/", "~1")


def nearest(name: object, candidates: Iterable[str]) -> str | None:
    """Return the candidate that ``name`` was probably meant to be, or None.

    Spelling comes first: case, hyphens and spaces, then difflib's likeness; then what other people
    call it.
    """
    if not isinstance(name, str) or len(name) > _LONGEST_NAME:
        return None
    choices = sorted(set(candidates))
    folded = name.strip().casefold().replace("-", "_").replace(" ", "_")
    close = get_close_matches(folded, choices, n=1, cutoff=0.6)
    if close:
        return close[0]
    meant = _SYNONYMS.get(folded)
    return meant if meant in choices else None


def did_you_mean(name: object, candidates: Iterable[str]) -> str | None:
    """Return a hint naming the nearest candidate, or None."""
    found = nearest(name, candidates)
    return f"did you mean '{found}'?" if found else None

"""What a calendar entry is, read from its words: kind of run, other sport, minutes, kilometres."""

import re
from typing import Literal, NamedTuple

from solver.domain.week import RunKind

_KM_PER_MILE = 1.609344

#: Words in an entry -> what it is, the first that is found wins.
_KINDS: tuple[tuple[RunKind, str], ...] = (
    ("race", r"race day|\brace\b(?! pace)|parkrun|time trial"),
    ("quality", r"tempo|interval|threshold|fartlek|hill|track|speed|race pace|repeat|repetition|vo2"),
    ("long", r"long run|long\b"),
    ("recovery", r"recovery|shake ?out"),
    ("easy", r"easy|steady|\bjog|walk[ /-]run|run[ /-]walk|base run|\brun\b|aerobic"),
)  # fmt: skip
_STRENGTH = re.compile(r"strength|\bgym\b|weights|mobility|core session|conditioning")
_REST = re.compile(r"\brest\b|day off")
_SPORTS = re.compile(
    r"(cycl\w*|bik\w*|\bride\b|spin\b|swim\w*|row(?:ing|er)?\b|yoga|pilates|hik\w*|walk\w*|ruck\w*|ski\w*|"
    r"football|soccer|tennis|climb\w*|elliptical|cross[ -]?train\w*|\bcross\b)"
)
_SPORT_NAMES = {"bik": "bike", "cycl": "bike", "ride": "bike", "spin": "bike", "swim": "swim", "hik": "hike",
                "walk": "walk", "ruck": "ruck", "row": "rowing", "cross": "cross-training"}  # fmt: skip
_RUN = re.compile(r"\brun\b|\bjog")

_HOURS = re.compile(r"(\d{1,2})\s*(?:hours?|hrs?|h)(?![a-z])\s*(?:(\d{1,2})\s*(?:m|min)?)?")
_CLOCK = re.compile(r"\b(\d{1,2}):([0-5]\d)(?::[0-5]\d)?\s*(?:h|hours?)\b")
_MINUTES = re.compile(r"(\d{1,3})\s*(?:min|mins|minutes|')(?![a-z/])")
_KILOMETRES = re.compile(r"(?<!\d/)\b(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:km|kilomet\w+|k)\b")
_MILES = re.compile(r"\b(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:mi|mile|miles)\b")
_RACES = (("half", 21.1), ("marathon", 42.2), ("parkrun", 5.0))


class Words(NamedTuple):
    """What an entry says."""

    what: Literal["run", "other", "strength", "rest", "unknown"]
    kind: RunKind | None = None
    sport: str | None = None
    minutes: int | None = None
    distance_km: float | None = None


def read_words(title: str, description: str = "") -> Words:
    """Return what a title, and failing that its description, says of a day.

    The title decides what it is; length and distance may be in either.
    """
    minutes = minutes_in(title) or minutes_in(description)
    distance = kilometres_in(title) or kilometres_in(description)
    for text in (title, description):
        found = _what(text.casefold())
        if found.what != "unknown":
            if found.kind == "race" and distance is None:
                distance = _race_distance(f"{title} {description}".casefold())
            return found._replace(minutes=minutes, distance_km=distance)
    return Words("unknown", minutes=minutes, distance_km=distance)


def _what(text: str) -> Words:
    if _STRENGTH.search(text) and not _RUN.search(text):
        return Words("strength")
    sport = _SPORTS.search(text)
    if sport and not _RUN.search(text):
        word = sport[1]
        return Words(
            "other", sport=next((n for start, n in _SPORT_NAMES.items() if word.startswith(start)), word)
        )
    for kind, pattern in _KINDS:
        if re.search(pattern, text):
            return Words("run", kind=kind)
    return Words("rest") if _REST.search(text) else Words("unknown")


def minutes_in(text: str) -> int | None:
    """Return the minutes a text names: ``1h30``, ``1:30 h``, ``45 min``."""
    text = text.casefold()
    if found := _CLOCK.search(text) or _HOURS.search(text):
        return int(found[1]) * 60 + int(found[2] or 0) or None
    found = _MINUTES.search(text)
    return int(found[1]) or None if found else None


def kilometres_in(text: str) -> float | None:
    """Return the kilometres a text names; miles are converted."""
    text = text.casefold()
    if found := _KILOMETRES.search(text):
        return _amount(found[1])
    found = _MILES.search(text)
    return _amount(found[1], _KM_PER_MILE) if found else None


def _amount(text: str, factor: float = 1.0) -> float | None:
    return round(float(text.replace(",", ".")) * factor, 2) or None


def _race_distance(text: str) -> float | None:
    return next((km for word, km in _RACES if word in text), None)

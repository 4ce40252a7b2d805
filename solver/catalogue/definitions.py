"""What words mean: the few thresholds that several rules and goals share."""

from typing import Annotated

from pydantic import Field

from solver.domain.base import Noun

Points = Annotated[int, Field(ge=0, le=100)]


class Definitions(Noun):
    """Thresholds shared by rules and goals, overridable under ``rules: {definitions: ...}``.

    Minutes, and points of lower-body fatigue (LF). All are engineering defaults.
    """

    vest_minutes: Annotated[int, Field(ge=1, le=1440)] = 10
    """From so many minutes in a weight vest a day is a vest day."""
    long_sport_minutes: Annotated[int, Field(ge=1, le=1440)] = 150
    """From so many minutes other sport weighs like a long run."""
    light_fatigue: Points = 6
    """A session up to this many LF points is light; above it, it is a leg session."""
    older_from_age: Annotated[int, Field(ge=30, le=120)] = 55
    """From this age legs get more room to recover."""


DEFINITIONS_ID = "definitions"
DEFINITIONS_WORDS = "What a vest day, long other sport, a light session and an older athlete are."

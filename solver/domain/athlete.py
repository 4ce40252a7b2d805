"""Who trains: level, age, what is earned, what hurts, what is liked."""

from typing import Annotated, Literal

from pydantic import Field

from solver.domain.base import Noun

Level = Literal["beginner", "intermediate", "advanced"]
LEVELS: tuple[Level, ...] = ("beginner", "intermediate", "advanced")
Severity = Literal["mild", "moderate", "severe"]
Joint = Literal["knee", "hip", "low_back", "ankle", "achilles", "shoulder", "wrist"]
RedFlag = Literal[
    "pregnancy",
    "postpartum",
    "cardiac_condition",
    "chest_pain",
    "fainting",
    "recent_surgery",
    "bone_stress_injury",
    "unexplained_weight_loss",
    "night_pain",
]
Identifier = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9_\-]+$")]
Phase = Annotated[int, Field(ge=0, le=4)]

_DEFAULT_WEEKS: dict[Level, int] = {"beginner": 0, "intermediate": 26, "advanced": 104}


class Athlete(Noun):
    """One runner, as far as strength training needs to know them."""

    level: Level = "beginner"
    """Lifting experience, not running experience."""
    age: Annotated[int, Field(ge=0, le=120)] | None = None
    """Years. Ages 13-17 and from 55 have rules of their own; under 13 is refused."""
    weeks_lifting: Annotated[int, Field(ge=0, le=5200)] | None = None
    """Weeks of regular strength training so far; 0 / 26 / 104 by level when left out."""
    mastered: tuple[Identifier, ...] = ()
    """Exercise ids mastered, added to the default: every form of a level below the athlete's."""
    known: tuple[Identifier, ...] = ()
    """Exercise ids that are not new although they were not in last week's plan."""
    ladder: dict[Identifier, Phase] = Field(default_factory=dict)
    """Exercise or family id -> phase 0-4 of the loading ladder."""
    pain: dict[Joint, Severity] = Field(default_factory=dict)
    """Joint -> how much it hurts when it is loaded."""
    prefer: tuple[Identifier, ...] = ()
    """Exercise or family ids to plan when nothing more important speaks against them."""
    avoid: tuple[Identifier, ...] = ()
    """Exercise or family ids never to plan."""
    red_flags: tuple[RedFlag, ...] = ()
    """Stated conditions that need a clinician first; any of them makes the request be refused."""

    @property
    def weeks(self) -> int:
        """Weeks of lifting, with the default of the level."""
        return _DEFAULT_WEEKS[self.level] if self.weeks_lifting is None else self.weeks_lifting

    @property
    def level_index(self) -> int:
        """0 beginner, 1 intermediate, 2 advanced."""
        return LEVELS.index(self.level)

    @property
    def is_young(self) -> bool:
        """Between 13 and 17 years old."""
        return self.age is not None and 13 <= self.age <= 17

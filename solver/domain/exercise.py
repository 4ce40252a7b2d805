"""One form of an exercise: what it trains, what it needs, what it costs."""

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from solver.domain.athlete import LEVELS, Identifier, Joint, Level
from solver.domain.base import Noun

Category = Literal["lower_compound", "upper_compound", "unilateral", "core", "power"]
Pattern = Literal[
    "squat", "lunge", "step", "hinge", "bridge", "knee_flexion", "calf", "dorsiflexion", "hip_abduction",
    "push_horizontal", "push_vertical", "pull_horizontal", "pull_vertical", "trunk_extension",
    "anti_extension", "anti_rotation", "anti_lateral_flexion", "anti_flexion", "carry",
    "hip_flexion", "drag", "jump",
]  # fmt: skip
CoreFunction = Literal["anti_extension", "anti_rotation", "anti_lateral_flexion", "anti_flexion"]
Muscle = Literal[
    "quads", "hamstrings", "glute_max", "glute_med", "adductors", "calves_gastroc", "soleus",
    "tibialis_ant", "hip_flexors", "erectors", "abs", "obliques", "chest", "front_delts", "triceps",
    "serratus", "lats", "mid_back", "rear_delts", "biceps", "forearms",
]  # fmt: skip
Modality = Literal["bodyweight", "free_weights", "bands", "other"]
DoseUnit = Literal["reps", "seconds", "metres", "contacts"]
RestClass = Literal["heavy", "moderate", "accessory", "core", "power"]
MuscleGroup = Literal[
    "quads", "hamstrings", "glutes", "abductors", "adductors", "calves", "press", "back", "trunk"
]
Movement = Literal["knee", "hip", "push", "pull", "core", "calf"]
PairClass = Literal["leg", "push", "pull", "core", "calf"]

#: Muscle groups that doses are counted for, with their member muscles.
MUSCLE_GROUPS: dict[MuscleGroup, tuple[Muscle, ...]] = {
    "quads": ("quads",),
    "hamstrings": ("hamstrings",),
    "glutes": ("glute_max",),
    "abductors": ("glute_med",),
    "adductors": ("adductors",),
    "calves": ("calves_gastroc", "soleus"),
    "press": ("chest", "front_delts", "triceps"),
    "back": ("lats", "mid_back"),
    "trunk": ("abs", "obliques"),
}
LEG_GROUPS: tuple[MuscleGroup, ...] = ("quads", "hamstrings", "glutes", "calves")
KNEE_PATTERNS: frozenset[Pattern] = frozenset({"squat", "lunge", "step"})
HIP_PATTERNS: frozenset[Pattern] = frozenset({"hinge", "bridge"})
LOWER_MAIN_PATTERNS: frozenset[Pattern] = KNEE_PATTERNS | HIP_PATTERNS
PUSH_PATTERNS: frozenset[Pattern] = frozenset({"push_horizontal", "push_vertical"})
PULL_PATTERNS: frozenset[Pattern] = frozenset({"pull_horizontal", "pull_vertical"})
#: Movements with their patterns; core is a category of its own.
MOVEMENTS: dict[Movement, frozenset[Pattern]] = {
    "knee": KNEE_PATTERNS,
    "hip": HIP_PATTERNS,
    "push": PUSH_PATTERNS,
    "pull": PULL_PATTERNS,
    "core": frozenset(),
    "calf": frozenset({"calf"}),
}
#: The movements of main exercises: what a person remembers of a plan.
MAIN_MOVEMENTS: frozenset[Movement] = frozenset({"knee", "hip", "push", "pull"})

_CORE_CREDITS: frozenset[MuscleGroup] = frozenset({"trunk", "glutes", "abductors", "adductors"})
_PAIR_CLASS: dict[Muscle, PairClass] = {
    "quads": "leg", "hamstrings": "leg", "glute_max": "leg", "glute_med": "leg", "adductors": "leg",
    "calves_gastroc": "calf", "soleus": "calf", "tibialis_ant": "calf",
    "abs": "core", "obliques": "core", "erectors": "core", "hip_flexors": "core",
    "chest": "push", "front_delts": "push", "triceps": "push", "serratus": "push",
    "lats": "pull", "mid_back": "pull", "rear_delts": "pull", "biceps": "pull", "forearms": "pull",
}  # fmt: skip


class Exercise(Noun):
    """One form of an exercise, one row of the catalogue.

    Amounts are per set and per side: repetitions, seconds, metres or ground contacts
    (``dose_unit``). ``sec_per_unit`` and ``setup_s`` are seconds.
    """

    id: Identifier
    name: Annotated[str, Field(min_length=1, max_length=80)]
    family: Identifier
    """Forms of one movement; at most one of them in a session."""
    family_rank: Annotated[int, Field(ge=0, le=20)]
    """Difficulty inside the family; equal ranks are alternatives."""
    category: Category
    accessory: bool = False
    """Accessories count toward the number of exercises, not toward shape, coverage or balance."""
    pattern: Pattern
    core_function: tuple[CoreFunction, ...] = ()
    """What the trunk resists; the exercise counts for the first one."""
    chain: Literal["anterior", "posterior", "both"]
    dominance: Literal["knee", "hip", "both", "none"]
    laterality: Literal["bilateral", "unilateral"]
    equipment_sets: tuple[tuple[Identifier, ...], ...]
    """Alternatives, any one of which suffices; an empty one is bodyweight alone."""
    modality: Modality
    primary_muscles: tuple[Muscle, ...]
    secondary_muscles: tuple[Muscle, ...] = ()
    level: Level
    prerequisite_id: tuple[Identifier, ...] = ()
    """Any one of them mastered earns this form; none means it needs no earning."""
    contraction: Literal["dynamic", "isometric"]
    dose_unit: DoseUnit
    default_sets: Annotated[int, Field(ge=2, le=5)]
    default_amount: Annotated[int, Field(ge=1, le=200)]
    amount_min: Annotated[int, Field(ge=1, le=200)]
    amount_max: Annotated[int, Field(ge=1, le=200)]
    sec_per_unit: Annotated[float, Field(gt=0, le=30, allow_inf_nan=False)]
    setup_s: Annotated[int, Field(ge=0, le=600)]
    rest_class: RestClass
    joint_stress: dict[Joint, Annotated[int, Field(ge=1, le=3)]] = Field(default_factory=dict)
    fatigue_cost: Annotated[int, Field(ge=0, le=3)]
    """Lower-body fatigue points per set."""
    contacts_per_unit: Annotated[int, Field(ge=0, le=5)] = 0
    heavy_eccentric: bool = False
    """Loads long muscles while they lengthen: soreness that lasts two days and more."""
    in_source_text: bool = False
    source_text_name: str = ""
    is_power: bool = False

    @model_validator(mode="after")
    def _dose_in_range(self) -> Self:
        if not self.amount_min <= self.default_amount <= self.amount_max:
            raise ValueError(
                f"default_amount {self.default_amount} lies outside {self.amount_min}-{self.amount_max}"
            )
        if (self.dose_unit == "seconds") != (self.contraction == "isometric"):
            raise ValueError("isometric forms are dosed in seconds, dynamic ones are not")
        if (self.category == "core") != bool(self.core_function):
            raise ValueError("core exercises, and only they, name the core_function they train")
        if set(self.primary_muscles) & set(self.secondary_muscles):
            raise ValueError("a muscle is primary or secondary, not both")
        return self

    @property
    def sides(self) -> int:
        """2 when a set is done on the left and on the right."""
        return 2 if self.laterality == "unilateral" else 1

    @property
    def level_index(self) -> int:
        """0 beginner, 1 intermediate, 2 advanced."""
        return LEVELS.index(self.level)

    @property
    def is_main(self) -> bool:
        """Neither accessory nor core nor explosive: what the ladder and the modality rule speak of."""
        return not self.accessory and self.category != "core" and not self.is_power

    @property
    def is_loaded(self) -> bool:
        """Anything but the runner's own weight."""
        return self.modality != "bodyweight"

    @cached_property
    def movement(self) -> Movement | None:
        """The movement it is an exposure of; None for accessories, explosive and other work."""
        if self.accessory or self.is_power:
            return None
        if self.category == "core":
            return "core"
        return next((what for what, patterns in MOVEMENTS.items() if self.pattern in patterns), None)

    @cached_property
    def half_sets(self) -> dict[MuscleGroup, int]:
        """Half-sets one set credits to each muscle group: 2 primary, 1 secondary.

        Explosive work credits none: a few seconds of hops are not a hard set.
        """
        credit: dict[MuscleGroup, int] = {}
        if self.is_power:
            return credit
        for group, members in MUSCLE_GROUPS.items():
            if self.category == "core" and group not in _CORE_CREDITS:
                continue
            if group == "press" and self.pattern not in PUSH_PATTERNS:
                continue
            if any(muscle in self.primary_muscles for muscle in members):
                credit[group] = 2
            elif any(muscle in self.secondary_muscles for muscle in members):
                credit[group] = 1
        return credit

    @cached_property
    def pair_class(self) -> PairClass | None:
        """What it may alternate with: another class, so that one rests while the other works.

        None when it is done alone: heavy or explosive work, and forms whose primary muscles belong
        to more than one class. Two classes therefore never share a primary muscle.
        """
        if self.rest_class in ("heavy", "power") or self.is_power:
            return None
        classes = {_PAIR_CLASS[muscle] for muscle in self.primary_muscles}
        return classes.pop() if len(classes) == 1 else None

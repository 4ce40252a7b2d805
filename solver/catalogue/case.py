"""The case: one scenario with its catalogue, calendar, parameters and doses worked out.

Everything here is fact that constraint and check may share; no rule is decided here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from solver.catalogue.calendar import Calendar, DayFacts, read_calendar, recovery_days
from solver.catalogue.definitions import DEFINITIONS_ID, Definitions
from solver.catalogue.dose import Dose, prescribe
from solver.catalogue.reader import Catalogue, closed_under_prerequisites, mastered_by_default, merged
from solver.domain.athlete import Athlete, Joint, Severity
from solver.domain.base import DAYS, DayName, Noun
from solver.domain.exercise import Exercise, Movement
from solver.domain.scenario import Scenario

#: severity -> the joint stress from which a form is excluded
_PAINFUL_FROM: dict[Severity, int] = {"mild": 3, "moderate": 2, "severe": 1}
_LANDING_JOINTS: tuple[Joint, ...] = ("knee", "hip", "low_back", "ankle", "achilles")


@dataclass(frozen=True)
class Case:
    """A scenario, ready to be planned for or judged by."""

    scenario: Scenario
    parameters: Mapping[str, Noun]
    """Parameters of every rule and goal and the definitions, by id, overrides applied."""
    yardstick: "Case | None" = None
    """The week whose wishes measure the plans of this one; its own when None.

    A wish that narrows what is possible would else move what goals ask for: with bands only, the
    hardest form that is possible is a band's.
    """

    @property
    def athlete(self) -> Athlete:
        """Who trains."""
        return self.scenario.athlete

    @cached_property
    def definitions(self) -> Definitions:
        """The thresholds that several rules share."""
        found = self.parameters[DEFINITIONS_ID]
        assert isinstance(found, Definitions)
        return found

    @cached_property
    def catalogue(self) -> Catalogue:
        """All exercises by id, sorted, the user's own included."""
        return merged(self.scenario.exercises)

    @cached_property
    def calendar(self) -> Calendar:
        """The facts of the days."""
        return read_calendar(self.scenario, self.definitions)

    @property
    def days(self) -> tuple[DayFacts, ...]:
        """Monday to Sunday."""
        return self.calendar.days

    def day(self, name: DayName) -> DayFacts:
        """Return the facts of the day called ``name``."""
        return self.days[DAYS.index(name)]

    @cached_property
    def mastered(self) -> frozenset[str]:
        """Forms mastered: stated, of a lower level, and whatever comes before those."""
        athlete = self.athlete
        default = mastered_by_default(athlete.level_index, self.catalogue)
        return closed_under_prerequisites({*default, *athlete.mastered}, self.catalogue)

    def is_earned(self, exercise: Exercise) -> bool:
        """Of the athlete's level, with no prerequisite or one that is mastered."""
        if exercise.level_index > self.athlete.level_index:
            return False
        earlier = exercise.prerequisite_id
        return not earlier or any(form in self.mastered for form in earlier)

    def is_new(self, exercise: Exercise) -> bool:
        """Return whether it is loaded and was not in last week's plan; never so when that is unknown."""
        last_week = self.scenario.last_week
        if last_week is None or not exercise.is_loaded:
            return False
        return exercise.id not in last_week and exercise.id not in self.athlete.known

    def pinned(self, day: DayName) -> frozenset[str]:
        """Return the exercises pinned to a day or to any day."""
        pins = self.scenario.pins
        named = [pins.get(day, ()), pins.get("any", ())]
        return frozenset(form for forms in named if isinstance(forms, tuple) for form in forms)

    @cached_property
    def doses(self) -> dict[str, Dose | None]:
        """The athlete's dose of every form; None where no dose suits."""
        return {
            form.id: prescribe(form, self.athlete, self.scenario.format, self.is_new(form))
            for form in self.catalogue.values()
        }

    def has_equipment(self, exercise: Exercise, day: int) -> bool:
        """Whether one of the form's equipment sets is complete at the day's place."""
        there = self.days[day].equipment
        return any(there.issuperset(needed) for needed in exercise.equipment_sets)

    def hurts(self, exercise: Exercise) -> bool:
        """Whether the athlete's pain excludes the form, by joint stress and severity."""
        return any(
            exercise.joint_stress.get(joint, 0) >= _PAINFUL_FROM[severity] for joint, severity in self._pain
        ) or self._hurts_more(exercise)

    @cached_property
    def _pain(self) -> tuple[tuple[Joint, Severity], ...]:
        return tuple((j, s) for j, s in self.athlete.pain.items() if j != "achilles" or s == "severe")

    def _hurts_more(self, exercise: Exercise) -> bool:
        """Return whether it hurts for a reason that joint stress alone does not say.

        Tendons need load: with Achilles pain contacts go first, then the highest stress, and calf
        work stays longest. Explosive work loads the whole leg, wherever it hurts.
        """
        pain = self.athlete.pain
        if exercise.is_power and any(pain.get(joint, "mild") != "mild" for joint in _LANDING_JOINTS):
            return True
        if "achilles" not in pain:
            return False
        stress = exercise.joint_stress.get("achilles", 0)
        return bool(exercise.contacts_per_unit) or (pain["achilles"] != "mild" and stress >= 3)

    def is_possible(self, exercise: Exercise, day: int) -> bool:
        """Earned, with equipment at the day's place, without pain, and of a kind that is wanted."""
        return (
            exercise.id in self._earned
            and self.is_wanted_kind(exercise)
            and self.doses[exercise.id] is not None
            and self.has_equipment(exercise, day)
            and not self.hurts(exercise)
        )

    def is_wanted_kind(self, exercise: Exercise) -> bool:
        """Not weights in the first week of lifting, nor the modality that the policy leaves out."""
        if self.athlete.weeks == 0 and exercise.modality not in ("bodyweight", "bands"):
            return False
        only = self.scenario.policy.modality
        return only not in ("free_weights", "bands") or exercise.modality not in {"free_weights", "bands"} - {
            only
        }

    @cached_property
    def _earned(self) -> frozenset[str]:
        return frozenset(form.id for form in self.catalogue.values() if self.is_earned(form))

    @cached_property
    def _ranks(self) -> tuple[dict[str, tuple[int, ...]], ...]:
        """For each day the ranks of each family's possible forms, highest first."""
        ranks = []
        for day in range(7):
            found: dict[str, set[int]] = {}
            for form in self.catalogue.values():
                if self.is_possible(form, day) and not self.is_named(form, self.athlete.avoid):
                    found.setdefault(form.family, set()).add(form.family_rank)
            ranks.append({family: tuple(sorted(r, reverse=True)) for family, r in found.items()})
        return tuple(ranks)

    def possible_ranks(self, family: str, day: int) -> tuple[int, ...]:
        """Return the ranks of the family's forms that are possible on a day, highest first."""
        return self._ranks[day].get(family, ())

    @cached_property
    def _loaded(self) -> tuple[frozenset[Movement], ...]:
        """For each day the movements of the loaded main forms that are possible."""
        mains = [form for form in self.catalogue.values() if form.is_loaded and form.is_main]
        mains = [form for form in mains if not self.is_named(form, self.athlete.avoid)]
        return tuple(
            frozenset(form.movement for form in mains if form.movement and self.is_possible(form, day))
            for day in range(7)
        )

    def wanted_ranks(self, family: str, day: int) -> tuple[int, ...]:
        """Return the ranks of a family that goals measure by, highest first."""
        return (self.yardstick or self).possible_ranks(family, day)

    def loaded_movements(self, day: int) -> frozenset[Movement]:
        """Return the movements that have a loaded main form possible on a day, as goals measure it."""
        return (self.yardstick or self)._loaded[day]

    @property
    def target_sessions(self) -> int:
        """The number of sessions that goals measure by."""
        return (self.yardstick or self).scenario.sessions_wanted[1]

    def is_named(self, exercise: Exercise, names: tuple[str, ...]) -> bool:
        """Whether ``names`` holds the exercise or its family."""
        return exercise.id in names or exercise.family in names

    def is_light_day(self, index: int) -> bool:
        """Return whether legs stay light: on the eve of a hard day, or close to a race."""
        return self.calendar.is_eve_of_hard(index) or self.is_race_light(index)

    def keeps_legs_light(self, index: int) -> bool:
        """Return whether a light day's rule is in force, so that no leg session can be there."""
        eve, race = (
            getattr(self.parameters[rule], "enabled", True) for rule in ("eve_of_hard_day", "race_day")
        )
        return bool(eve and self.calendar.is_eve_of_hard(index)) or bool(race and self.is_race_light(index))

    def is_race_light(self, index: int) -> bool:
        """Return whether it is the eve of a C race, in the taper of an A race, or in recovery after any."""
        following = self.calendar.next_to(index, 1)
        if following is not None and following.race == "C":
            return True
        return self.is_before_race(index) or self.is_after_race(index)

    def is_before_race(self, index: int) -> bool:
        """Within the taper of an A race of this week or the day after it."""
        ahead = [day for day in (*self.days, self.calendar.after) if day is not None]
        return any(day.index - day.taper_days <= index < day.index for day in ahead if day.taper_days)

    def is_after_race(self, index: int) -> bool:
        """Within the days of recovery after a race of this week, the day before it, or the last race."""
        last = self.scenario.last_race
        earlier = [(day.index, day.recovery_days) for day in self.days]
        if self.calendar.before is not None:
            earlier.append((-1, self.calendar.before.recovery_days))
        if last is not None:
            earlier.append((-last.days_ago, recovery_days(last.distance_km)))
        return any(race < index <= race + days for race, days in earlier if days)

    @property
    def is_older(self) -> bool:
        """From the age at which legs get more room to recover."""
        age = self.athlete.age
        return age is not None and age >= self.definitions.older_from_age

    @property
    def light_fatigue(self) -> int:
        """The most fatigue of a light session, in points times 8."""
        return self.definitions.light_fatigue * 8

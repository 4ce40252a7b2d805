"""A session is a whole."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAYS, listed
from solver.domain.exercise import LOWER_MAIN_PATTERNS, PULL_PATTERNS, PUSH_PATTERNS, Exercise
from solver.domain.judgement import Finding
from solver.program import Label
from solver.rules.base import Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=20)]

_PART_WORDS = {
    "lower main": "a main exercise for the legs (unless they must stay light)",
    "push or pull": "a push or a pull",
    "core": "an exercise for the core",
    "compound": "one main exercise for the legs, push or pull",
}


class SessionShapeParameters(RuleParameters):
    """Exercises in a session, by format."""

    full_body_min: Count = 3
    full_body_max: Count = 8
    little_and_often_min: Count = 2
    little_and_often_max: Count = 4


class SessionShape(Rule[SessionShapeParameters]):
    """What every session holds at least."""

    id = "session_shape"
    words = (
        "A full-body session has 3 to 8 exercises, among them a lower main exercise, a push or a pull, and a "
        "core exercise; where legs stay light it may be upper body and core. A little-and-often "
        "session has 2 "
        "to 4, at least one of them compound. It asks only for what pain leaves open."
    )
    source = "Source text headings and formats (evidence C9, C11)."
    parameters = SessionShapeParameters

    def post(self, model: "WeekModel") -> None:
        """Bound the number of exercises and require each part."""
        for day, session in model.sessions.items():
            label = Label(self.id, DAYS[day])
            count = [(slot.on, 1) for slot in model.on_day(day)]
            low, high = self._size(model.case)
            model.program.at_least([*count, (session, -low)], 0, label)
            model.program.at_most([*count, (session, -high)], 0, label)
            for part in self._parts(model.case, day):
                having = [(s.on, 1) for s in model.on_day(day) if _is(part, s.exercise)]
                model.program.at_least([*having, (session, -1)], 0, label)

    def _size(self, case: Case) -> tuple[int, int]:
        settings = self.of(case)
        if case.scenario.format == "full_body":
            return settings.full_body_min, settings.full_body_max
        return settings.little_and_often_min, settings.little_and_often_max

    @staticmethod
    def _parts(case: Case, day: int) -> list[str]:
        """Return the parts a session of this day needs."""
        if case.scenario.format == "little_and_often":
            wanted = ["compound"]
        elif case.is_light_day(day):
            wanted = ["push or pull", "core"]
        else:
            wanted = ["lower main", "push or pull", "core"]
        return [part for part in wanted if not _closed_by_pain(case, part)]

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say what a session needs, as far as pain leaves it open."""
        low, high = self._size(case)
        size = f"{low} to {high} exercises" if low != high else f"{low} exercise{'s' * (low != 1)}"
        if case.scenario.format == "little_and_often":
            parts = [_PART_WORDS["compound"]] * (not _closed_by_pain(case, "compound"))
            return f"A session has {size}{', at least ' if parts else ''}{''.join(parts)}."
        wanted = [part for part in ("lower main", "push or pull", "core") if not _closed_by_pain(case, part)]
        asked = [_PART_WORDS[part] for part in wanted]
        among = f", among them {listed(asked)}" if asked else ""
        return f"A session has {size}{among}."

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look at every session."""
        low, high = self._size(case)
        for session in week.sessions:
            if not low <= len(session.items) <= high:
                message = f"{len(session.items)} exercises in a session, {low} to {high} are allowed"
                yield self.finding(session.day.name, message)
            for part in self._parts(case, session.day.index):
                if not any(_is(part, item.exercise) for item in session.items):
                    yield self.finding(session.day.name, f"a {part} exercise is missing")


def _is(part: str, exercise: Exercise) -> bool:
    if exercise.accessory:
        return False
    if part == "core":
        return exercise.category == "core"
    if exercise.is_power or exercise.category == "core":
        return False
    patterns: frozenset[str] = LOWER_MAIN_PATTERNS if part == "lower main" else PUSH_PATTERNS | PULL_PATTERNS
    if part == "compound":
        patterns = LOWER_MAIN_PATTERNS | PUSH_PATTERNS | PULL_PATTERNS
    return exercise.pattern in patterns


def _closed_by_pain(case: Case, part: str) -> bool:
    """Whether pain is what takes away every form of a part that the athlete has earned."""
    earned = [form for form in case.catalogue.values() if _is(part, form) and case.is_earned(form)]
    return bool(earned) and all(case.hurts(form) for form in earned)

"""What the rules leave open before anything is chosen: days for sessions, exercises on days."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from solver.catalogue.case import Case
from solver.domain.exercise import Exercise
from solver.rules import RULES
from solver.rules.base import Rule


@dataclass(frozen=True)
class Openings:
    """The open days and exercises of a case, worked out once and used by every model of it."""

    case: Case

    @cached_property
    def _day_rules(self) -> Sequence[Rule[Any]]:
        return [r for r in RULES if type(r).closes_day is not Rule.closes_day and r.of(self.case).enabled]

    @cached_property
    def _form_rules(self) -> Sequence[Rule[Any]]:
        return [r for r in RULES if type(r).closes is not Rule.closes and r.of(self.case).enabled]

    def closing_day(self, day: int) -> list[Rule[Any]]:
        """Return the rules that close a day."""
        return [rule for rule in self._day_rules if rule.closes_day(self.case, day)]

    def closing(self, day: int, form: Exercise) -> list[Rule[Any]]:
        """Return the rules that close an exercise on a day."""
        return [rule for rule in self._form_rules if rule.closes(self.case, day, form)]

    @cached_property
    def days(self) -> tuple[int, ...]:
        """The days that no rule closes."""
        return tuple(day for day in range(7) if not self.closing_day(day))

    @cached_property
    def _forms(self) -> dict[int, tuple[Exercise, ...]]:
        return {}

    def forms(self, day: int) -> tuple[Exercise, ...]:
        """Return the exercises that no rule closes on a day and that the athlete has a dose of."""
        if day not in self._forms:
            rules = self._form_rules
            self._forms[day] = tuple(
                form
                for form in self.case.catalogue.values()
                if self.case.doses[form.id] is not None
                and not any(rule.closes(self.case, day, form) for rule in rules)
            )
        return self._forms[day]

"""What the rules leave open before anything is chosen: days for sessions, exercises on days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from solver.catalogue.case import Case
from solver.domain.base import DAYS
from solver.domain.exercise import Exercise
from solver.program import Label
from solver.rules import RULES
from solver.rules.base import Rule


@dataclass(frozen=True)
class Openings:
    """The open days and exercises of a case, worked out once and used by every model of it.

    Attributes
    ----------
    asked : of each rule and subject whether it shall count; None when all do
    known : day and exercise -> all rules that close it, as far as somebody asked
    """

    case: Case
    asked: Callable[[Label], bool] | None = None
    known: dict[tuple[int, str], list[Rule[Any]]] = field(default_factory=dict, compare=False, repr=False)

    def asking(self, asked: Callable[[Label], bool]) -> "Openings":
        """Return what other rules and subjects leave open; what is known is shared."""
        return Openings(self.case, asked, self.known)

    @cached_property
    def _day_rules(self) -> Sequence[Rule[Any]]:
        return [r for r in RULES if type(r).closes_day is not Rule.closes_day and r.of(self.case).enabled]

    @cached_property
    def _form_rules(self) -> Sequence[Rule[Any]]:
        return [r for r in RULES if type(r).closes is not Rule.closes and r.of(self.case).enabled]

    def closing_day(self, day: int) -> list[Rule[Any]]:
        """Return the rules that close a day."""
        closing = (rule for rule in self._day_rules if rule.closes_day(self.case, day))
        return [rule for rule in closing if self._counts(rule, DAYS[day])]

    def closing(self, day: int, form: Exercise) -> list[Rule[Any]]:
        """Return the rules that close an exercise on a day."""
        if (day, form.id) not in self.known:
            closing = [rule for rule in self._form_rules if rule.closes(self.case, day, form)]
            self.known[day, form.id] = closing
        return [r for r in self.known[day, form.id] if self._counts(r, f"{DAYS[day]}/{form.id}")]

    def _counts(self, rule: Rule[Any], subject: str) -> bool:
        return self.asked is None or self.asked(Label(rule.id, subject))

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
            self._forms[day] = tuple(
                form
                for form in self.case.catalogue.values()
                if self.case.doses[form.id] is not None and not self._is_closed(day, form)
            )
        return self._forms[day]

    def _is_closed(self, day: int, form: Exercise) -> bool:
        if self.asked is not None:
            return bool(self.closing(day, form))
        return any(rule.closes(self.case, day, form) for rule in self._form_rules)

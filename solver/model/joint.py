"""The openings of several weeks together: what is open in any one of them."""

from dataclasses import dataclass
from functools import cached_property

from solver.domain.exercise import Exercise
from solver.model.openings import Openings


@dataclass(frozen=True)
class JointOpenings(Openings):
    """What at least one of several weeks leaves open, over the case that all of them are read by.

    A model of ``case`` with these openings holds every plan of every part, provided that the rows
    and goals of ``case`` ask no more of it than those of the part do.
    """

    parts: tuple[Openings, ...] = ()

    @cached_property
    def days(self) -> tuple[int, ...]:
        """The days that are open in some part."""
        return tuple(day for day in range(7) if any(day in part.days for part in self.parts))

    def forms(self, day: int) -> tuple[Exercise, ...]:
        """Return the exercises that are open on a day in some part."""
        if day not in self._forms:
            there = [part for part in self.parts if day in part.days]
            opened = {form.id for part in there for form in part.forms(day)}
            self._forms[day] = tuple(form for form in self.case.catalogue.values() if form.id in opened)
        return self._forms[day]

"""What the user insists on."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAY_WORDS, DAYS, listed, listed_days
from solver.domain.judgement import Finding
from solver.program import Label
from solver.rules.base import Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Pin = str | tuple[str, ...]


class Pins(Rule[RuleParameters]):
    """Pinned sessions, rests and exercises are in the plan."""

    id = "pins"
    words = (
        "What the user pinned is kept: an exercise on a day or on any day, a session on a day, or rest there."
    )
    source = "Product rule: the user's own wish."
    parameters = RuleParameters

    def post(self, model: "WeekModel") -> None:
        """Require each pin; one that no slot can hold leaves a row that cannot be met."""
        for day, pinned in model.case.scenario.pins.items():
            if day == "any":
                self._post_anywhere(model, pinned)
                continue
            index = DAYS.index(day)
            session = [(model.sessions[index], 1)] if index in model.sessions else []
            if pinned == "rest":
                model.program.at_most(session, 0, Label(self.id, day))
                continue
            model.program.at_least(session, 1, Label(self.id, day))
            for form in () if pinned == "session" else pinned:
                slot = model.slot(index, form)
                label = Label(self.id, f"{day}/{form}")
                model.program.at_least([(slot.on, 1)] if slot else [], 1, label)

    def _post_anywhere(self, model: "WeekModel", pinned: Pin) -> None:
        for form in sorted(pinned) if isinstance(pinned, tuple) else ():
            there = [(slot.on, 1) for slot in model.of_form(form)]
            model.program.at_least(there, 1, Label(self.id, f"any/{form}"))

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say what was pinned, exercises of one day together."""
        forms: dict[str, list[str]] = {}
        days: dict[bool, list[str]] = {}
        for subject in subjects:
            day, _, form = subject.partition("/")
            if form:
                forms.setdefault(day, []).append(
                    case.catalogue[form].name if form in case.catalogue else form
                )
            else:
                rest = any(name == day and pinned == "rest" for name, pinned in case.scenario.pins.items())
                days.setdefault(rest, []).append(day)
        said = [
            f"You want {'no session' if rest else 'a session'} on {listed_days(d)}."
            for rest, d in days.items()
        ]
        for day, names in forms.items():
            where = f"on {DAY_WORDS[day]}" if day in DAY_WORDS else "in the week"
            said.append(f"You want {listed([f'“{name}”' for name in names])} {where}.")
        return " ".join(said)

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look for each pin."""
        for day, pinned in case.scenario.pins.items():
            if day == "any":
                for form in pinned:
                    if form not in week.forms:
                        yield self.finding(f"any/{form}", "this exercise is pinned and not planned")
                continue
            session = week.on(DAYS.index(day))
            if pinned == "rest":
                if session is not None:
                    yield self.finding(day, "rest is pinned here and a session is planned")
                continue
            planned = {item.exercise.id for item in session.items} if session else set()
            if session is None:
                yield self.finding(day, "a session is pinned here and none is planned")
            for form in () if pinned == "session" else pinned:
                if form not in planned:
                    yield self.finding(f"{day}/{form}", "this exercise is pinned here and not planned")

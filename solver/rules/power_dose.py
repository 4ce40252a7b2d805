"""Explosive work in small doses."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAYS
from solver.domain.exercise import Exercise
from solver.domain.judgement import Finding
from solver.program import Label
from solver.rules.base import WEEK, Rule, RuleParameters
from solver.rules.wording import named, quoted

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Contacts = Annotated[int, Field(ge=0, le=1000)]


class PowerDoseParameters(RuleParameters):
    """Ground contacts by level."""

    session_intermediate: Contacts = 60
    session_advanced: Contacts = 90
    week_intermediate: Contacts = 160
    week_advanced: Contacts = 240
    sessions: Annotated[int, Field(ge=0, le=7)] = 2
    """Sessions a week with explosive work."""


class PowerDose(Rule[PowerDoseParameters]):
    """Jumps only where wanted, earned and few."""

    id = "power_dose"
    words = (
        "Explosive work only if the policy asks for it and not for beginners; ground contacts of a "
        "session and "
        "a week are bounded, and at most two sessions have it."
    )
    source = "NSCA contact counts lowered for runners, Barrio 2023 (evidence K1-K3)."
    safety = True
    parameters = PowerDoseParameters

    def closes(self, case: Case, day: int, exercise: Exercise) -> bool:
        """Close explosive work unless it is wanted and earned."""
        return exercise.is_power and (not case.scenario.policy.power or case.athlete.level == "beginner")

    def post(self, model: "WeekModel") -> None:
        """Count contacts and sessions."""
        if not any(form.is_power for form in model.forms):
            return
        program, level = model.program, model.case.athlete.level
        most_session, most_week = self._contacts(model.case, level)
        for day in model.sessions:
            contacts = model.per_set(model.on_day(day), lambda slot: slot.dose.contacts)
            program.at_most(contacts, most_session, Label(self.id, DAYS[day]))
        contacts = model.per_set(model.slots, lambda slot: slot.dose.contacts)
        program.at_most(contacts, most_week, Label(self.id, WEEK))
        sessions = model.exposures("power", lambda form: form.is_power)
        program.at_most(sessions, self.of(model.case).sessions, Label(self.id, WEEK))

    def _contacts(self, case: Case, level: str) -> tuple[int, int]:
        settings = self.of(case)
        if level == "advanced":
            return settings.session_advanced, settings.week_advanced
        return settings.session_intermediate, settings.week_intermediate

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say why explosive work is closed, or how little of it there may be."""
        forms, others = named(case, subjects)
        if case.athlete.level == "beginner":
            closed = "not for beginners"
        elif not case.scenario.policy.power:
            closed = "only for those who ask for it (power: true in the policy)"
        else:
            session, week = self._contacts(case, case.athlete.level)
            most = self.of(case).sessions
            return (
                f"Explosive work comes in at most {most} session{'s' * (most != 1)} a week, with at most "
                f"{session} ground contacts in one and {week} in all."
            )
        names = quoted(form.name for form in forms) if forms else ""
        said = [f"{names} {'are' if len(forms) > 1 else 'is'} explosive work, {closed}."] if forms else []
        return " ".join([*said, *[f"Explosive work is {closed}."] * others])

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look for unwanted explosive work, and count contacts and sessions."""
        explosive = [s for s in week.sessions if any(item.exercise.is_power for item in s.items)]
        if explosive and (not case.scenario.policy.power or case.athlete.level == "beginner"):
            yield self.finding(explosive[0].day.name, "explosive work is not open to this athlete")
        if len(explosive) > self.of(case).sessions:
            yield self.finding(
                WEEK, f"{len(explosive)} sessions with explosive work, {self.of(case).sessions} may"
            )
        most_session, most_week = self._contacts(case, case.athlete.level)
        for session in week.sessions:
            contacts = sum(item.contacts for item in session.items)
            if contacts > most_session:
                yield self.finding(
                    session.day.name, f"{contacts} ground contacts, {most_session} are allowed"
                )
        contacts = sum(item.contacts for item in week.items)
        if contacts > most_week:
            yield self.finding(WEEK, f"{contacts} ground contacts in the week, {most_week} are allowed")

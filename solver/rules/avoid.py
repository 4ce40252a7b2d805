"""The athlete's own no."""

from collections.abc import Iterator, Sequence

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import listed
from solver.domain.exercise import Exercise
from solver.domain.judgement import Finding
from solver.rules.base import Rule, RuleParameters
from solver.rules.wording import named, quoted


class Avoid(Rule[RuleParameters]):
    """What the athlete avoids is not planned."""

    id = "avoid"
    words = "What the athlete avoids is not planned."
    source = "Product rule: the user's own wish."
    parameters = RuleParameters

    def closes(self, case: Case, day: int, exercise: Exercise) -> bool:
        """Close the forms concerned."""
        return case.is_named(exercise, case.athlete.avoid)

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say which entry of what is avoided concerns the exercises, or every entry."""
        forms, others = named(case, subjects)
        itself = [form.name for form in forms if form.id in case.athlete.avoid]
        by_family: dict[str, list[str]] = {}
        for form in forms:
            if form.family in case.athlete.avoid and form.family != form.id:
                by_family.setdefault(form.family, []).append(form.name)
        said = [f"You avoid {quoted(itself)}."] if itself else []
        for family, names in by_family.items():
            among = "is one" if len(names) == 1 else "are among them"
            said.append(f"You avoid every form of {_called(case, family)}; {quoted(names)} {among}.")
        if others:
            said.append(f"You avoid {listed(_entry(case, name) for name in sorted(case.athlete.avoid))}.")
        return " ".join(said)

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look at every exercise of every session."""
        for session in week.sessions:
            for item in session.items:
                if {item.exercise.id, item.exercise.family} & set(case.athlete.avoid):
                    yield self.finding(f"{session.day.name}/{item.exercise.id}", "the athlete avoids it")


def _entry(case: Case, name: str) -> str:
    """Return what an entry stands for; one that names a family as well stands for all of it."""
    is_family = any(form.family == name and form.id != name for form in case.catalogue.values())
    return f"every form of {_called(case, name)}" if is_family else _called(case, name)


def _called(case: Case, name: str) -> str:
    return f"“{case.catalogue[name].name}”" if name in case.catalogue else name.replace("_", " ")

"""Pain decides what is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.athlete import Joint, Severity
from solver.domain.base import listed
from solver.domain.exercise import Exercise
from solver.domain.judgement import Finding
from solver.rules.base import Rule, RuleParameters
from solver.rules.wording import named, quoted


class Pain(Rule[RuleParameters]):
    """What hurts is left out."""

    id = "pain"
    words = (
        "What hurts is left out: mild pain excludes joint stress 3, moderate 2 and more, severe 1 and "
        "more; with Achilles pain jumps go first, and calf work stays unless it is severe."
    )
    source = (
        "Pain-monitoring model (Silbernagel 2007) and joint loads (Song 2023, Baxter 2021; evidence "
        "M); the levels of each form are engineering judgement."
    )
    safety = True
    parameters = RuleParameters

    def closes(self, case: Case, day: int, exercise: Exercise) -> bool:
        """Close the forms concerned."""
        return case.hurts(exercise)

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say it about exercises, each with the joints that speak against it, and about all of them."""
        forms, others = named(case, subjects)
        by_joint: dict[str, list[str]] = {}
        for form in forms:
            by_joint.setdefault(_pain(case, form), []).append(form.name)
        said = [
            f"{quoted(names)} {'are' if len(names) > 1 else 'is'} too much for you with {pain}."
            for pain, names in by_joint.items()
        ]
        return " ".join([*said, *[f"With {_pain(case)}, whatever loads it too much is left out."] * others])

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look at every exercise of every session."""
        for session in week.sessions:
            for item in session.items:
                if case.hurts(item.exercise):
                    yield self.finding(
                        f"{session.day.name}/{item.exercise.id}",
                        "it loads a joint that hurts too much for it",
                    )


def _pain(case: Case, form: Exercise | None = None) -> str:
    """Say which joints hurt: those that exclude ``form``, or all."""
    hurting = [
        f"{how} {joint.replace('_', ' ')} pain"
        for joint, how in sorted(case.athlete.pain.items())
        if form is None or _alone(case, joint, how).hurts(form)
    ]
    return listed(hurting or ["no pain"])


def _alone(case: Case, joint: Joint, how: Severity) -> Case:
    """Return the case of an athlete whom only one joint hurts."""
    athlete = case.athlete.model_copy(update={"pain": {joint: how}})
    return replace(case, scenario=case.scenario.model_copy(update={"athlete": athlete}))

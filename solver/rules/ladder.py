"""The highest earned form of a family, or the one below."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAYS
from solver.domain.exercise import Exercise
from solver.domain.judgement import Finding
from solver.rules.base import Rule, RuleParameters
from solver.rules.wording import named, quoted

if TYPE_CHECKING:
    pass


class LadderParameters(RuleParameters):
    """How far below the highest form a plan may go."""

    ranks_below: Annotated[int, Field(ge=0, le=20)] = 1
    """Ranks below the highest possible form that stay open."""
    ranks_below_on_eve: Annotated[int, Field(ge=0, le=20)] = 2
    """The same on the eve of a hard day."""


class Ladder(Rule[LadderParameters]):
    """Work at the level that was earned."""

    id = "ladder"
    words = (
        "Of a family only the highest earned form that place and pain allow and the rank below are open; on "
        "the eve of a hard day two below. Core, accessories and explosive work are exempt; a pin overrides."
    )
    source = "Progressive overload: source text, load after bodyweight (evidence D8); the ranks are ours."
    parameters = LadderParameters

    def closes(self, case: Case, day: int, exercise: Exercise) -> bool:
        """Close forms far below the highest possible one."""
        if not exercise.is_main or self._is_pinned(case, day, exercise):
            return False
        return exercise.family_rank < self._lowest_open(case, day, exercise)

    @staticmethod
    def _is_pinned(case: Case, day: int, exercise: Exercise) -> bool:
        return exercise.id in case.pinned(DAYS[day])

    def _lowest_open(self, case: Case, day: int, exercise: Exercise) -> int:
        """Return the lowest rank of the form's family that is open on a day."""
        ranks = case.possible_ranks(exercise.family, day)
        settings = self.of(case)
        eve = case.calendar.is_eve_of_hard(day)
        below = settings.ranks_below_on_eve if eve else settings.ranks_below
        return ranks[below] if below < len(ranks) else 0

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say it about exercises, and about all of them."""
        forms, others = named(case, subjects)
        said = []
        if forms:
            verb, them = ("are", "them") if len(forms) > 1 else ("is", "it")
            names = quoted(form.name for form in forms)
            said.append(f"{names} {verb} passed over: a harder version of {them} is open to you.")
        if others:
            settings = self.of(case)
            below = settings.ranks_below
            eve = (
                f" ({settings.ranks_below_on_eve} right before a hard day)"
                if settings.ranks_below_on_eve != below
                else ""
            )
            said.append(
                f"Main exercises stay at most {below} step{'s' * (below != 1)}{eve} below the hardest "
                "version that you can do."
            )
        return " ".join(said)

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Count the possible ranks above each planned form."""
        settings = self.of(case)
        for session in week.sessions:
            eve = case.calendar.is_eve_of_hard(session.day.index)
            allowed = settings.ranks_below_on_eve if eve else settings.ranks_below
            pinned = case.pinned(session.day.name)
            for item in session.items:
                form = item.exercise
                ranks = case.possible_ranks(form.family, session.day.index)
                above = [rank for rank in ranks if rank > form.family_rank]
                if form.is_main and form.id not in pinned and len(above) > allowed:
                    yield self.finding(
                        f"{session.day.name}/{form.id}",
                        f"{len(above)} harder ranks of its family are open to the athlete, "
                        f"at most {allowed} may be passed over",
                    )

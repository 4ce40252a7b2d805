"""Many gifts asked about in one solve.

Does any of them make a better week possible?

Let R be the week in which everything is open that is open with any one of the gifts, days have the
most minutes that any of them gives, and goals and all other rules are those of the week as it is.
Every plan of the week with one gift is a plan of R, and R measures it no worse:

- The exercises and days that are open with the gift are open in R.
- Minutes enter the rows of the time budget only, and R has no fewer of them.
- Equipment, and what is avoided, enter which exercises are open, and which forms of a family are
  possible. With more of them possible, `HighestForm` and `LoadedForms` only count more of the same
  plan; R counts by what is possible without the gifts.

So when the best week without gifts is also the best of R, no single gift buys anything. When R holds
a better week, the gifts it makes use of are taken out, to be asked about one by one, and the rest is
asked about again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from solver.catalogue.case import Case
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.explaining.edits import edited
from solver.explaining.questions import Question, Room
from solver.explaining.session import Workbench
from solver.model.joint import JointOpenings
from solver.model.openings import Openings
from solver.plan.sessions import arrange
from solver.rules.time_budget import TimeBudget
from solver.search.solve import found_in, plan_of
from solver.search.tiers import Choice, Found, Known


@dataclass(frozen=True)
class Gift:
    """A question that gives more room, and the week with it."""

    question: Question
    case: Case

    @cached_property
    def openings(self) -> Openings:
        """What is open with the gift."""
        return Openings(self.case)


@dataclass
class Weighed:
    """What is known of gifts after they were asked about together.

    Attributes
    ----------
    idle : gifts that certainly make no better week possible
    better : for others, a better week that the gift alone allows
    """

    idle: set[Question] = field(default_factory=set)
    better: dict[Question, Plan] = field(default_factory=dict)


def weighed(scenario: Scenario, plan: Plan, asked: Sequence[Question], bench: Workbench) -> Weighed:
    """Ask about gifts together; ``plan`` is proved to be the best of ``scenario``.

    Raises
    ------
    OutOfTime
        When nothing is left of the budget.
    """
    rooms: tuple[Room, ...] = ("forms", "minutes")
    found = Weighed()
    for room in rooms:
        gifts = [Gift(one, bench.case(edited(scenario, one.patches))) for one in asked if one.opens == room]
        found.idle |= {gift.question for gift in _idle(scenario, plan, gifts, found.better, bench)}
    return found


def _idle(
    scenario: Scenario, plan: Plan, gifts: list[Gift], better: dict[Question, Plan], bench: Workbench
) -> list[Gift]:
    """Leave out gifts that a better week makes use of, until there is no better week."""
    own = Openings(bench.case(scenario))
    while gifts:
        minutes = [patch for g in gifts if g.question.opens == "minutes" for patch in g.question.patches]
        case = bench.case(edited(scenario, minutes))
        start = found_in(case, plan)
        if start is None:
            return []
        joint = JointOpenings(case, parts=tuple(gift.openings for gift in gifts))
        if not minutes and all(_ids(joint, day) <= _ids(own, day) for day in joint.days):
            return gifts
        searched = bench.search(case, joint, Known(start, first=True), f"{len(gifts)} changes at once")
        if searched.choice is None or searched.vector >= start.vector:
            return gifts if searched.status == "optimal" else []
        found = plan_of(case, searched.choice)
        used = [gift for gift in gifts if _uses(own, searched.choice, gift)]
        alone = [gift for gift in used if _is_enough(gift, found, start)]
        better |= {gift.question: found for gift in alone}
        if not used:
            return []
        gifts = [gift for gift in gifts if gift not in (alone or used)]
    return []


def _is_enough(gift: Gift, better: Plan, start: Found) -> bool:
    """Whether one gift alone allows a better week, and measures it as better."""
    found = found_in(gift.case, better)
    return found is not None and found.vector < start.vector


def _uses(own: Openings, choice: Choice, gift: Gift) -> bool:
    """Whether a week makes use of what a gift opens: a day, an exercise, or more time."""
    time, there = TimeBudget(), gift.openings
    for day, forms in choice.items():
        if day not in own.days and day in there.days:
            return True
        if {form.id for form, _ in forms} & _ids(there, day) - _ids(own, day):
            return True
        least, most = time.seconds(own.case, day), time.seconds(gift.case, day)
        if least < most and arrange(gift.case, gift.case.days[day], forms).seconds > least:
            return True
    return False


def _ids(openings: Openings, day: int) -> set[str]:
    return {form.id for form in openings.forms(day)}

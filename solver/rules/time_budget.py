"""A session fits into the time there is."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.pairing import MAX_PAIRED_SETS
from solver.catalogue.session import WARM_UP_AFTER_RUN_SECONDS, WARM_UP_SECONDS, Item, ReadSession, ReadWeek
from solver.domain.base import DAYS, listed_days
from solver.domain.exercise import PairClass
from solver.domain.judgement import Finding
from solver.program import Label, Terms, Var
from solver.rules.base import Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import Slot, WeekModel

Minutes = Annotated[int, Field(ge=0, le=600)]


class TimeBudgetParameters(RuleParameters):
    """The longest session of each format, in minutes."""

    full_body: Minutes = 40
    little_and_often: Minutes = 20


class TimeBudget(Rule[TimeBudgetParameters]):
    """Minutes are kept, with pairs and warm-up counted."""

    id = "time_budget"
    words = (
        "A session fits into the day's minutes and the format's cap (40 or 20 minutes), warm-up, rest and "
        "set-up included. Two exercises of different kinds (leg, push, pull, core, calf) may "
        "alternate, their "
        "sets then take 0.67 of their time; heavy and explosive work, four sets, and exercises that work "
        "several kinds at once are done alone."
    )
    source = (
        "Time formula of evidence E1-E9; alternating sets: Burke 2024 preprint. The kinds follow primary "
        "muscles, so that pairs never share one."
    )
    parameters = TimeBudgetParameters

    def seconds(self, case: Case, day: int) -> int:
        """Return the seconds a session of a day may take."""
        return 60 * min(case.days[day].minutes, self._cap(case))

    def _cap(self, case: Case) -> int:
        settings = self.of(case)
        return settings.full_body if case.scenario.format == "full_body" else settings.little_and_often

    def working_seconds(self, case: Case, day: int) -> int:
        """Return the seconds that are left of a day's budget after the warm-up."""
        return self.seconds(case, day) - _warm_up(case, day)

    def closes_day(self, case: Case, day: int) -> bool:
        """Close days on which not even the warm-up fits."""
        return self.working_seconds(case, day) <= 0

    def post(self, model: "WeekModel") -> None:
        """Bound each day's seconds, less what its pairs save."""
        for day, session in model.sessions.items():
            slots = model.on_day(day)
            terms = model.per_set(slots, lambda slot: slot.dose.set_seconds)
            terms += [(slot.on, slot.dose.once_seconds) for slot in slots]
            terms += self._savings(model, day)
            budget = self.working_seconds(model.case, day)
            model.program.at_most([*terms, (session, -budget)], 0, Label(self.id, DAYS[day]))

    def _savings(self, model: "WeekModel", day: int) -> list[tuple[Var, int]]:
        """Return what pairs save.

        Classes never share a primary muscle, so a set of exercises can be paired off exactly when
        their number is even and no class holds more than half of them: two rows instead of a
        literal for every couple. Within a class it does not matter which exercises are paired, but
        what their sets save: they are counted by that, instead of a literal for each.
        """
        if not model.case.scenario.policy.pairing:
            return []
        program = model.program
        alike: dict[PairClass, dict[int, list[Slot]]] = {}
        for slot in model.on_day(day):
            if (kind := slot.exercise.pair_class) is not None:
                saves = slot.dose.paired_seconds - slot.dose.set_seconds
                alike.setdefault(kind, {}).setdefault(saves, []).append(slot)
        able = sum(len(slots) for by_saving in alike.values() for slots in by_saving.values())
        pairs = program.integer(0, able // 2, f"pairs[{day}]")
        terms: list[tuple[Var, int]] = []
        everyone: list[tuple[Var, int]] = []
        for kind, by_saving in alike.items():
            members = []
            for saves, slots in by_saving.items():
                paired, saved = _paired(model, slots, saves, f"{kind},{saves},{day}")
                members.append((paired, 1))
                terms += saved
            program.at_most([*members, (pairs, -1)], 0)
            everyone += members
        program.equal([*everyone, (pairs, -2)], 0)
        return terms

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say the minutes of days, days with the same minutes together, and the cap where it binds."""
        by_minutes: dict[int, list[str]] = {}
        for day in dict.fromkeys(subject.partition("/")[0] for subject in subjects):
            by_minutes.setdefault(case.days[DAYS.index(day)].minutes, []).append(day)
        said = [_time(minutes, days) for minutes, days in sorted(by_minutes.items())]
        said[0] = said[0].replace(" on ", " for strength on ", 1)
        time = ", and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
        cap = self._cap(case)
        capped = f"; a session may take {_minutes(cap)} at most" if cap < max(by_minutes) else ""
        return f"You have {time}{capped}."

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Add up each session and look at its pairs."""
        for session in week.sessions:
            budget = self.seconds(case, session.day.index)
            if session.seconds > budget:
                over = session.seconds - budget
                message = f"it takes {session.seconds} seconds, {over} more than the {budget} there are"
                yield self.finding(session.day.name, message)
            yield from self._pair_findings(case, session)

    def _pair_findings(self, case: Case, session: ReadSession) -> Iterator[Finding]:
        pairs: dict[str, list[Item]] = {}
        for item in session.items:
            if item.pair is not None:
                pairs.setdefault(item.pair, []).append(item)
        if pairs and not case.scenario.policy.pairing:
            yield self.finding(session.day.name, "exercises are paired although the policy says not to")
        for letter, items in pairs.items():
            if problem := _pair_problem(items):
                yield self.finding(f"{session.day.name}/pair {letter}", problem)


def _time(minutes: int, days: list[str]) -> str:
    """Return ``no time on Monday and Tuesday`` or ``8 minutes on Friday``."""
    if len(days) == len(DAYS):
        return "no time on any day" if minutes == 0 else f"{_minutes(minutes)} on every day"
    return f"{_minutes(minutes) if minutes else 'no time'} on {listed_days(days)}"


def _minutes(minutes: int) -> str:
    return f"{minutes} minute{'s' * (minutes != 1)}"


def _warm_up(case: Case, day: int) -> int:
    return WARM_UP_AFTER_RUN_SECONDS if case.days[day].is_straight_after_run else WARM_UP_SECONDS


def _paired(
    model: "WeekModel", slots: "list[Slot]", saves: int, name: str
) -> tuple[Var, list[tuple[Var, int]]]:
    """Return how many of ``slots`` are part of a pair, and what their sets then save (negative seconds).

    As many third sets count as there are, but no more than exercises paired: those with a third
    set are paired first. Four sets are done alone.
    """
    program = model.program
    alone = [(extra, -1) for slot in slots for extra in slot.more[MAX_PAIRED_SETS - 2 :][:1]]
    paired = program.integer(0, len(slots), f"paired[{name}]")
    program.at_most([(paired, 1), *((slot.on, -1) for slot in slots), *_negated(alone)], 0)
    terms = [(paired, 2 * saves)]
    third = [(extra, -1) for slot in slots for extra in slot.more[: MAX_PAIRED_SETS - 2]]
    if third:
        also = program.integer(0, len(third), f"third[{name}]")
        program.at_most([(also, 1), (paired, -1)], 0)
        program.at_most([(also, 1), *third, *_negated(alone)], 0)
        terms.append((also, saves))
    return paired, terms


def _negated(terms: Terms) -> list[tuple[Var, int]]:
    return [(variable, -factor) for variable, factor in terms]


def _pair_problem(items: list[Item]) -> str | None:
    """Say what is wrong with a pair, written out for the judge."""
    if len(items) != 2:
        return f"a pair is two exercises, this one is {len(items)}"
    for item in items:
        if item.exercise.is_power or item.exercise.rest_class in ("heavy", "power") or item.sets >= 4:
            return f"{item.exercise.id} is done alone: explosive, heavy, or four sets"
    first, second = items
    if shared := sorted(set(first.exercise.primary_muscles) & set(second.exercise.primary_muscles)):
        return f"both work {', '.join(shared)}"
    if first.exercise.pair_class is None or second.exercise.pair_class is None:
        return "one of them works several kinds of muscle at once and is done alone"
    if first.exercise.pair_class == second.exercise.pair_class:
        return f"both are {first.exercise.pair_class} exercises"
    if abs(first.sets - second.sets) > 1:
        return "their sets differ by more than one"
    return None

"""Explanations: conflicts and repairs of impossible weeks, and what stands in the way of goals."""

from itertools import count, islice
from threading import Event

import pytest

import solver
from solver.domain.scenario import Scenario
from solver.search.limits import Limits
from tests.explaining.checks import QUICK, SAFETY, check_conflict, check_repair
from tests.support.impossible import hard_scenario, is_possible

PAIN = """
athlete: {level: intermediate, pain: {knee: moderate}, mastered: [squat_bw]}
equipment: [dumbbells]
strength_minutes: 30
week: {}
pins: {any: [squat_goblet]}
"""
SIX_VEST_DAYS = """
strength_minutes: 30
week:
  mon: {run: {kind: easy, minutes: 40, vest: true}}
  tue: {run: {kind: easy, minutes: 40, vest: true}}
  wed: {run: {kind: easy, minutes: 40, vest: true}}
  thu: {strength: {minutes: 5}}
  fri: {run: {kind: easy, minutes: 40, vest: true}}
  sat: {run: {kind: easy, minutes: 40, vest: true}}
  sun: {run: {kind: long, minutes: 100}}
"""


def read(text: str) -> Scenario:
    return solver.parse_scenario(text)


def test_pain_is_named_and_never_offered() -> None:
    """A pin against pain is a conflict of the two, and only the pin may go."""
    (found,) = solver.explain(read(PAIN))
    assert found.conflict is not None
    assert {member.rule for member in found.conflict.members} == {"pins", "pain"}
    assert [repair.change for repair in found.repairs] == ["Give up “Goblet squat” in the week."]
    assert not {patch.path for repair in found.repairs for patch in repair.patch} & {"athlete.pain"}


def test_the_least_minutes_are_the_least() -> None:
    """The number of minutes is enough, and one fewer is not."""
    scenario = read(SIX_VEST_DAYS)
    (found,) = solver.explain(scenario)
    repair = next(one for one in found.repairs if one.patch[0].path == "week.thu.strength.minutes")
    minutes = repair.patch[0].value
    assert isinstance(minutes, int)
    document = scenario.model_dump(mode="json", exclude_unset=True)
    for there, possible in ((minutes, True), (minutes - 1, False)):
        document["week"]["thu"]["strength"]["minutes"] = there
        assert is_possible(Scenario.model_validate(document)) is possible
    assert f"{minutes} minutes" in repair.change


def test_no_repair_is_listed_twice() -> None:
    """Vest days of several days switch one rule off, once; each day may leave its vest at home."""
    (found,) = solver.explain(read(SIX_VEST_DAYS))
    patches = [repair.patch for repair in found.repairs]
    assert len(patches) == len(set(patches))
    assert sum("vest_day off" in repair.change for repair in found.repairs) == 1
    assert sum("vest at home" in repair.change for repair in found.repairs) == 5
    assert [repair.effort for repair in found.repairs] == sorted(repair.effort for repair in found.repairs)


def test_a_missed_goal_is_explained_by_what_forbids_it() -> None:
    """Without anything to pull on, pulling is impossible; a band would help, of its own accord."""
    scenario = read("strength_minutes: 30\nweek: {sun: {run: {kind: long}}}")
    found = {one.about: one for one in solver.explain(scenario, goals=("pattern_exposures",))}
    one = found["pattern_exposures"]
    assert "pulling exercises in 0 of 2 sessions" in one.falls_short
    assert one.conflict is not None and one.conflict.sentences == (
        "One step better: at most 1 session short for a movement (the plan has 2).",
        "Only exercises that your equipment allows can be planned.",
    )
    assert {repair.change for repair in one.repairs} == {
        "Add equipment: long band.",
        "Add equipment: table.",
    }
    assert all(repair.tiers[2] == 0 for repair in one.repairs)


def test_nothing_to_explain() -> None:
    """A plan that reaches every goal before familiarity needs no explanation."""
    scenario = read("equipment: [long_band]\nstrength_minutes: 30\nweek: {sun: {run: {kind: long}}}")
    assert solver.explain(scenario) == ()


def test_out_of_time_is_said() -> None:
    """With no time, or stopped at once, the answer is marked as not finished."""
    tiny = Limits(deterministic_seconds=0.001, wall_seconds=0.001)
    stopped = Event()
    stopped.set()
    for found in (
        solver.explain(read(PAIN), total=tiny),
        solver.explain(read(PAIN), cancel=stopped),
    ):
        assert found and not found[0].finished
        assert found[0].conflict is None


def check_impossible(seed: int) -> bool:
    """Explain the week of a seed and check every claim; False when the week is possible."""
    scenario = hard_scenario(seed)
    if is_possible(scenario) is not False:
        return False
    (found,) = solver.explain(scenario, plan=solver.solve(scenario), limits=QUICK)
    assert found.conflict is not None and found.finished
    check_conflict(scenario, found.conflict)
    for repair in found.repairs:
        check_repair(scenario, repair)
    assert not {member.rule for member in found.conflict.members if member.safety} - set(SAFETY)
    return True


@pytest.mark.parametrize("seed", [7, 8])
def test_random_impossible_weeks(seed: int) -> None:
    """Conflicts are minimal and repairs work, as another road confirms."""
    check_impossible(seed)


@pytest.mark.slow
@pytest.mark.parametrize("block", range(1, 51))
def test_campaign_of_impossible_weeks(block: int) -> None:
    """The same for 500 weeks, ten in a block, so that processes can share them."""
    impossible = (seed for seed in count(1000 * block) if check_impossible(seed))
    assert len(list(islice(impossible, 10))) == 10

"""Why not: the cost of a wish is what a fresh solve says, and what cannot be has a verified conflict."""

import pytest

import solver
from solver import Wish
from solver.domain.problem import ScenarioError
from solver.domain.scenario import Scenario
from solver.explaining.cost import vector
from solver.explaining.wishes import wished
from solver.judging.judge import violations
from solver.judging.reading import read_week
from solver.plan.weekly import measured_tiers
from solver.specification import case_of
from tests.explaining.checks import check_why_not

WEEK = """
athlete: {level: intermediate, pain: {knee: moderate}}
equipment: [dumbbells, long_band, step_box]
week:
  mon: {strength: {minutes: 30}}
  wed: {run: {kind: easy, minutes: 40}, strength: {minutes: 30}}
  fri: {strength: {minutes: 30}}
  sun: {run: {kind: long, minutes: 90}}
"""


@pytest.fixture(scope="module")
def week() -> Scenario:
    return solver.parse_scenario(WEEK)


@pytest.fixture(scope="module")
def plan(week: Scenario) -> solver.Plan:
    return solver.solve(week)


def test_what_pain_forbids_has_a_conflict(week: Scenario, plan: solver.Plan) -> None:
    """The exercise is said by its name, and pain is a member."""
    contrast = solver.why_not(week, Wish(exercise="squat_goblet"), plan=plan)
    assert not contrast.possible and contrast.conflict is not None
    assert contrast.words.startswith("There is no week with “Goblet squat”. You want “Goblet squat”")
    assert {member.rule for member in contrast.conflict.members} == {"pins", "pain"}


def test_one_session_less_costs_a_session(week: Scenario, plan: solver.Plan) -> None:
    """The cost is measured against the number of sessions the runner wants."""
    contrast = solver.why_not(week, Wish(sessions=1), plan=plan)
    assert contrast.cost is not None and contrast.plan is not None
    assert len(contrast.plan.sessions) == 1
    first = contrast.cost.changes[0]
    assert (first.tier, first.after - first.before, first.words) == (1, 1, ("1 session fewer",))


def test_no_session_on_a_day(week: Scenario, plan: solver.Plan) -> None:
    """A day of the plan is kept free, and the plan moves."""
    day = plan.sessions[0].day
    contrast = solver.why_not(week, Wish(day=day, session=False), plan=plan)
    assert contrast.plan is not None and contrast.comparison is not None
    assert day not in {session.day for session in contrast.plan.sessions}
    assert day not in contrast.comparison.days[1]


def test_bands_only_and_instead_of(week: Scenario, plan: solver.Plan) -> None:
    """Nothing but bands and bodyweight is left; the exercise that shall go is gone."""
    bands = solver.why_not(week, Wish(modality="bands"), plan=plan)
    assert bands.plan is not None
    assert "free_weights" not in {session.modality for session in bands.plan.sessions}
    gone = plan.sessions[0].exercises[0].exercise
    swap = solver.why_not(week, Wish(exercise="bird_dog", instead_of=gone), plan=plan)
    assert swap.comparison is not None and gone in swap.comparison.dropped


@pytest.mark.parametrize("wish", [Wish(modality="bands"), Wish(sessions=1), Wish(sessions=3)])
def test_measured_by_what_the_runner_wanted(week: Scenario, plan: solver.Plan, wish: Wish) -> None:
    """The wish may move what goals ask for; the price is that of the runner's own goals, and the least."""
    contrast = solver.why_not(week, wish, plan=plan)
    changed = solver.solve(wished(week, wish))
    assert contrast.plan is not None
    own, target = case_of(week), case_of(wished(week, wish))
    by_own = measured_tiers(own, read_week(own, changed)[0], {})
    assert tuple(vector(contrast.plan).values()) <= tuple(tier.value for tier in by_own)
    week_of = read_week(own, contrast.plan)[0]
    assert [t.value for t in measured_tiers(own, week_of, {})] == list(vector(contrast.plan).values())
    assert not any(violations(target, read_week(target, contrast.plan)[0]))


def test_instead_of_without_a_ladder_is_a_fresh_solve(week: Scenario) -> None:
    """Where avoiding moves no goal the price of a swap is that of the edited week."""
    free = week.model_copy(update={"rules": {"ladder": {"enabled": False}}})
    plan = solver.solve(free)
    wish = Wish(exercise="bird_dog", instead_of=plan.sessions[0].exercises[0].exercise)
    contrast = solver.why_not(free, wish, plan=plan)
    assert contrast.plan is not None
    assert vector(contrast.plan) == vector(solver.solve(wished(free, wish)))


def test_an_exercise_that_is_not_there(week: Scenario) -> None:
    """A wrong id is pointed at, with the likely one."""
    with pytest.raises(ScenarioError, match=r"no exercise 'sqat_bw'.*squat_bw"):
        solver.why_not(week, Wish(exercise="sqat_bw"))


@pytest.mark.parametrize(
    "wrong",
    [{}, {"day": "mon"}, {"session": True}, {"instead_of": "pushup"}, {"exercise": "pushup", "sessions": 2}],
)
def test_a_wish_says_one_thing(wrong: dict[str, object]) -> None:
    """Wishes that mean nothing, or two things, are refused."""
    with pytest.raises(ValueError):
        Wish.model_validate(wrong)


def test_the_words_of_a_cost_name_the_part(week: Scenario, plan: solver.Plan) -> None:
    """Every changed tier is said with the movement, muscle or balance that changed."""
    contrast = solver.why_not(week, Wish(sessions=1), plan=plan)
    assert contrast.cost is not None
    patterns = next(change for change in contrast.cost.changes if change.tier == 2)
    assert all(" of " in words and "instead of" in words for words in patterns.words)
    assert all(change.words for change in contrast.cost.changes)
    assert vector(plan)[2] == patterns.before


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_the_cost_is_that_of_a_fresh_solve(seed: int) -> None:
    """A random wish, written as a pin by hand, has the same tiers; or a conflict that holds."""
    assert check_why_not(seed) in ("possible", "forbidden", "not finished")


@pytest.mark.slow
@pytest.mark.parametrize("first", range(1, 201, 10))
def test_campaign_of_wishes(first: int) -> None:
    """The same for 200 wishes, ten in a block, so that processes can share them."""
    answers = [check_why_not(seed) for seed in range(first, first + 10)]
    assert answers.count("not finished") <= 1

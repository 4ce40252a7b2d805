"""Wishes against what is pinned, weeks without sessions, needless questions and doubts."""

import pytest
from rich.console import Console

import solver
from solver import Wish
from solver.catalogue.reader import merged
from solver.domain.explanation import Contrast
from solver.domain.problem import ScenarioError
from solver.domain.scenario import Scenario
from solver.explaining import why_not as asking
from solver.explaining.wishes import given_up, wish_patches, wished
from solver.report.explanation import contrast_view
from solver.search.limits import Limits

PINNED = """
athlete: {level: intermediate, mastered: [squat_bw]}
equipment: [dumbbells, long_band]
strength_minutes: 35
week: {sat: {strength: {minutes: 0}}, sun: {run: {kind: long, minutes: 90}}}
pins: {mon: [squat_goblet, side_plank_dip], fri: rest}
"""
EASY = """
strength_minutes: 20
week: {sun: {run: {kind: long}}}
"""
NO_ROOM = """
sessions: {min: 0}
week: {sun: {run: {kind: long, minutes: 60}}}
"""


def read(text: str) -> Scenario:
    return solver.parse_scenario(text)


@pytest.fixture(scope="module")
def pinned() -> Scenario:
    return read(PINNED)


@pytest.fixture(scope="module")
def easy() -> tuple[Scenario, solver.Plan]:
    scenario = read(EASY)
    return scenario, solver.solve(scenario)


def shown(contrast: Contrast) -> str:
    console = Console(width=2000, no_color=True)
    with console.capture() as capture:
        console.print(contrast_view(contrast))
    return capture.get()


def test_a_week_without_sessions_is_a_week(easy: tuple[Scenario, solver.Plan]) -> None:
    """It is possible, and has its price."""
    scenario, plan = easy
    contrast = solver.why_not(scenario, Wish(sessions=0), plan=plan)
    assert contrast.possible and contrast.plan is not None and not contrast.plan.sessions
    assert contrast.cost is not None and contrast.cost.verdict == "worse"
    none = solver.why_not(read(NO_ROOM), Wish(day="mon", session=False))
    assert none.possible and none.words == "The plan has no session on Monday already."


def test_a_conflict_that_was_not_found_is_not_settled(
    easy: tuple[Scenario, solver.Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is said to be impossible on no grounds."""
    monkeypatch.setattr(asking, "find_conflict", lambda case, budget: None)
    contrast = solver.why_not(easy[0], Wish(day="sun", session=True), plan=easy[1])
    assert not contrast.finished and contrast.outcome == "unknown"


@pytest.mark.parametrize(
    ("wish", "lost"),
    [
        (Wish(day="mon", session=False), ("“Goblet squat” on Monday", "“Side plank hip dip” on Monday")),
        (Wish(day="fri", session=True), ("the rest on Friday",)),
        (Wish(day="fri", exercise="pushup"), ("the rest on Friday",)),
        (Wish(exercise="pushup", instead_of="squat_goblet"), ("“Goblet squat” on Monday",)),
        (Wish(day="mon", session=True), ()),
        (Wish(day="mon", exercise="pushup"), ()),
        (Wish(sessions=1), ()),
    ],
)
def test_pins_that_give_way_are_named(pinned: Scenario, wish: Wish, lost: tuple[str, ...]) -> None:
    """What contradicts the wish goes, and only that."""
    assert given_up(pinned, wish) == lost


def test_pinned_exercises_ask_for_their_session_already(pinned: Scenario) -> None:
    """The list stays; and a day whose only exercise is replaced keeps its session."""
    assert wish_patches(pinned, Wish(day="mon", session=True)) == ()
    single = read(PINNED.replace(", side_plank_dip", ""))
    assert wished(single, Wish(exercise="pushup", instead_of="squat_goblet")).pins["mon"] == "session"


def test_giving_up_is_said_before_the_price(pinned: Scenario) -> None:
    """In the words, on the page and in the data; the plan as it is bounds nothing any more."""
    contrast = solver.why_not(pinned, Wish(day="mon", session=False), limits=Limits(1.0))
    assert contrast.gives_up == ("“Goblet squat” on Monday", "“Side plank hip dip” on Monday")
    assert contrast.words.startswith("For this you give up what you pinned: “Goblet squat” on Monday and")
    page = shown(contrast)
    assert 0 <= page.index("you give up what you pinned") < page.index("is possible")


def test_only_means_only() -> None:
    """Who asks for bands only has no dumbbell for a carry either; core and small exercises are closed."""
    scenario = read(
        "athlete: {level: beginner, age: 15, weeks_lifting: 8, pain: {achilles: mild}}\n"
        "equipment: [dumbbells, kettlebells, bench, step_box, long_band, mini_band]\n"
        "strength_minutes: 30\nweek: {sun: {run: {kind: long, minutes: 60}}}"
    )
    contrast = solver.why_not(scenario, Wish(modality="bands"), limits=Limits(2.0))
    assert contrast.plan is not None
    names = {one.exercise for session in contrast.plan.sessions for one in session.exercises}
    forms = merged(scenario.exercises)
    assert names and not {name for name in names if forms[name].modality == "free_weights"}
    closed = wished(scenario, Wish(modality="bands")).athlete.avoid
    assert {form.id for form in forms.values() if form.modality == "free_weights"} == set(closed)


def test_what_the_wish_closes_is_not_laid_to_the_runner() -> None:
    """The runner avoids nothing; the wish does."""
    scenario = read(EASY.replace("week:", "equipment: [dumbbells]\nweek:"))
    contrast = solver.why_not(scenario, Wish(exercise="suitcase_carry", modality="bands"))
    assert contrast.conflict is not None
    assert "You would have bands only." in contrast.conflict.sentences
    assert "You avoid" not in contrast.words
    swap = solver.why_not(
        scenario, Wish(exercise="bird_dog", instead_of="bird_dog"), plan=solver.Plan(sessions=())
    )
    assert "You would replace “Bird dog”" in swap.words and "You avoid" not in swap.words


def test_a_needless_question_is_answered_so(easy: tuple[Scenario, solver.Plan]) -> None:
    """What is there already, and what is not there to be replaced."""
    scenario, plan = easy
    session = plan.sessions[0]
    there = session.exercises[0].exercise
    contrast = solver.why_not(scenario, Wish(exercise=there), plan=plan)
    assert contrast.finished and contrast.words.startswith("The plan has it already: on ")
    assert contrast.words in shown(contrast)
    assert contrast.cost is not None and contrast.cost.verdict == "same"
    number = solver.why_not(scenario, Wish(sessions=len(plan.sessions)), plan=plan)
    assert number.words == f"The plan has {len(plan.sessions)} sessions already."
    swap = solver.why_not(scenario, Wish(exercise=there, instead_of="squat_goblet"), plan=plan)
    assert "“Goblet squat” is not in the plan, so there is nothing to replace." in swap.words


@pytest.mark.parametrize(
    ("base", "other", "said"),
    [
        ("feasible", "optimal", "the plan as it is was not proved"),
        ("optimal", "feasible", "It costs at most this"),
        ("feasible", "feasible", "The price is not reliable"),
        ("optimal", "optimal", ""),
    ],
)
def test_a_doubt_says_which_week_was_not_proved(
    easy: tuple[Scenario, solver.Plan], base: str, other: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what follows from it."""
    scenario, plan = easy
    solved = plan.model_copy(update={"outcome": other})
    monkeypatch.setattr("solver.explaining.session.solve_case", lambda *_, **__: solved)
    contrast = solver.why_not(scenario, Wish(sessions=3), plan=plan.model_copy(update={"outcome": base}))
    assert contrast.finished is not bool(said)
    assert said in contrast.doubt and said in shown(contrast)


def test_an_id_like_no_other_names_where_the_ids_are(easy: tuple[Scenario, solver.Plan]) -> None:
    """Where nothing is near, the command that lists them all helps."""
    with pytest.raises(ScenarioError, match="strongstride exercises"):
        solver.why_not(easy[0], Wish(exercise="nosuch"), plan=easy[1])

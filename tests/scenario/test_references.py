"""Everything that names something: exercises, families, equipment, places, rules, parameters."""

import pytest

from solver.catalogue.reader import merged, shipped
from solver.catalogue.references import equipment_words, reference_problems
from solver.domain.scenario import Scenario
from solver.scenario.reader import parse_scenario
from tests.scenario.helpers import problem_in, problems_in, row


@pytest.mark.parametrize(
    ("text", "pointer", "hint"),
    [
        ("athlete: {mastered: [squat_bw, pushupp]}", "/athlete/mastered/1", "did you mean 'pushup'?"),
        ("athlete: {known: [squat_gobelt]}", "/athlete/known/0", "did you mean 'squat_goblet'?"),
        ("last_week: [row-fw]", "/last_week/0", "did you mean 'row_fw'?"),
        ("pins: {thu: [deadlift_kbs]}", "/pins/thu/0", "did you mean 'deadlift_kb'?"),
        ("athlete: {prefer: [step_up_fv]}", "/athlete/prefer/0", "did you mean 'step_up_fw'?"),
        ("athlete: {avoid: [Pullup_]}", "/athlete/avoid/0", "did you mean 'pullup'?"),
        (
            "athlete: {ladder: {squat_gobblet: 2}}",
            "/athlete/ladder/squat_gobblet",
            "did you mean 'squat_goblet'?",
        ),
        ("equipment: [dumbbell]", "/equipment/0", "did you mean 'dumbbells'?"),
        ("places: {gym: [barbel]}", "/places/gym/0", "did you mean 'barbell'?"),
        (
            "places: {gym: []}\nweek: {mon: {strength: {place: gim}}}",
            "/week/mon/strength/place",
            "did you mean 'gym'?",
        ),
        ("next_day: {strength: {place: club}}", "/next_day/strength/place", "add it: places: {club: [...]}"),
        ("rules: {vest_dy: {}}", "/rules/vest_dy", "did you mean 'vest_day'?"),
        ("rules: {vest_day: {enable: false}}", "/rules/vest_day/enable", "did you mean 'enabled'?"),
        (
            "rules: {definitions: {vest_minuts: 5}}",
            "/rules/definitions/vest_minuts",
            "did you mean 'vest_minutes'?",
        ),
        ("rules: {vest_minutes: {}}", "/rules/vest_minutes", "'vest_minutes' is a parameter of definitions"),
    ],
)
def test_a_name_that_does_not_exist(text: str, pointer: str, hint: str) -> None:
    """Its place, and the name that was probably meant."""
    problem = problem_in(text)
    assert (problem.pointer, problem.hint) == (pointer, hint)
    assert problem.code in ("unknown_name", "unknown_key")
    assert problem.line is not None


def test_the_column_is_that_of_the_name() -> None:
    """A list entry is pointed at itself, a key of the ladder as a key."""
    entry, key = problems_in("athlete:\n  mastered: [squat_bw, zzz]\n  ladder: {qqq:   2}\n")
    assert (entry.line, entry.column) == (2, 24)
    assert (key.line, key.column) == (3, 12)


def test_a_family_where_a_form_is_needed_names_its_forms() -> None:
    """Pins and last week speak of forms; what a runner likes may be a family."""
    problem = problem_in("pins: {mon: [squat]}")
    assert problem.hint is not None
    assert "it is a family: name one of" in problem.hint
    assert "squat_bw" in problem.hint
    parse_scenario("athlete: {prefer: [squat], avoid: [pullup], ladder: {squat: 2}}")


def test_equipment_is_what_the_catalogue_needs() -> None:
    """Bodyweight may be written although it is implied; the words are listed."""
    parse_scenario("equipment: [bodyweight, dumbbells]")
    words = equipment_words(shipped())
    assert {"bodyweight", "dumbbells", "long_band", "table"} <= words
    assert problem_in("equipment: [qqqq]").allowed == ", ".join(sorted(words))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rules: {vest_day: {enabled: no}}", "write false"),
        ("rules: {pain: {enabled: false}}", "safety rule"),
        ("rules: {vest_day: [1]}", "a mapping"),
        ("rules: {definitions: {vest_minutes: 0}}", "from 1 to 1440"),
        ("rules: {definitions: {vest_minutes: '9'}}", "without quotes: 9"),
        ("rules: {definitions: {vest_minutes: true}}", "true is not allowed"),
    ],
)
def test_parameters_are_checked_like_everything_else(text: str, said: str) -> None:
    """Rules speak the same language as the rest of the scenario."""
    assert said in str(problem_in(text))


def test_several_wrong_rules_are_several_problems() -> None:
    """One wrong rule hides no other."""
    text = (
        "rules: {vest_dy: {}, pain: {enabled: false, x: 1}, definitions: {vest_minutes: 0, light_fatigue: x}}"
    )
    assert [one.pointer for one in problems_in(text)] == [
        "/rules/vest_dy",
        "/rules/pain/enabled",
        "/rules/pain/x",
        "/rules/definitions/vest_minutes",
        "/rules/definitions/light_fatigue",
    ]


def _own(**changes: object) -> dict[str, object]:
    squat = shipped()["squat_bw"].model_dump(mode="json")
    return {**squat, "id": "own_squat", "family": "own", **changes}


def test_own_exercises_can_be_named() -> None:
    """They extend the exercises, families and equipment that a scenario may name."""
    own = _own(equipment_sets=[["sandbag"]])
    scenario = Scenario.model_validate(
        {
            "exercises": [own],
            "equipment": ["sandbag"],
            "last_week": ["own_squat"],
            "athlete": {"avoid": ["own"]},
        }
    )
    assert reference_problems(scenario, merged(scenario.exercises)) == []


def test_own_exercises_of_one_name_and_with_wrong_prerequisites() -> None:
    """Problems between exercises point at the exercise."""
    exercises = [
        _own(),
        _own(),
        _own(id="second", prerequisite_id=["squat_bww"]),
        _own(id="third", prerequisite_id=["third"]),
        _own(id="fourth", prerequisite_id=["squat_back_bb"], level="beginner"),
    ]
    scenario = Scenario.model_validate({"exercises": exercises})
    found = reference_problems(scenario, merged(scenario.exercises))
    assert {(one.pointer, one.code) for one in found} == {
        ("/exercises/1/id", "duplicate_name"),
        ("/exercises/2/prerequisite_id", "inconsistent"),
        ("/exercises/3/prerequisite_id", "inconsistent"),
        ("/exercises/4/prerequisite_id", "inconsistent"),
    }
    assert "did you mean 'squat_bw'?" in {one.hint for one in found}


def test_the_shipped_catalogue_has_no_problems() -> None:
    """An empty scenario names nothing, and the catalogue agrees with itself."""
    assert reference_problems(Scenario(), merged([])) == []
    assert row()["id"] == "own_squat"

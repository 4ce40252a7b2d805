"""Mistakes in a readable document: said at the right place, all at once, with a likely fix."""

import pickle

import pytest

from solver.domain.problem import Problem, ScenarioError
from solver.scenario.reader import parse_scenario, scenario_from
from tests.scenario.helpers import problem_in, problems_in

SIX = """\
name: Six mistakes
athlete: {level: intermediate, agee: 38}
equipment: [dumbells]
strength_minutes: 5:30
week:
  tue: {run: {kind: qualty, minutes: 60}}
  wed: {strength: {minutes: 20, place: gym}}
rules: {vest_dy: {enabled: false}}
"""


def test_six_mistakes_are_six_problems() -> None:
    """Shape, names, places and rules are all looked at before anything is said."""
    found = problems_in(SIX, file="week.yaml")
    assert [(problem.pointer, problem.line, problem.column) for problem in found] == [
        ("/athlete/agee", 2, 32),
        ("/equipment/0", 3, 13),
        ("/strength_minutes", 4, 19),
        ("/week/tue/run/kind", 6, 21),
        ("/week/wed/strength/place", 7, 40),
        ("/rules/vest_dy", 8, 9),
    ]
    assert {problem.file for problem in found} == {"week.yaml"}


def test_a_problem_reads_as_one_line() -> None:
    """Place, value, what is allowed, what was probably meant."""
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(SIX, file="week.yaml")
    lines = str(caught.value).splitlines()
    assert len(lines) == 6
    assert lines[3] == (
        "week.yaml:6:21: week.tue.run.kind: 'qualty' is not allowed; "
        "allowed: easy, recovery, quality, long, race; did you mean 'quality'?"
    )


@pytest.mark.parametrize(
    ("text", "pointer", "code", "said"),
    [
        ("athlete: {level: novice}", "/athlete/level", "not_allowed", "did you mean 'beginner'?"),
        ("week: {mon: {run: {kind: tempo}}}", "/week/mon/run/kind", "not_allowed", "did you mean 'quality'?"),
        ("sesions: {min: 1}", "/sesions", "unknown_key", "did you mean 'sessions'?"),
        ("age: 40", "/age", "unknown_key", "'age' belongs under 'athlete'"),
        ("athlete: {equipment: []}", "/athlete/equipment", "unknown_key", "belongs at the top"),
        ("week: {monday: {}}", "/week/monday", "unknown_key", "did you mean 'mon'?"),
        ("athlete: {pain: {kne: mild}}", "/athlete/pain/kne", "unknown_key", "did you mean 'knee'?"),
        ("pins: {mo: session}", "/pins/mo", "unknown_key", "did you mean 'mon'?"),
        (
            "week: {mon: {run: {minutes: 3}}}",
            "/week/mon/run/kind",
            "missing",
            "'kind' is missing; allowed: easy",
        ),
        ("last_race: {days_ago: 3}", "/last_race/distance_km", "missing", "above 0 up to 1000"),
        ("strength_minutes: '40'", "/strength_minutes", "not_allowed", "without quotes: 40"),
        ("strength_minutes: 1:30", "/strength_minutes", "not_allowed", "write 90 for 1 h 30 min"),
        ("pace_min_per_km: 5:30", "/pace_min_per_km", "not_allowed", "write 5.5 for 5:30"),
        ("strength_minutes: -1", "/strength_minutes", "not_allowed", "from 0 to 1440"),
        ("strength_minutes: 4.5", "/strength_minutes", "not_allowed", "a whole number"),
        ("strength_minutes: true", "/strength_minutes", "not_allowed", "true is not allowed"),
        ("athlete: {age: yes}", "/athlete/age", "not_allowed", "'yes' is not allowed"),
        ("policy: {power: NO}", "/policy/power", "not_allowed", "write false"),
        ("policy: {power: 1}", "/policy/power", "not_allowed", "true or false"),
        ("name: 5", "/name", "not_allowed", "put it in quotes"),
        ("equipment: dumbbells", "/equipment", "not_allowed", "write a list: [dumbbells]"),
        ("equipment: [my gym]", "/equipment/0", "not_allowed", "letters, digits, _ and -"),
        ("week: {mon: {strength: 40}}", "/week/mon/strength", "not_allowed", "did you mean {minutes: 40}?"),
        ("week: {mon: {run: easy}}", "/week/mon/run", "not_allowed", "did you mean {kind: easy}?"),
        ("week: {mon: {run: [{kind: easy}]}}", "/week/mon/run", "not_allowed", "did you mean 'runs'?"),
        ("week:\n  mon:\n", "/week/mon", "not_allowed", "leave the key out"),
        ("week: [mon]", "/week", "not_allowed", "a list of 1 is not allowed"),
        ("sessions: {min: 3, max: 1}", "/sessions", "inconsistent", "min <= target <= max"),
        ("week: {mon: {run: {kind: race}}}", "/week/mon/run", "inconsistent", "a race needs its distance_km"),
        ("rules: {pain: 3}", "/rules/pain", "not_allowed", "a mapping"),
        ("strength_minutes: .inf", "/strength_minutes", "not_allowed", "infinite"),
        ("pace_min_per_km: .nan", "/pace_min_per_km", "not_allowed", "undefined"),
        ("strength_minutes: 1e999", "/strength_minutes", "not_allowed", "far too large"),
        ("name: '" + "x" * 201 + "'", "/name", "not_allowed", "0 to 200 characters"),
    ],
)
def test_each_mistake_is_one_problem_in_plain_words(text: str, pointer: str, code: str, said: str) -> None:
    """Pydantic's English never reaches a runner."""
    problem = problem_in(text)
    assert (problem.pointer, problem.code) == (pointer, code)
    assert said in str(problem)
    assert "Input should" not in str(problem)


@pytest.mark.parametrize(
    ("text", "pointer", "allowed"),
    [
        (
            "week: {mon: {run: {kind: easy, vest: sometimes}}}",
            "/week/mon/run/vest",
            "true or false, or a mapping",
        ),
        ("week: {mon: {run: {kind: easy, vest: 45}}}", "/week/mon/run/vest", "a mapping with minutes"),
        ("week: {mon: {run: {kind: easy, vest: [true]}}}", "/week/mon/run/vest", "true or false"),
        ("week: {mon: {run: {kind: easy, vest: {}}}}", "/week/mon/run/vest/minutes", "a whole number"),
        (
            "week: {mon: {run: {kind: easy, vest: {minutes: x}}}}",
            "/week/mon/run/vest/minutes",
            "a whole number",
        ),
        ("week: {mon: {other: bike}}", "/week/mon/other", "a mapping with minutes"),
        ("week: {mon: {other: {sport: 5}}}", "/week/mon/other/sport", "text"),
        ("week: {mon: {other: [{sport: bike}, {hard: true}]}}", "/week/mon/other/1/sport", "text"),
        ("week: {mon: {other: [{sport: bike, vest: 3}]}}", "/week/mon/other/0/vest", "true or false"),
        ("pins: {mon: sesion}", "/pins/mon", "session, "),
        ("pins: {mon: [squat_bw, 5]}", "/pins/mon/1", "an id"),
        ("pins: {mon: {squat_bw: true}}", "/pins/mon", "session, "),
        ("pins: {mon: ~}", "/pins/mon", "session, "),
    ],
)
def test_a_value_with_several_shapes_has_one_problem(text: str, pointer: str, allowed: str) -> None:
    """A union is not reported once per branch, and the branch that was meant is the one spoken of."""
    problem = problem_in(text)
    assert problem.pointer == pointer
    assert problem.allowed is not None
    assert allowed in problem.allowed


def test_too_many_entries_of_one_branch_are_counted() -> None:
    """Six sports on a day are too many; nobody hears that a list is no mapping."""
    problem = problem_in("week: {mon: {other: [" + "{sport: x}, " * 6 + "]}}")
    assert problem.message == "a list of 6 is not allowed"
    assert "a list of 0 to 5" in (problem.allowed or "")


def test_keys_are_pointed_at_as_keys_and_values_as_values() -> None:
    """The column of an unknown key is the key's, of a wrong value the value's."""
    unknown, wrong = problems_in("sesions:    {}\nformat:    weekly\n")
    assert (unknown.line, unknown.column) == (1, 1)
    assert (wrong.line, wrong.column) == (2, 12)


def test_what_lacks_something_is_pointed_at_as_a_whole() -> None:
    """A missing key has no place, so the mapping that lacks it is shown."""
    problem = problem_in("week:\n  mon:\n    run:\n      minutes: 30\n")
    assert (problem.pointer, problem.line, problem.column) == ("/week/mon/run/kind", 4, 7)


def test_json_has_places_too() -> None:
    """The same mistakes, found in JSON text."""
    text = '{"name": 1,\n "week":\n   {"mon": {"run": {"kind": "qualty"}}},\n "zzz": []}'
    found = problems_in(text, format="json", file="week.json")
    assert [(one.pointer, one.line, one.column) for one in found] == [
        ("/name", 1, 10),
        ("/week/mon/run/kind", 3, 29),
        ("/zzz", 4, 2),
    ]


def test_a_mistake_does_not_make_others_up() -> None:
    """What cannot be read is left out of the checks that would need it."""
    text = """\
places: {gym: 5}
week: {mon: {strength: {minutes: 5, place: gym}}, tue: {run: {kind: race, distance_km: far}}}
exercises: [{id: own_squat}]
pins: {mon: [own_squat]}
sessions: {min: 2, max: x}
"""
    pointers = [problem.pointer for problem in problems_in(text) if problem.code != "missing"]
    assert pointers == ["/places/gym", "/week/tue/run/distance_km", "/sessions/max"]


def test_entries_after_an_unreadable_one_keep_their_number() -> None:
    """A list is counted as it was written."""
    found = problems_in("athlete: {mastered: [5, *x, squat_bww, .inf, pushupp]}")
    assert [one.pointer.rpartition("/")[2] for one in found] == ["0", "1", "2", "3", "4"]
    assert found[2].hint == "did you mean 'squat_bw'?"


def test_a_dictionary_gets_pointers_without_lines() -> None:
    """API bodies have no lines, but the same pointers and words."""
    with pytest.raises(ScenarioError) as caught:
        scenario_from({"week": {"mon": {"run": {"kind": "qualty"}}}})
    assert caught.value.problems[0].model_dump(exclude_none=True) == {
        "pointer": "/week/mon/run/kind",
        "message": "'qualty' is not allowed",
        "code": "not_allowed",
        "value": "'qualty'",
        "allowed": "easy, recovery, quality, long, race",
        "hint": "did you mean 'quality'?",
    }


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({1: 2}, "the key 1 is not text"),
        ({"name": {1, 2}}, "a set is not something JSON can say"),
        ({"name": b"x"}, "a bytes is not something JSON can say"),
        ({"pace_min_per_km": float("nan")}, "undefined"),
        ({"name": "\ud800"}, "half a character"),
        ({"\ud800": 1}, "half a character"),
        ({"strength_minutes": 10**6000}, "far too large"),
        ({"strength_minutes": 10**80}, "a very large number"),
        ([], "the document is a list"),
        (None, "the document is a single value"),
    ],
)
def test_python_objects_that_are_no_document(data: object, said: str) -> None:
    """A notebook or an API may hand over anything."""
    with pytest.raises(ScenarioError) as caught:
        scenario_from(data)  # type: ignore[arg-type]
    assert len(caught.value.problems) == 1
    assert said in str(caught.value)


def test_a_dictionary_that_holds_itself_ends() -> None:
    """Nesting has a limit, so recursion has."""
    data: dict[str, object] = {}
    data["week"] = data
    with pytest.raises(ScenarioError, match="nested deeper than 40"):
        scenario_from(data)


def test_only_the_wrong_value_is_repeated() -> None:
    """What else stands in a scenario may be health data."""
    text = "athlete: [{age: 47, pain: {knee: severe}}]\nname: {secret: 1}\n"
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(text)
    for word in ("47", "severe", "secret"):
        assert word not in str(caught.value)


def test_long_and_odd_values_are_shown_short_and_escaped() -> None:
    """A message is one printable line, whatever was written."""
    found = problems_in('format: "\\e[31m' + "x" * 500 + '"\n"a\\nb": 1\n"' + "k" * 500 + '": 1\n')
    for problem in found:
        assert str(problem).isprintable()
        assert len(problem.value or "") <= 80
        assert len(problem.pointer) <= 100


def test_a_hundred_problems_are_enough() -> None:
    """The rest is announced, not listed."""
    found = problems_in("week: {" + ", ".join(f"k{i}: 1" for i in range(5000)) + "}")
    assert len(found) == 101
    assert "more problems" in found[-1].message


def test_errors_travel_between_processes() -> None:
    """Sweeps read scenarios in other processes."""
    error = ScenarioError([Problem(pointer="/name", message="wrong")])
    again = pickle.loads(pickle.dumps(error))
    assert again.problems == error.problems
    assert str(again) == str(error) == "name: wrong"

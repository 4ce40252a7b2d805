"""The contract's own small rules, without a service."""

import base64
import json
import math
from typing import Any

import pytest
from pydantic import ValidationError

from api.contract.batches import BatchItem
from api.contract.plans import Edit, cursor_of, read_cursor
from api.jobs.intake import KeyReused, TooManyPending
from api.routers.common import refused
from api.routers.preferences import Preference, read_preference
from solver import Scenario

ID = "0b5f6b1e-6f0c-4f0e-9f4e-1a2b3c4d5e6f"


@pytest.mark.parametrize("moment", [0.0, 1795384361.2087693, 1e-300])
def test_cursors_go_and_come_back(moment: float) -> None:
    """What a page ended with is where the next one begins, to the last bit."""
    assert read_cursor(cursor_of(moment, ID)) == (moment, ID)


@pytest.mark.parametrize(
    "said",
    ["", "1.0", f"nan {ID}", f"inf {ID}", f"1e999 {ID}", f"x {ID}", "1.0 \x00", "1.0 ' OR 1", f"1.0 {ID} 2"],
)
def test_other_peoples_cursors_are_none(said: str) -> None:
    """Whatever decodes but is none of ours."""
    assert read_cursor(base64.urlsafe_b64encode(said.encode()).decode()) is None
    assert read_cursor(said) is None


@pytest.mark.parametrize(
    ("header", "seconds", "applied"),
    [
        ("", None, ""),
        ("wait=5", 5, "wait=5"),
        ("WAIT = 5", 5, "wait=5"),
        ('wait="5"', 5, "wait=5"),
        ("respond-async", 0, "respond-async"),
        ("respond-async, wait=10", 10, "respond-async, wait=10"),
        ("return=minimal, wait=7; x=1", 7, "wait=7"),
        ("wait=3, wait=9", 3, "wait=3"),
        ("wait=600", 60, "wait=60"),
        ("wait=0", 0, "wait=0"),
        ("wait=-1", None, ""),
        ("wait=abc", None, ""),
        ("wait=1.5", None, ""),
        ("wait", None, ""),
        ("handling=lenient; wait=5", None, ""),
        ("waiter=5, nowait=5", None, ""),
        ("wait=99999999999999999999", None, ""),
        ("x" * 100_000 + ", wait=5", None, ""),
        (" " * 100_000, None, ""),
    ],
)
def test_preferences_are_read_as_the_rfc_has_it(header: str, seconds: float | None, applied: str) -> None:
    """RFC 7240: what is not understood is passed over, and the first of two counts."""
    assert read_preference(header) == Preference(seconds, applied)


@pytest.mark.parametrize(
    "edit",
    [
        {"path": "a"},
        {"path": "a", "value": None},
        {"op": "remove", "path": "a", "value": 0},
        {"op": "add", "path": "a", "value": 0},
        {"path": "", "value": 0},
    ],
)
def test_an_edit_says_what_it_does(edit: dict[str, object]) -> None:
    """Nothing is taken away by a value that was forgotten."""
    with pytest.raises(ValidationError):
        Edit.model_validate(edit)


def test_values_that_count_as_false_are_values() -> None:
    """0, false and empty texts are put there."""
    values: list[Any] = [0, False, "", []]
    assert [Edit(path="a", value=value).value for value in values] == values


def test_a_scenario_is_described_as_the_solver_has_it() -> None:
    """The component is the solver's own schema."""
    schema = BatchItem.model_json_schema()
    assert schema["properties"]["scenario"] == {"$ref": "#/$defs/Scenario"}
    own = Scenario.model_json_schema()
    assert schema["$defs"]["Scenario"]["properties"].keys() == own["properties"].keys()
    assert math.isclose(len(schema["$defs"]) - 1, len(own["$defs"]))


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (KeyReused(), 422, "idempotency_key_reused"),
        (TooManyPending(mine=True), 429, "too_many_requests"),
        (TooManyPending(mine=False), 503, "too_busy"),
    ],
)
def test_who_is_not_taken_in_is_told_when_to_come_back(
    error: KeyReused | TooManyPending, status: int, code: str
) -> None:
    """One's own crowd is 429, everybody's 503, both with Retry-After; a key used twice is 422."""
    response = refused(error).response()
    assert (response.status_code, json.loads(bytes(response.body))["code"]) == (status, code)
    assert ("Retry-After" in response.headers) == (status != 422)

"""Plans as JSON."""

import json

from solver.domain.plan import Plan
from solver.report.document import data_json, to_json
from tests.report.samples import HOSTILE, hostile, plan, steering


def test_it_reads_back_as_the_same_plan() -> None:
    assert Plan.model_validate_json(to_json(plan())) == plan()


def test_fields_keep_their_order_and_nothing_is_null() -> None:
    document = json.loads(to_json(plan(weekly=None)))
    assert list(document) == [
        "format_version",
        "name",
        "outcome",
        "tiers",
        "sessions",
        "notes",
        "provenance",
        "timing",
    ]
    assert "null" not in to_json(plan(timing=None))


def test_hostile_names_are_escaped_and_kept() -> None:
    text = to_json(hostile())
    assert not steering(text)
    assert json.loads(text)["name"] == HOSTILE


def test_plain_data_is_escaped_too() -> None:
    assert data_json({"name": "\x9b2J é"}) == '{\n  "name": "\\u009b2J é"\n}\n'

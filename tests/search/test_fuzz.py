"""Fuzzing: random weeks that are others every time; ``make fuzz`` runs it for as long as it is told."""

import os

import pytest
from hypothesis import HealthCheck, given, settings

from tests.search.test_random import plan_is_right
from tests.support.random_scenarios import Document, documents

EXAMPLES = int(os.environ.get("STRONGSTRIDE_FUZZ_EXAMPLES", "1000"))


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_fuzz_every_plan_is_right(document: Document) -> None:
    """Every plan of a random week is clean under the judge."""
    plan_is_right(document)

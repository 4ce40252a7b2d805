"""Boundaries of the goal consolidation."""

import pytest

from tests.support.weeks import EASY_RUN, LONG_RUN, QUALITY_RUN, plan, scenario, value


@pytest.mark.parametrize(("policy", "count"), [("neutral", 0), ("hard_days", 1), ("easy_days", 2)])
def test_sessions_against_the_policy(policy: str, count: int) -> None:
    """Of two sessions on hard days and one on an easy day, one or two go against the policy."""
    week = scenario(policy={"consolidation": policy}, mon=QUALITY_RUN, tue=EASY_RUN, sun=LONG_RUN)
    assert value("consolidation", week, plan(mon=["pushup"], tue=["pushup"], sun=["pushup"])) == count

"""Boundaries of the goal extra_sessions."""

import pytest

from tests.support.weeks import plan, scenario, value


@pytest.mark.parametrize(("days", "extra"), [(["mon"], 0), (["mon", "wed"], 0), (["mon", "wed", "fri"], 1)])
def test_sessions_above_the_target(days: list[str], extra: int) -> None:
    """A third session is one more than the target of two."""
    assert value("extra_sessions", scenario(), plan(**{day: ["pushup"] for day in days})) == extra

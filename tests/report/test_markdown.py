"""Plans as Markdown."""

from solver.report.markdown import escaped, plan_markdown
from tests.report.samples import hostile, hostile_scenario, infeasible, plan, scenario, steering


def test_it_holds_the_week_the_sessions_and_the_proof() -> None:
    text = plan_markdown(plan(), scenario())
    assert text.startswith("# Half-marathon build with a vest hike\n\n2 strength sessions")
    assert "| Saturday | Easy run 70 min, vest 45 min | – |" in text
    assert "| A2 | Pull-up, negative | 3x6 @ RPE 8 | 90 s | lats |" in text
    assert "| Hamstrings | 6.5 | 3 | 6 | 12 | target met |" in text
    assert text.endswith("**Proved optimal: no better week exists under these rules; ortools 9.15.6755, "
                         "0.4 s; request 1a2b3c4d5e6f.**\n")  # fmt: skip


def test_tables_are_even() -> None:
    for table in plan_markdown(plan(), scenario()).split("\n\n"):
        rows = [line for line in table.splitlines() if line.startswith("|")]
        assert len({line.count("|") for line in rows}) <= 1


def test_no_week_says_why() -> None:
    assert "## Why no week is possible\n\n- Monday: vest\\_day" in plan_markdown(infeasible())


def test_markup_is_escaped() -> None:
    assert escaped("a|b <b> [x](y) `c` *d*") == "a\\|b \\<b\\> \\[x\\](y) \\`c\\` \\*d\\*"
    assert escaped("@team https://x.test www.x.test 3x8 @ RPE 7") == (
        "\\@team https\\://x.test www\\.x.test 3x8 @ RPE 7"
    )


def test_hostile_names_do_nothing() -> None:
    text = plan_markdown(hostile(), hostile_scenario())
    assert not steering(text)
    assert "<b>" not in text
    assert not [line for line in text.splitlines() if line.startswith("BEGIN")]

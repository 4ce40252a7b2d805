"""What the judge says of a plan, as text."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from solver.domain.judgement import Finding, Judgement, Mismatch
from solver.domain.plan import TierValue
from solver.report.console import headed_table
from solver.report.weekly import weekly_table
from solver.report.words import clean, count, plain, sentence, subject


def judgement_view(judgement: Judgement) -> RenderableType:
    """Return a judgement for a rich console: the verdict, what is broken, the goals, the week."""
    return Padding(Group(*_parts(judgement)), (0, 1))


def verdict_line(judgement: Judgement) -> str:
    """Return the verdict as one sentence."""
    if judgement.verdict == "clean":
        return "Clean: every rule is kept, and every figure in the plan is right."
    broken = len(judgement.findings)
    rules = len({finding.rule for finding in judgement.findings})
    parts = [f"{count(broken, 'violation')} of {count(rules, 'rule')}"] if broken else []
    if wrong := len(judgement.mismatches):
        parts.append(f"{count(wrong, 'wrong figure')}")
    return f"Not clean: {' and '.join(parts)}."


def _parts(judgement: Judgement) -> Iterator[RenderableType]:
    yield Text(verdict_line(judgement), style="bold" if judgement.verdict == "clean" else "bold red")
    yield Text()
    if judgement.findings:
        yield from (_findings(judgement.findings), Text())
    if judgement.mismatches:
        yield from (_mismatches(judgement.mismatches), Text())
    if judgement.tiers:
        yield from (_tiers(judgement.tiers), Text())
    yield weekly_table(judgement.weekly)


def _findings(findings: tuple[Finding, ...]) -> Table:
    table = headed_table("Rule", "Where", "What is wrong")
    for finding in findings:
        table.add_row(*_cells(finding.rule, subject(finding.subject), finding.message))
    return table


def _mismatches(mismatches: tuple[Mismatch, ...]) -> Table:
    table = headed_table("Figure in the plan", "It says", "It is")
    for wrong in mismatches:
        table.add_row(*_cells(wrong.pointer, wrong.printed, wrong.recomputed))
    return table


def _tiers(tiers: tuple[TierValue, ...]) -> Table:
    table = headed_table("Goals, in order", "Missed by", "Weight", "Counts")
    for tier in tiers:
        table.add_row(
            Text(f"{tier.tier} {sentence(clean(tier.name))}", style="bold"), "", "", str(tier.value)
        )
        for goal in tier.goals:
            if goal.value:
                figures = (str(goal.value), str(goal.weight), str(goal.value * goal.weight))
                table.add_row(Text(f"  {plain(goal.id)}"), *figures)
    return table


def _cells(*texts: str) -> Iterator[Text]:
    return (Text(clean(text)) for text in texts)

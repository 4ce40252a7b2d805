"""Conflicts with their ways out, and answers to `why not`, as pages for a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from solver.domain.base import DAY_WORDS, listed
from solver.domain.explanation import Conflict, Contrast, Cost, Explanation, Reason, Repair
from solver.report.comparison import comparison_parts, cost_lines
from solver.report.text import bullet
from solver.report.words import clean, day_word

NOT_FINISHED = (
    "Not finished: the time ended, or somebody stopped it. What is said here holds; more is not known."
)


_DAY = "{day}"


def explanation_view(found: Sequence[Explanation], reasons: Sequence[Reason] = ()) -> RenderableType:
    """Return why there is no week, or why goals are missed; then what each exercise is there for."""
    return Padding(Group(*_explanations(found), *_reasons(reasons)), (0, 1))


def contrast_view(contrast: Contrast) -> RenderableType:
    """Return the answer to a wish."""
    return Padding(Group(*_contrast(contrast)), (0, 1))


def _explanations(found: Sequence[Explanation]) -> Iterator[RenderableType]:
    if not found:
        yield Text("Every goal before familiarity is reached: there is nothing to explain.")
    for number, one in enumerate(found):
        if number:
            yield Text()
        yield from _explanation(one)


def _explanation(one: Explanation) -> Iterator[RenderableType]:
    if one.conflict is None:
        yield Text(clean(one.words))
    elif one.about == "infeasible":
        yield Text("No week keeps all of this together:", style="bold")
        yield from _members(one.conflict)
    else:
        yield Text(clean(one.falls_short), style="bold")
        yield Text("Better is impossible, because:")
        yield from _members(one.conflict)
    yield from _repairs(one)
    if not one.finished and one.conflict is not None:
        yield Text(NOT_FINISHED, style="yellow")


def _members(conflict: Conflict) -> Iterator[RenderableType]:
    for line in conflict.sentences:
        yield bullet(clean(line))
    proof = "proved impossible, and each line is needed" if conflict.verified else "not verified"
    yield Text(f"Checked: {proof}.")


def _repairs(one: Explanation) -> Iterator[RenderableType]:
    if not one.repairs:
        if one.conflict is not None and one.finished:
            yield Text("No change that was tried helps.")
        return
    yield Text()
    yield Text("Any one of these helps" if len(one.repairs) > 1 else "This helps", style="bold")
    for line in _repair_lines(one.repairs):
        yield bullet(line)


def _repair_lines(repairs: Sequence[Repair]) -> list[str]:
    """Return a line for each repair; those that differ in their day only share one."""
    alike: dict[str, list[str]] = {}
    for repair in repairs:
        proved = "" if repair.outcome == "optimal" else " Not proved best."
        line = clean(f"{repair.change} {repair.reaches}{proved}")
        days = [day for day in DAY_WORDS.values() if day in line]
        key = line.replace(days[0], _DAY) if len(days) == 1 else line
        alike.setdefault(key, []).extend(days[:1])
    order = list(DAY_WORDS.values())
    return [key.replace(_DAY, _or(sorted(days, key=order.index))) for key, days in alike.items()]


def _or(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _reasons(reasons: Sequence[Reason]) -> Iterator[RenderableType]:
    if not reasons:
        return
    yield Text()
    yield Text("What each exercise is there for", style="bold")
    for day in dict.fromkeys(reason.day for reason in reasons):
        yield Text(day_word(day), style="bold cyan")
        for reason in reasons:
            if reason.day == day:
                yield bullet(clean(reason.words))


def _contrast(contrast: Contrast) -> Iterator[RenderableType]:
    if contrast.plan is None and contrast.conflict is None:
        yield Text(clean(contrast.words))
        return
    if contrast.remark:
        yield Text(clean(contrast.remark))
    if contrast.gives_up:
        yield Text(clean(f"For this you give up what you pinned: {listed(contrast.gives_up)}."))
    if contrast.conflict is not None:
        yield Text(f"There is no week with {clean(contrast.wish)}:", style="bold")
        yield from _members(contrast.conflict)
    elif contrast.comparison is not None:
        yield Text(_headline(contrast, contrast.comparison.cost), style="bold")
        for line in cost_lines(contrast.comparison.cost):
            yield bullet(line)
        yield Text()
        yield from comparison_parts(contrast.comparison)
    elif contrast.cost is None:
        said = f"A week with {contrast.wish} is possible; without it there was no plan to compare with."
        yield Text(clean(said), style="bold")
    if contrast.doubt:
        yield Text(clean(contrast.doubt), style="yellow")


def _headline(contrast: Contrast, cost: Cost) -> str:
    verdict = {"same": "and just as good.", "worse": "at this price:", "better": "and it is better:"}
    return f"A week with {clean(contrast.wish)} is possible, {verdict[cost.verdict]}"

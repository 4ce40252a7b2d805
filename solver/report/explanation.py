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
    if len(found) == 1:
        yield from _explanation(found[0])
        yield from _repairs(found[0])
    if len(found) > 1:
        yield from _several(found)
    for doubt in dict.fromkeys(one.doubt for one in found if one.conflict is not None and one.doubt):
        yield Text(clean(doubt), style="yellow")


def _several(found: Sequence[Explanation]) -> Iterator[RenderableType]:
    """Yield numbered goals, each conflict and each change once, and with what it helps."""
    blocks: dict[object, list[int]] = {}
    for at, one in enumerate(found):
        blocks.setdefault(_in_the_way(one) or at, []).append(at)
    for block in blocks.values():
        if block[0]:
            yield Text()
        if len(block) == 1:
            yield from _explanation(found[block[0]], f"{block[0] + 1}. ")
        else:
            yield from _together(found, block)
    helps: dict[str, list[int]] = {}
    for at, one in enumerate(found):
        for line in _repair_lines(one.repairs):
            helps.setdefault(line, []).append(at)
    for whom in sorted(set(map(tuple, helps.values())), key=lambda those: (-len(those), those)):
        lines = [line for line, those in helps.items() if tuple(those) == whom]
        numbers = "all of it" if len(whom) == len(found) else listed(str(at + 1) for at in whom)
        yield from _ways_out(lines, f"with {numbers}")
    without = [at for at, one in enumerate(found) if one.conflict and one.finished and not one.repairs]
    if without:
        yield Text()
        yield Text(f"For {listed(str(at + 1) for at in without)} no change that was tried helps.")


def _in_the_way(one: Explanation) -> tuple[str, ...]:
    """Return what forbids a goal; empty where that has a block of its own, as a price makes it."""
    if one.conflict is None or not one.step or one.cost is not None:
        return ()
    return tuple(line for line in one.conflict.sentences if line != one.step)


def _explanation(one: Explanation, number: str = "") -> Iterator[RenderableType]:
    if one.conflict is None:
        yield Text(clean(f"{number}{one.words}"))
        return
    if one.about == "infeasible":
        yield Text("No week keeps all of this together:", style="bold")
    else:
        yield Text(clean(f"{number}{one.falls_short}"), style="bold")
        if one.cost is not None:
            yield from _price(one, one.cost)
        forbidden = "Better is" if one.cost is None else "Without that price it is"
        yield Text(f"{forbidden} impossible: no week keeps all of this together.")
    yield from _members(one.conflict)


def _price(one: Explanation, cost: Cost) -> Iterator[RenderableType]:
    yield Text(clean(one.price))
    tiers = sorted((*cost.changes, *one.moved), key=lambda change: change.tier)
    for line in cost_lines(cost.model_copy(update={"changes": tuple(tiers)})):
        yield bullet(line)


def _together(found: Sequence[Explanation], block: Sequence[int]) -> Iterator[RenderableType]:
    """Say once what stands in the way of several goals."""
    for at in block:
        yield Text(clean(f"{at + 1}. {found[at].falls_short}"), style="bold")
    yield Text("Better is impossible: no week keeps any one of these")
    for at in block:
        yield bullet(clean(found[at].step))
    yield Text("together with all of these:")
    for line in _in_the_way(found[block[0]]):
        yield bullet(clean(line))
    conflicts = [found[at].conflict for at in block]
    yield _proof(all(conflict is not None and conflict.verified for conflict in conflicts))


def _members(conflict: Conflict) -> Iterator[RenderableType]:
    for line in conflict.sentences:
        yield bullet(clean(line))
    yield _proof(conflict.verified)


def _proof(verified: bool) -> Text:
    return Text(f"Checked: {'proved impossible, and each line is needed' if verified else 'not verified'}.")


def _repairs(one: Explanation) -> Iterator[RenderableType]:
    if one.repairs:
        yield from _ways_out(_repair_lines(one.repairs))
    elif one.conflict is not None and one.finished:
        yield Text("No change that was tried helps.")


def _ways_out(lines: Sequence[str], whom: str = "") -> Iterator[RenderableType]:
    yield Text()
    head = "Any one of these helps" if len(lines) > 1 else "This helps"
    yield Text(f"{head} {whom}".strip(), style="bold")
    for line in lines:
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
        if contrast.cost is not None:
            yield Text(_headline(contrast, contrast.cost), style="bold")
            yield from (bullet(line) for line in cost_lines(contrast.cost))
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

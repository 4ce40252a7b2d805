"""Two plans side by side, alternatives to a plan, and what changes of circumstances are worth."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from solver.domain.base import DAY_WORDS
from solver.domain.explanation import Alternatives, Comparison, Cost, Worth, WorthItem
from solver.domain.wording import tier_change
from solver.report.console import headed_table
from solver.report.text import bullet
from solver.report.words import clean, count, day_word, listing, muscle, number, sentence

_MISSING = {"infeasible": "it is impossible", "unknown": "none was found in the time there was"}
_STOPPED = "Not finished: the time ended, or somebody stopped it."

_DIFFERENT = (
    "How different: 2 points for each day that has a session in one of two weeks only, and 1 for each main "
    "exercise (squat, hinge, push or pull) in one of them only. What counts is the most similar of the weeks "
    "before it, yours among them."
)


def comparison_view(comparison: Comparison) -> RenderableType:
    """Return two plans side by side."""
    lines = [bullet(line) for line in cost_lines(comparison.cost)] if comparison.cost else []
    head: list[RenderableType] = [Text(_compared(comparison), style="bold"), *lines, Text()]
    return Padding(Group(*head, *comparison_parts(comparison)), (0, 1))


def alternatives_view(found: Alternatives) -> RenderableType:
    """Return alternatives, the best first."""
    return Padding(Group(*_alternatives(found)), (0, 1))


def worth_view(worth: Worth) -> RenderableType:
    """Return what changes would buy, best first; those that buy nothing in one paragraph."""
    return Padding(Group(*_worth(worth)), (0, 1))


def _compared(comparison: Comparison) -> str:
    """Say which plan is better, or why that cannot be said."""
    if comparison.cost is not None:
        return {
            "same": "Both plans are equally good.",
            "worse": "The first plan is better.",
            "better": "The second plan is better.",
        }[comparison.cost.verdict]
    if not comparison.same_goals:
        return "Each plan is measured by its own week's goals, so the points cannot be compared."
    first, second = (_MISSING.get(outcome or "") for outcome in comparison.outcomes)
    if first and first == second:
        return f"Neither week has a plan: {first}."
    missing = [(name, why) for name, why in (("first", first), ("second", second)) if why]
    said = [f"The {name} week has no plan: {why}." for name, why in missing]
    return " ".join(said) or "One of the plans carries no points, so the two cannot be compared by them."


def cost_lines(cost: Cost) -> list[str]:
    """Say a cost, a line for each tier that changes."""
    lines = []
    for change in cost.changes:
        by = change.after - change.before
        lines.append(clean(f"{tier_change(change.name, by)}: {'; '.join(change.words)}."))
    return lines


def comparison_parts(comparison: Comparison) -> Iterator[RenderableType]:
    """Yield what two plans have in common and what not."""
    before, after = (listing([day_word(day) for day in days]) or "none" for days in comparison.days)
    yield bullet(f"Days: {before}" if before == after else f"Days: {after} instead of {before}")
    for title, forms in (
        ("New", comparison.added),
        ("Gone", comparison.dropped),
        ("As before", comparison.kept),
    ):
        if forms:
            yield bullet(f"{title}: {_named(comparison, forms)}")
    if comparison.moved_along:
        yield bullet(f"Only moved with its day: {_named(comparison, comparison.moved_along)}")
    for moved in comparison.changed:
        yield bullet(clean(f"{moved.name}: {moved.after} (before {moved.before})"))
    if comparison.dose:
        doses = (f"{muscle(g)} {number(a)} to {number(b)}" for g, (a, b) in comparison.dose.items())
        yield bullet(f"Weekly sets: {', '.join(doses)}")


def _named(comparison: Comparison, forms: Sequence[str]) -> str:
    """Return names in quotes: there are commas within names."""
    return ", ".join(f"“{clean(comparison.names.get(form, form))}”" for form in forms)


def _alternatives(found: Alternatives) -> Iterator[RenderableType]:
    yield Text(clean(found.words), style="bold")
    for place, one in enumerate(found.items, start=1):
        yield Text()
        proved = "" if one.plan.outcome == "optimal" else ", not proved best"
        title = f"Alternative {place}, different by {count(one.distance, 'point')}{proved}"
        yield Text(title, style="bold cyan")
        for line in cost_lines(one.cost) or ["It costs nothing: every goal is reached as well as before."]:
            yield bullet(line)
        yield from comparison_parts(one.comparison)
    if found.items:
        yield Text()
        yield Text(_DIFFERENT)
    if not found.finished:
        yield Text(_STOPPED, style="yellow")


def _worth(worth: Worth) -> Iterator[RenderableType]:
    titles = {"better": "Would help", "worse": "Would cost", "open": "Not settled"}
    for verdict, title in titles.items():
        items = [item for item in worth.items if _verdict(item) == verdict]
        if items:
            yield Text(title, style="bold")
            yield _worth_table(items)
            yield Text()
    nothing = _grouped([clean(item.what) for item in worth.items if _verdict(item) == "same"])
    if nothing:
        yield Text("Would change nothing", style="bold")
        for line in nothing:
            yield bullet(line)
    if not worth.finished:
        yield Text(f"{_STOPPED} {count(worth.left_out, 'change')} not tried.", style="yellow")


def _grouped(changes: Sequence[str]) -> list[str]:
    """Return changes with the same beginning in one line: ``No strength on Monday and Friday``."""
    groups: dict[str, list[str]] = {}
    for change in changes:
        head = _beginning(change)
        groups.setdefault(head, []).append(change.removeprefix(head))
    return [f"{head}{listing(_by_day(tails))}" for head, tails in groups.items()]


def _beginning(change: str) -> str:
    """Return what a change has in common with others of its kind: all but its day or its piece."""
    mark = next((mark for mark in (" on ", "equipment: ") if mark in change), "")
    return change[: change.index(mark) + len(mark)] if mark else change


def _by_day(words: list[str]) -> list[str]:
    days = list(DAY_WORDS.values())
    return sorted(words, key=lambda word: (days.index(word) if word in days else len(days), word))


def _verdict(item: WorthItem) -> str:
    if item.cost is None:
        return {"infeasible": "worse", "unknown": "open"}.get(item.outcome, "better")
    return item.cost.verdict


def _worth_table(items: Sequence[WorthItem]) -> Table:
    """Return a row for each change; changes with the same effect share one, as those without any do."""
    table = headed_table(expand=True)
    table.add_column("Change", ratio=2)
    table.add_column("Then", ratio=5)
    alike: dict[tuple[str, str], list[str]] = {}
    for item in items:
        what, said = clean(item.what), sentence(clean(item.words.removeprefix(f"{item.what}: ")))
        alike.setdefault((_beginning(what), said), []).append(what)
    for (_, said), changes in alike.items():
        table.add_row(Text(" ".join(_grouped(changes))), Text(said))
    return table

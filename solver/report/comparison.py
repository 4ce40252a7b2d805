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

_STOPPED = "Not finished: the time ended, or somebody stopped it."


def comparison_view(comparison: Comparison) -> RenderableType:
    """Return two plans side by side."""
    verdict = {
        "same": "Both plans are equally good.",
        "worse": "The first plan is better.",
        "better": "The second plan is better.",
    }[comparison.cost.verdict]
    lines = [bullet(line) for line in cost_lines(comparison.cost)]
    head: list[RenderableType] = [Text(verdict, style="bold"), *lines, Text()]
    return Padding(Group(*head, *comparison_parts(comparison)), (0, 1))


def alternatives_view(found: Alternatives) -> RenderableType:
    """Return alternatives, the best first."""
    return Padding(Group(*_alternatives(found)), (0, 1))


def worth_view(worth: Worth) -> RenderableType:
    """Return what changes would buy, best first; those that buy nothing in one paragraph."""
    return Padding(Group(*_worth(worth)), (0, 1))


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
    for moved in comparison.changed:
        yield bullet(clean(f"{moved.name}: {moved.after} (before {moved.before})"))
    if comparison.dose:
        doses = (f"{muscle(g)} {number(a)} to {number(b)}" for g, (a, b) in comparison.dose.items())
        yield bullet(f"Weekly sets: {', '.join(doses)}")


def _named(comparison: Comparison, forms: Sequence[str]) -> str:
    return ", ".join(clean(comparison.names.get(form, form)) for form in forms)


def _alternatives(found: Alternatives) -> Iterator[RenderableType]:
    yield Text(clean(found.words), style="bold")
    for place, one in enumerate(found.items, start=1):
        yield Text()
        points = count(one.distance, "point")
        yield Text(f"Alternative {place}, {points} from the nearest plan before it", style="bold cyan")
        for line in cost_lines(one.cost) or ["It costs nothing: every goal is reached as well as before."]:
            yield bullet(line)
        yield from comparison_parts(one.comparison)
    if found.items:
        yield Text()
        yield Text("Distance: 2 points for each other day, 1 for each other main exercise.")
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
        mark = next((mark for mark in (" on ", "equipment: ") if mark in change), "")
        head, _, tail = change.partition(mark) if mark else (change, "", "")
        groups.setdefault(head + mark, []).append(tail)
    return [f"{head}{listing(_by_day(tails))}" for head, tails in groups.items()]


def _by_day(words: list[str]) -> list[str]:
    days = list(DAY_WORDS.values())
    return sorted(words, key=lambda word: (days.index(word) if word in days else len(days), word))


def _verdict(item: WorthItem) -> str:
    if item.cost is None:
        return {"infeasible": "worse", "unknown": "open"}.get(item.outcome, "better")
    return item.cost.verdict


def _worth_table(items: Sequence[WorthItem]) -> Table:
    table = headed_table(expand=True)
    table.add_column("Change", ratio=2)
    table.add_column("Then", ratio=5)
    for item in items:
        said = clean(item.words.removeprefix(f"{item.what}: "))
        table.add_row(Text(clean(item.what)), Text(sentence(said)))
    return table

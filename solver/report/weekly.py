"""The week as a whole: sets per muscle against their band, coverage, balance."""

from rich.table import Table
from rich.text import Text

from solver.domain.plan import Balance, MuscleDose, Weekly
from solver.report.words import clean, count, day_word, listing, muscle, number, plain, sentence

_FULL, _HALF, _ROOM, _TARGET = "█", "▌", "·", "|"


def weekly_table(weekly: Weekly) -> Table:
    """Return sets per muscle as bars against floor, target and cap."""
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("Sets a week", no_wrap=True)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for title in ("Floor", "Target", "Cap"):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("", ratio=1)
    for dose in weekly.muscles:
        band = (number(value) for value in (dose.floor, dose.target, dose.cap))
        style = "" if dose.sets >= dose.target else "yellow"
        name = sentence(muscle(dose.group))
        table.add_row(name, number(dose.sets), Text(bar(dose), style=style), *band, dose_words(dose))
    return table


def bar(dose: MuscleDose) -> str:
    """Draw sets as a bar, one character a set, up to the cap; ``|`` is the target still ahead.

    A half block is half a set: six and a half of a target of 8 and a cap of 12 are ``██████▌|····``.
    """
    length = max(round(dose.cap), -(-round(dose.sets * 2) // 2))
    cells = []
    for cell in range(1, length + 1):
        if dose.sets >= cell:
            cells.append(_FULL)
        elif dose.sets >= cell - 0.5:
            cells.append(_HALF)
        else:
            cells.append(_TARGET if cell == round(dose.target) else _ROOM)
    return "".join(cells)


def dose_words(dose: MuscleDose) -> str:
    """Say where the sets lie in their band."""
    if dose.sets > dose.cap:
        return f"{number(dose.sets - dose.cap)} over cap"
    if dose.sets < dose.floor:
        return f"{number(dose.floor - dose.sets)} below floor"
    if dose.sets < dose.target:
        return f"{number(dose.target - dose.sets)} short of target"
    return "target met"


def coverage_lines(weekly: Weekly) -> list[str]:
    """Say what is trained as often as it should be, and what is missing."""
    missing = [one for one in weekly.coverage if one.reached < one.wanted]
    reached = [f"{plain(one.what)} {one.reached}" for one in weekly.coverage if one not in missing]
    short = [f"{plain(one.what)} {one.reached} of {one.wanted}" for one in missing]
    lines = [f"Trained often enough (sessions a week): {', '.join(reached)}."] if reached else []
    return [*lines, f"Too seldom: {', '.join(short)}."] if short else lines


def balance_lines(weekly: Weekly) -> list[str]:
    """Say for every balance how its sides stand, what the band is, and whether it lies inside."""
    return [_balance(balance) for balance in weekly.balance]


def _balance(balance: Balance) -> str:
    left, right = (plain(side) for side in balance.sides)
    sets = f"{sentence(left)} {number(balance.sets[0])}, {right} {number(balance.sets[1])} sets"
    if not balance.open:
        return f"{sets}: not asked, one side has no exercise that is open"
    band = clean(balance.band).replace(" .. ", " to ")
    verdict = "in balance" if balance.outside == 0 else f"{count(balance.outside, 'half-set')} outside"
    return f"{sets}: {verdict} (band {band})"


def free_days_line(weekly: Weekly) -> str:
    """Say which days hold neither run, other sport nor strength."""
    days = [day_word(day) for day in weekly.free_days]
    return f"Free of everything: {listing(days)}." if days else "No day is free of everything."

"""Holds a sweep against its baseline: status, tiers and deterministic time of every cell."""

from collections.abc import Iterable, Iterator

from solver.domain.baseline import Baseline, BaselineCell, Difference, Tolerances
from solver.domain.sweep import CellResult

#: From best to worst; whether a week is possible at all is not better or worse but another answer.
_RANK = {"optimal": 0, "infeasible": 0, "feasible": 1, "unknown": 2, "failed": 3, "invalid": 3}


def baseline_of(name: str, results: Iterable[CellResult], tolerances: Tolerances | None = None) -> Baseline:
    """Return the baseline that these results would be held against."""
    return Baseline(sweep=name, tolerances=tolerances or Tolerances(), cells=tuple(map(_cell, results)))


def _cell(result: CellResult) -> BaselineCell:
    return BaselineCell(
        id=result.id,
        status=result.status,
        tiers={tier.tier: tier.value for tier in result.tiers},
        deterministic_time=result.deterministic_time,
    )


def accept(results: Iterable[CellResult], baseline: Baseline) -> tuple[Difference, ...]:
    """Return everything that differs from the baseline beyond its tolerances.

    Regressions are a cell that is missing, a status that is worse or another answer, a tier that is
    worse while those before it are equal, and time beyond the tolerance. What is better, and cells
    that the baseline does not know, are told too.
    """
    now = {cell.id: cell for cell in map(_cell, results)}
    before = {cell.id: cell for cell in baseline.cells}
    found = [_gone(cell) for cell in before.values() if cell.id not in now]
    for name, cell in now.items():
        if name in before:
            found += _differences(before[name], cell, baseline.tolerances)
        else:
            found.append(
                Difference(
                    cell=name, measure="presence", regression=False, before="not there", after=cell.status
                )
            )
    return tuple(found)


def _gone(cell: BaselineCell) -> Difference:
    return Difference(
        cell=cell.id, measure="presence", regression=True, before=cell.status, after="not there"
    )


def _differences(before: BaselineCell, now: BaselineCell, allowed: Tolerances) -> Iterator[Difference]:
    if before.status != now.status:
        worse = _RANK[now.status] >= _RANK[before.status]
        yield Difference(
            cell=now.id, measure="status", regression=worse, before=before.status, after=now.status
        )
    yield from _tiers(before, now, allowed)
    yield from _time(before, now, allowed)


def _tiers(before: BaselineCell, now: BaselineCell, allowed: Tolerances) -> Iterator[Difference]:
    """Compare the first tier that differs; those behind it may do anything."""
    if not before.tiers or not now.tiers or before.tiers == now.tiers:
        return
    tiers = sorted({*before.tiers, *now.tiers})
    first = next(tier for tier in tiers if before.tiers.get(tier) != now.tiers.get(tier))
    worse = now.tiers.get(first, 0) - before.tiers.get(first, 0)
    room = 0 if before.status == now.status == "optimal" else allowed.tier_points
    yield Difference(
        cell=now.id,
        measure="tiers",
        regression=worse > room,
        before=_vector(before),
        after=_vector(now),
    )


def _vector(cell: BaselineCell) -> str:
    return " ".join(f"{tier}:{value}" for tier, value in sorted(cell.tiers.items()))


def _time(before: BaselineCell, now: BaselineCell, allowed: Tolerances) -> Iterator[Difference]:
    if before.deterministic_time is None or now.deterministic_time is None:
        return
    most = before.deterministic_time * allowed.time_factor + allowed.time_slack
    if now.deterministic_time > most:
        yield Difference(
            cell=now.id,
            measure="time",
            regression=True,
            before=f"{before.deterministic_time:.2f} s (up to {most:.2f} allowed)",
            after=f"{now.deterministic_time:.2f} s",
        )

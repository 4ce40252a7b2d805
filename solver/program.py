"""An integer linear program as pure data: no solver is loaded to build, read or count it.

Rules and goals state rows; `solver.search` hands them to CP-SAT, the benchmarks also to a MIP
solver. Every row of a rule carries the rule's id and subject, so that the same rows can be posted
as they are, or behind one guard per rule and subject when a conflict is explained.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NewType

#: Index of a variable.
Var = NewType("Var", int)
#: A linear expression: variables with their coefficients.
Terms = Sequence[tuple[Var, int]]


@dataclass(frozen=True, slots=True)
class Label:
    """Where a row comes from: the rule, and what of the runner's week it speaks of."""

    rule: str
    subject: str


@dataclass(frozen=True, slots=True)
class Row:
    """``low <= sum(coefficient * variable) <= high``; None is no bound."""

    terms: tuple[tuple[Var, int], ...]
    low: int | None
    high: int | None
    label: Label | None


@dataclass
class Program:
    """Integer variables with bounds, and rows over them."""

    lows: list[int] = field(default_factory=list)
    highs: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    guarded: bool = False
    """Whether labelled rows shall stay rows, to be posted behind guards; else rows over a single
    variable become its bounds at once, and what is built on it later is tighter."""
    asked: Callable[[Label], bool] | None = None
    """Which labelled rows are posted; None is all of them."""

    def boolean(self, name: str) -> Var:
        """Add a 0-1 variable."""
        return self.integer(0, 1, name)

    def integer(self, low: int, high: int, name: str) -> Var:
        """Add an integer variable within ``low..high``."""
        self.lows.append(low)
        self.highs.append(high)
        self.names.append(name)
        return Var(len(self.lows) - 1)

    def at_most(self, terms: Iterable[tuple[Var, int]], high: int, label: Label | None = None) -> None:
        """Post ``sum <= high``."""
        self._post(terms, None, high, label)

    def at_least(self, terms: Iterable[tuple[Var, int]], low: int, label: Label | None = None) -> None:
        """Post ``sum >= low``."""
        self._post(terms, low, None, label)

    def equal(self, terms: Iterable[tuple[Var, int]], value: int, label: Label | None = None) -> None:
        """Post ``sum == value``."""
        self._post(terms, value, value, label)

    def total(self, terms: Terms, name: str) -> Var:
        """Return a variable that equals ``terms``, for sums that several rows speak of."""
        low, high = self.bounds(terms)
        total = self.integer(low, high, name)
        self.equal([*terms, (total, -1)], 0)
        return total

    def any_of(self, literals: Sequence[Var], name: str) -> Var:
        """Return a literal that is 1 exactly when one of ``literals`` is.

        Both directions are posted: an indicator that is only bounded from one side lets an
        objective count what was never planned.
        """
        if len(literals) == 1:
            return literals[0]
        found = self.boolean(name)
        for literal in literals:
            self.at_most([(literal, 1), (found, -1)], 0)
        self.at_least([*((literal, 1) for literal in literals), (found, -1)], 0)
        return found

    def shortfall(self, terms: Iterable[tuple[Var, int]], wanted: int, per: int, name: str) -> Var:
        """Return a variable of at least ``(wanted - sum) / per``, rounded up, and at least 0."""
        terms = list(terms)
        least = sum(c * (self.lows[v] if c > 0 else self.highs[v]) for v, c in terms)
        missing = self.integer(0, max(0, -((least - wanted) // per)), name)
        self.at_least([*terms, (missing, per)], wanted)
        return missing

    def excess(self, terms: Iterable[tuple[Var, int]], allowed: int, per: int, name: str) -> Var:
        """Return a variable of at least ``(sum - allowed) / per``, rounded up, and at least 0."""
        return self.shortfall([(v, -c) for v, c in terms], -allowed, per, name)

    def bounds(self, terms: Terms) -> tuple[int, int]:
        """Return the least and the most that ``terms`` can be, from the variables' bounds alone."""
        low = sum(c * (self.lows[v] if c > 0 else self.highs[v]) for v, c in terms)
        high = sum(c * (self.highs[v] if c > 0 else self.lows[v]) for v, c in terms)
        return low, high

    def _post(
        self, terms: Iterable[tuple[Var, int]], low: int | None, high: int | None, label: Label | None
    ) -> None:
        if label is not None and self.asked is not None and not self.asked(label):
            return
        merged: dict[Var, int] = {}
        for variable, coefficient in terms:
            merged[variable] = merged.get(variable, 0) + coefficient
        if len(merged) == 1 and not (self.guarded and label) and self._tightened(merged, low, high):
            return
        self.rows.append(Row(tuple((v, c) for v, c in merged.items() if c), low, high, label))

    def _tightened(self, merged: dict[Var, int], low: int | None, high: int | None) -> bool:
        """Turn a row over one variable into its bounds; False when that would leave no value."""
        ((variable, factor),) = merged.items()
        if factor < 0:
            low, high, factor = None if high is None else -high, None if low is None else -low, -factor
        elif factor == 0:
            return False
        least = self.lows[variable] if low is None else max(self.lows[variable], -(-low // factor))
        most = self.highs[variable] if high is None else min(self.highs[variable], high // factor)
        if least > most:
            return False
        self.lows[variable], self.highs[variable] = least, most
        return True

"""What the rules leave of a week before anything is planned."""

from solver.domain.base import DayName, Noun


class Room(Noun):
    """Which days can hold strength, and on which of them legs may be trained hard."""

    closed: dict[DayName, tuple[str, ...]]
    """Closed day -> ids of the rules that close it."""
    open: tuple[DayName, ...]
    """Days that no single rule closes."""
    legs: tuple[DayName, ...]
    """Open days on which legs need not stay light: no eve of a hard day, no race near."""

"""A change that may help, a number in it that is still to be found, and changes made together."""

from dataclasses import dataclass

from solver.domain.explanation import Patch

EFFORT_OF_MINUTES = 10
"""What a change of minutes asks beside the minutes themselves."""


@dataclass(frozen=True)
class Idea:
    """A change that may help.

    Attributes
    ----------
    amount : for a number of minutes, what the least is still to be found of
    less : what to try when this is not enough
    """

    change: str
    patches: tuple[Patch, ...]
    effort: int
    amount: "Amount | None" = None
    less: "Idea | None" = None


@dataclass(frozen=True)
class Amount:
    """A number of minutes that may be anything from ``now`` to ``most``.

    Attributes
    ----------
    paths : what is set to the number
    said : the change as a sentence without its full stop, ``{}`` for the number
    """

    paths: tuple[str, ...]
    said: str
    now: int
    most: int

    def patches(self, number: int) -> tuple[Patch, ...]:
        """Return the edits that set the number."""
        return tuple(Patch(path=path, value=number) for path in self.paths)

    def idea(self, number: int, end: str = ".") -> Idea:
        """Return the change to a number; ``end`` ends its sentence."""
        change = f"{self.said.format(number)}{end}"
        return Idea(change, self.patches(number), EFFORT_OF_MINUTES + number - self.now, self)


@dataclass(frozen=True)
class Way:
    """Changes that are made together."""

    ideas: tuple[Idea, ...] = ()

    @property
    def change(self) -> str:
        """All of it said."""
        return " ".join(idea.change for idea in self.ideas)

    @property
    def effort(self) -> int:
        """What all of it asks."""
        return sum(idea.effort for idea in self.ideas)

    @property
    def at_least(self) -> int:
        """The least that it may ask, once the least numbers are known."""
        return sum(EFFORT_OF_MINUTES if idea.amount else idea.effort for idea in self.ideas)

    @property
    def patches(self) -> tuple[Patch, ...]:
        """The edits, of several at one place the last."""
        last = {patch.path: patch for idea in self.ideas for patch in idea.patches}
        return tuple(last.values())

    def and_then(self, idea: Idea) -> "Way":
        """Return the way with one change more."""
        return Way((*self.ideas, idea))

    def instead(self, at: int, idea: Idea) -> "Way":
        """Return the way with another change at a place."""
        return Way((*self.ideas[:at], idea, *self.ideas[at + 1 :]))

    def less(self) -> "Way | None":
        """Return the way with what to try when its last change is not enough."""
        less = self.ideas[-1].less
        return Way((*self.ideas[:-1], less)) if less else None

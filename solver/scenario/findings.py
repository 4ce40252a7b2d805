"""From pydantic's errors to places in the document that somebody wrote.

Pydantic's locations name the branches of unions, and count list entries after unreadable ones have
been taken out; here they become paths in the document's own tree, one finding per mistake.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from solver.scenario.document import BROKEN

Path = tuple[str | int, ...]

#: Nobody reads more, and a hostile document could have hundreds of thousands.
MAX_FINDINGS = 1000

_KEY = "[key]"


@dataclass(frozen=True)
class Finding:
    """One mistake, as pydantic saw it, and where it is in the document."""

    type: str
    """Pydantic's name for the kind of mistake."""
    path: Path
    entry: ErrorDetails
    unions: tuple[Path, ...] = ()
    """Paths of the values that fit no branch of a union, the outermost first."""

    @property
    def is_key(self) -> bool:
        """Whether a key is wrong, not the value under it."""
        return self.entry["loc"][-1:] == (_KEY,)

    def is_other_shape(self, union: Path) -> bool:
        """Whether this only says that the value at ``union`` is not of one branch at all."""
        wrong_kind = self.type.endswith(("_type", "_parsing")) or self.type == "literal_error"
        return self.path == union and wrong_kind and not self.is_key


def findings(error: ValidationError, tree: Any) -> list[Finding]:
    """Return the mistakes in ``tree``, one for a value that fits no branch of a union."""
    survivors: dict[int, list[int]] = {}
    entries = error.errors(include_url=False)[:MAX_FINDINGS]
    return _one_per_mistake([_finding(entry, tree, survivors) for entry in entries], 0)


def _one_per_mistake(found: list[Finding], depth: int) -> list[Finding]:
    """Of the branches of each union keep the one that was meant; when there is none, one for all."""
    groups: dict[Path | None, list[Finding]] = {}
    for finding in found:
        union = finding.unions[depth] if len(finding.unions) > depth else None
        groups.setdefault(union, []).append(finding)
    kept = groups.pop(None, [])
    for union, group in groups.items():
        inner = _one_per_mistake(group, depth + 1)
        kept += [one for one in inner if union is None or not one.is_other_shape(union)] or inner[:1]
    return kept


def _finding(entry: ErrorDetails, tree: Any, survivors: dict[int, list[int]]) -> Finding:
    path: list[str | int] = []
    unions: list[Path] = []
    node = tree
    for part in entry["loc"]:
        if isinstance(node, dict) and part in node:
            path.append(part)
            node = node[part]
        elif isinstance(node, list) and isinstance(part, int):
            if id(node) not in survivors:
                survivors[id(node)] = _survivors(node)
            index = survivors[id(node)][part]
            path.append(index)
            node = node[index]
        elif entry["type"] == "missing" and part == entry["loc"][-1]:
            path.append(part)
        elif part != _KEY:
            unions.append(tuple(path))
    return Finding(entry["type"], tuple(path), entry, tuple(unions))


def _survivors(items: list[Any]) -> list[int]:
    """Return the places of the entries that pydantic was shown."""
    return [index for index, item in enumerate(items) if item is not BROKEN]


def surviving(tree: Any) -> Any:
    """Return the tree without what is broken."""
    if isinstance(tree, dict):
        return {key: surviving(value) for key, value in tree.items() if value is not BROKEN}
    if isinstance(tree, list):
        return [surviving(item) for item in tree if item is not BROKEN]
    return tree


def is_echo(finding: Finding, tree: Any) -> bool:
    """Whether the mistake only follows from one that is reported already."""
    if finding.type == "missing":
        parent = node_at(tree, finding.path[:-1])
        return isinstance(parent, dict) and finding.path[-1] in parent
    node = node_at(tree, finding.path)
    return finding.type == "value_error" and isinstance(node, dict) and BROKEN in node.values()


def node_at(tree: Any, path: Iterable[str | int]) -> Any:
    """Return what stands at ``path``, `BROKEN` when nothing does."""
    for part in path:
        try:
            tree = tree[part]
        except (LookupError, TypeError):
            return BROKEN
    return tree


def prune(tree: Any, found: Iterable[Finding]) -> bool:
    """Mark what is wrong as broken, so that the rest can be looked at; False when nothing would remain.

    What lacks something is broken as a whole.
    """
    pruned = False
    for finding in found:
        path = finding.path[:-1] if finding.type == "missing" else finding.path
        if not path:
            return False
        parent: Any = node_at(tree, path[:-1])
        if node_at(parent, path[-1:]) is not BROKEN:
            parent[path[-1]] = BROKEN
            pruned = True
    return pruned


def broken_parts(tree: dict[str, Any]) -> frozenset[str]:
    """Return the top-level keys under which something is broken."""
    return frozenset(key for key, value in tree.items() if BROKEN in _leaves(value))


def _leaves(tree: Any) -> Iterator[Any]:
    if isinstance(tree, (dict, list)):
        for item in tree.values() if isinstance(tree, dict) else tree:
            yield from _leaves(item)
    else:
        yield tree


def original_pointer(pointer: str, tree: Any) -> str:
    """Return the place in the document of a place in what survived of it."""
    parts: list[str] = []
    for segment in pointer.split("/")[1:]:
        if isinstance(tree, list) and segment.isdecimal() and int(segment) < len(_survivors(tree)):
            parts.append(str(_survivors(tree)[int(segment)]))
        else:
            parts.append(segment)
        tree = node_at(tree, [int(parts[-1]) if isinstance(tree, list) else parts[-1]])
    return "".join(f"/{part}" for part in parts)

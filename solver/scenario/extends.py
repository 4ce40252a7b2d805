"""Scenario files that extend one another: the base first, then what the file itself says."""

import os
from pathlib import Path, PurePosixPath
from typing import Any

from solver.domain.problem import Problem, ScenarioError
from solver.domain.wording import pointer_to
from solver.scenario.document import BROKEN, Document
from solver.scenario.files import Reference, inside, read_text
from solver.scenario.json_text import read_json
from solver.scenario.yaml_text import read_yaml

EXTENDS = "extends"
SCENARIO_SUFFIXES = (".yaml", ".yml", ".json")
#: How many files may extend one another in a row.
MAX_EXTENDS = 5
_EXERCISES_FILE = "exercises_file"
_REFERENCE = Reference(f"/{EXTENDS}", "a scenario file", SCENARIO_SUFFIXES)


def read_document(path: str | os.PathLike[str], name: str | None = None) -> Document:
    """Read a file: JSON when it is called ``.json``, else YAML 1.2.

    Raises
    ------
    ScenarioError
        When it is neither.
    """
    name = os.fspath(path) if name is None else name
    text = read_text(path, name)
    return read_json(text, name) if name.lower().endswith(".json") else read_yaml(text, name)


def read_extended(path: str | os.PathLike[str]) -> Document:
    """Read a scenario file together with what it extends.

    Mappings are merged key by key; lists and single values are replaced; null takes a key of the
    base away. Every value keeps the file and line where it was written.

    Raises
    ------
    ScenarioError
        When the file itself cannot be read. What is wrong with its base is left in the document.
    """
    return _extended(read_document(path), Path(path), os.fspath(path), 0)


def _extended(document: Document, path: Path, name: str, depth: int) -> Document:
    if not isinstance(document.tree, dict) or EXTENDS not in document.tree:
        return document
    named = document.tree.pop(EXTENDS)
    base = None if named is BROKEN else _base(document, path, name, named, depth)
    return document if base is None else _merged(base, document)


def _base(document: Document, path: Path, name: str, named: Any, depth: int) -> Document | None:
    """Return the document that ``named`` is, None when its problems are noted."""
    target = inside(path.parent, named, _REFERENCE)
    if not isinstance(target, Problem) and depth >= MAX_EXTENDS:
        message = f"more than {MAX_EXTENDS} files extend one another"
        hint = "look for a file that extends itself, or write some of it out"
        target = Problem(pointer=f"/{EXTENDS}", message=message, code="too_large", hint=hint)
    if isinstance(target, Problem):
        document.problems.append(document.located(target))
        return None
    shown_name = str(Path(name).parent / named)
    try:
        base = _extended(read_document(target, shown_name), target, shown_name, depth + 1)
    except ScenarioError as error:
        document.problems += error.problems
        return None
    if not isinstance(base.tree, dict):
        message = "what this extends is not a scenario: it is no mapping"
        document.problems.append(document.located(Problem(pointer=f"/{EXTENDS}", message=message)))
        return None
    _from_here(base, named)
    return base


def _from_here(base: Document, named: str) -> None:
    """Let the base's table of exercises be named from the folder of the file that extends it."""
    own = base.tree.get(_EXERCISES_FILE)
    if isinstance(own, str):
        base.tree[_EXERCISES_FILE] = str(PurePosixPath(named).parent / own)


def _merged(base: Document, document: Document) -> Document:
    """Return the document with everything of the base that it does not say itself."""
    replaced: list[str] = []
    tree = _merge(base.tree, document.tree, (), replaced)

    def kept(places: dict[str, Any]) -> dict[str, Any]:
        return {pointer: place for pointer, place in places.items() if not _is_under(pointer, replaced)}

    return Document(
        file=document.file,
        tree=tree,
        values={**kept(base.values), **document.values},
        keys={**kept(base.keys), **document.keys},
        problems=[*base.problems, *document.problems],
    )


def _is_under(pointer: str, places: list[str]) -> bool:
    return any(pointer == place or pointer.startswith(f"{place}/") for place in places)


def _merge(base: Any, own: Any, path: tuple[str, ...], replaced: list[str]) -> Any:
    if not (isinstance(base, dict) and isinstance(own, dict)):
        replaced.append(pointer_to(path))
        return own
    tree = dict(base)
    for key, value in own.items():
        if key not in tree:
            tree[key] = value
        elif value is None:
            replaced.append(pointer_to((*path, key)))
            del tree[key]
        else:
            tree[key] = _merge(tree[key], value, (*path, key), replaced)
    return tree

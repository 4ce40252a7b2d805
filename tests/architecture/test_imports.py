"""The law of imports: the rooms of the house stand on each other in one direction."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FACTS = {"domain", "catalogue"}
#: Rules and goals, and the parameters they share.
SPECIFICATION = {*FACTS, "program", "rules", "goals", "specification"}

#: room -> the other rooms it may import; a module of its own (`solver/program.py`) is a room too.
LAW: dict[str, set[str]] = {
    "domain": set(),
    "catalogue": {"domain"},
    "program": set(),
    "rules": {*FACTS, "program"},
    "goals": {*FACTS, "program"},
    "specification": {*FACTS, "rules", "goals"},
    "model": {*FACTS, "program", "rules", "goals"},
    "plan": SPECIFICATION - {"program"},
    "judging": {*SPECIFICATION, "plan"} - {"program"},
    "search": {*SPECIFICATION, "plan", "judging", "model"},
    "explaining": {*SPECIFICATION, "plan", "judging", "model", "search"},
    "scenario": {*SPECIFICATION} - {"program"},
    "report": {*FACTS, "specification"},
    "library": {*SPECIFICATION, "report"} - {"program"},
    # What is open on a day is asked of the rules themselves; nothing that plans.
    "cli": {"face", "report", "scenario", "goals", "specification", *FACTS},
    "api": {"face"},
}
#: Single files that may go through one more door: the service's commands join those of the solver.
DOORS = {"api/cli.py": {"cli"}}
#: Libraries that take most of a second to load.
SLOW = {"pandas", "matplotlib"}

FILES = sorted(path for top in ("solver", "api") for path in (ROOT / top).rglob("*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def room_of(module: str) -> str | None:
    """Return the room of a dotted module, None when it is not ours."""
    parts = module.split(".")
    if parts[0] == "api":
        return "api"
    if parts[0] != "solver":
        return None
    return parts[1] if len(parts) > 1 else "face"


def imported(node: ast.AST, package: str) -> Iterator[str]:
    """Yield the modules that one node imports; ``from solver import cli`` is ``solver.cli``."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        if node.level:
            up = package.split(".")[: len(package.split(".")) - node.level + 1]
            module = ".".join([*up, *([node.module] if node.module else [])])
        else:
            module = node.module or ""
        for alias in node.names:
            below = ROOT / module / alias.name
            is_room = below.is_dir() or below.with_suffix(".py").exists()
            yield f"{module}.{alias.name}" if module in ("solver", "api") and is_room else module


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def walk(node: ast.AST, into_functions: bool = True) -> Iterator[ast.AST]:
    """Yield all nodes but those under ``if TYPE_CHECKING``."""
    for child in ast.iter_child_nodes(node):
        if is_type_checking(child) and isinstance(child, ast.If):
            for other in child.orelse:
                yield from (other, *walk(other, into_functions))
        elif into_functions or not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
            yield from walk(child, into_functions)


def imports(path: Path, *, into_functions: bool = True) -> set[str]:
    """Return the modules that a file imports when it runs."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {module for node in walk(tree, into_functions) for module in imported(node, ".".join(parts[:-1]))}


def own_room(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    if parts[0] == "api":
        return "api"
    return "face" if parts[1] == "__init__.py" else parts[1].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_room_imports_only_what_it_stands_on(path: Path) -> None:
    """A file imports its own room and those the law names; the face may open every door."""
    room = own_room(path)
    if room == "face":
        return
    assert room in LAW, f"{room} is a new room: say in the law what it stands on"
    rooms = {found for module in imports(path) if (found := room_of(module)) is not None}
    allowed = {room, *LAW[room], *DOORS.get(name(path), set())}
    assert rooms <= allowed, f"{name(path)} reaches up to {sorted(rooms - allowed)}"


def test_only_one_file_loads_ortools() -> None:
    """OR-Tools is behind one door, so that judging, reading and the API start without it."""
    users = [name(path) for path in FILES if any(m.split(".")[0] == "ortools" for m in imports(path))]
    assert users == ["solver/search/cpsat.py"]


@pytest.mark.parametrize("path", FILES, ids=name)
def test_slow_libraries_are_loaded_where_they_are_used(path: Path) -> None:
    """No file loads a slow library when it is imported."""
    assert not {module.split(".")[0] for module in imports(path, into_functions=False)} & SLOW


def test_the_law_goes_one_way() -> None:
    """No room stands on a room that stands on it, at any remove."""
    for room in LAW:
        seen: set[str] = set()
        waiting = list(LAW[room])
        while waiting:
            below = waiting.pop()
            if below not in seen:
                seen.add(below)
                waiting.extend(LAW.get(below, ()))
        assert room not in seen


def test_every_law_is_about_a_room() -> None:
    """A room that is gone is struck from the law."""
    rooms = {own_room(path) for path in FILES} - {"face"}
    assert rooms == set(LAW)


def test_no_name_of_the_face_is_a_room() -> None:
    """Importing a room sets its name on the package, where it would hide the face's."""
    import solver

    rooms = {path.stem for path in (ROOT / "solver").iterdir()}
    assert not rooms & set(solver.__all__)

"""Notebooks: they run, they are stripped, and they hold no logic of the library."""

import ast
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")

FOLDER = Path(__file__).parents[2] / "notebooks"
FILES = sorted(FOLDER.glob("*.ipynb"))
#: A net for cells that never end; how long a notebook takes is no test.
SECONDS = 300

each_notebook = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


@pytest.fixture
def executed() -> Any:
    """Return what runs a notebook where it lies, as a reader would, and returns it with its output."""

    def run(path: Path) -> Any:
        notebook = read(path)
        client = nbclient.NotebookClient(
            notebook,
            timeout=SECONDS,
            kernel_name="python3",
            resources={"metadata": {"path": str(path.parent)}},
        )
        return client.execute()

    return run


def test_they_are_numbered() -> None:
    """They are read in order."""
    assert [path.name[:2] for path in FILES] == [f"{n:02d}" for n in range(1, len(FILES) + 1)]


@each_notebook
def test_runs(path: Path, executed: Any) -> None:
    """Every cell runs, from top to bottom."""
    notebook = executed(path)
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")


@each_notebook
def test_output_is_stripped(path: Path) -> None:
    """What is committed holds no output and no count."""
    for cell in read(path).cells:
        if cell.cell_type == "code":
            assert not cell.outputs and cell.execution_count is None


@each_notebook
def test_holds_no_logic(path: Path) -> None:
    """A notebook calls the face and shows; it defines nothing, and reaches into no room."""
    for cell in read(path).cells:
        if cell.cell_type != "code":
            continue
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.FunctionDef | ast.ClassDef)
            if isinstance(node, ast.ImportFrom):
                assert not (node.module or "").startswith("solver.")

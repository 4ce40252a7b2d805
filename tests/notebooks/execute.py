"""Runs notebooks and writes them, with what they show, to ``build/notebooks``."""

import sys
from pathlib import Path

import nbclient
import nbformat

ROOT = Path(__file__).parents[2]
FOLDER, RESULTS = ROOT / "notebooks", ROOT / "build" / "notebooks"
LONGEST_CELL_SECONDS = 300


def main(wanted: list[str]) -> int:
    """Run the notebooks whose names start with a wanted word; all when there is none."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    for path in sorted(FOLDER.glob("*.ipynb")):
        if wanted and not path.name.startswith(tuple(wanted)):
            continue
        notebook = nbformat.read(path, as_version=4)
        options = {"metadata": {"path": str(FOLDER)}}
        client = nbclient.NotebookClient(
            notebook, timeout=LONGEST_CELL_SECONDS, kernel_name="python3", resources=options
        )
        client.execute()
        (RESULTS / path.name).write_text(nbformat.writes(notebook), encoding="utf-8")
        print(f"{path.relative_to(ROOT)} -> {(RESULTS / path.name).relative_to(ROOT)}")
    print("Open them with any notebook application; pip install 'strongstride[desk]' brings JupyterLab.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The walk through the service is run as it stands."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.live import Live, serving
from tests.support.pools import PATIENCE

FILE = Path(__file__).parents[3] / "scenarios" / "walkthrough.md"
_BLOCK = re.compile(r"^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
BLOCKS = [(found[1], found[2] or "") for found in _BLOCK.finditer(FILE.read_text(encoding="utf-8"))]
_MARK = "=== end of block ==="


@pytest.fixture(scope="module")
def open_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A service as somebody starts it for himself: without keys."""
    with serving(tmp_path_factory.mktemp("walk")) as service:
        yield service


def test_the_curl_of_the_front_page_plans_a_week(open_service: Live) -> None:
    """README shows one request; it is answered with a plan."""
    page = FILE.parents[1].joinpath("README.md").read_text(encoding="utf-8")
    command = re.findall(r"^curl http.*?[^\\\\]$", page, re.MULTILINE | re.DOTALL)
    assert len(command) == 1
    shown = command[0].replace("http://127.0.0.1:8000", open_service.url)
    done = subprocess.run(["bash", "-c", shown], capture_output=True, encoding="utf-8", check=True)
    assert '"outcome":"optimal"' in done.stdout


def test_the_walkthrough_runs_as_it_stands(open_service: Live, tmp_path: Path) -> None:
    """Every block runs in one shell, and prints the lines that follow it."""
    assert len(BLOCKS) >= 8 and all(said for _, said in BLOCKS)
    script = "set -eu\n" + f"echo '{_MARK}'\n".join(f"{block}\n" for block, _ in BLOCKS)
    done = subprocess.run(
        ["bash", "-c", script],
        env={"URL": open_service.url, "PATH": "/usr/local/bin:/usr/bin:/bin"},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE * 5,
        check=False,
    )
    printed = done.stdout.split(f"{_MARK}\n")
    for (block, said), output in zip(BLOCKS, printed, strict=False):
        for line in said.splitlines():
            assert line in output, f"{block}\nprinted\n{output}\nwithout\n{line}"
    assert done.returncode == 0, done.stderr
    assert len(printed) == len(BLOCKS)

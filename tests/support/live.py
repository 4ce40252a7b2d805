"""A real service in a process of its own, started as people start it, for the tests of what it answers."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

import api.cli  # noqa: F401 - adds its commands
from solver.cli import app
from tests.support.pools import PATIENCE

#: Whose plans are looked at, and who must not see them.
OWNER, STRANGER = "club", "stranger"
#: Longer than anything that is waited for; a failure when it is reached.
WAIT = {"Prefer": "wait=60"}
_ADDRESS = re.compile(r"Uvicorn running on (http://[0-9.]+:[0-9]+)")


@dataclass
class Live:
    """A running service.

    Attributes
    ----------
    url : where it listens
    settings : its environment variables
    keys : tenant -> API key
    """

    url: str
    settings: dict[str, str]
    keys: dict[str, str] = field(default_factory=dict)

    def client(self, tenant: str | None = OWNER) -> httpx.Client:
        """Return a client with a tenant's key; without any for None."""
        headers = {"Authorization": f"Bearer {self.keys[tenant]}"} if tenant in self.keys else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=PATIENCE * 2)

    def strongstride(self, *arguments: str) -> str:
        """Run a command over the service's data; return what it printed."""
        return strongstride(self.settings, *arguments)


def strongstride(settings: dict[str, str], *arguments: str) -> str:
    """Run a command; return what it printed on stdout."""
    result = CliRunner().invoke(app, list(arguments), env=settings)
    assert result.exit_code == 0, result.output
    return result.stdout.strip()


@contextmanager
def serving(folder: Path, *, tenants: tuple[str, ...] = (), **settings: Any) -> Iterator[Live]:
    """Serve over a folder until the end of the block; with tenants, keys are required.

    Parameters
    ----------
    settings : as in `api.settings.Settings`
    """
    given = {"solvers": 1, "data_dir": folder / "data", "keys": "required" if tenants else "auto", **settings}
    environment = {f"STRONGSTRIDE_{name.upper()}": str(value) for name, value in given.items()}
    keys = {tenant: strongstride(environment, "keys", "create", "--tenant", tenant) for tenant in tenants}
    log = folder / "service.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "api.cli", "serve", "--port", "0"],
            env={**os.environ, **environment},
            cwd=Path(__file__).parents[2],
            stderr=stream,
            stdout=stream,
        )
    try:
        yield Live(_address(process, log), environment, keys)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _address(process: "subprocess.Popen[bytes]", log: Path) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if found := _ADDRESS.search(log.read_text(encoding="utf-8")):
            return found[1]
        time.sleep(0.05)
    pytest.fail(f"the service did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")

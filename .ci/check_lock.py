"""Does requirements.lock fit pyproject.toml? Answered from the two files alone, without the network.

The lock names, in its comments, what each package was asked for by. So the check can tell both ways of
drifting: a dependency that was added or moved without `make lock`, and one that was dropped.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
ENTRY = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+?))?(?: \\)?")
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}(?: \\)?")
COMMENT = re.compile(r" {4}#.*")


@dataclass
class Locked:
    """One package of the lock."""

    version: str
    hashes: int = 0
    direct: bool = False


def parse_lock(text: str) -> tuple[dict[NormalizedName, Locked], list[str]]:
    """Return the locked packages by name, and the lines that belong in no lock."""
    packages: dict[NormalizedName, Locked] = {}
    strange: list[str] = []
    current = Locked(version="")
    for number, line in enumerate(text.splitlines(), start=1):
        if entry := ENTRY.fullmatch(line):
            current = packages[canonicalize_name(entry["name"])] = Locked(entry["version"])
        elif HASH.fullmatch(line):
            current.hashes += 1
        elif COMMENT.fullmatch(line):
            current.direct |= "strongstride (pyproject.toml)" in line
        else:
            # An index, a path, an option: nothing that ties the lock to one machine may get in.
            strange.append(f"requirements.lock:{number}: not a pinned, hashed package: {line!r}")
    return packages, strange


def faults(project: dict[str, Any], packages: dict[NormalizedName, Locked]) -> Iterator[str]:
    """Say how the lock and the project's dependencies differ."""
    backend, runtime, dev = _requirements(project)
    wanted = {canonicalize_name(r.name): r for r in [*runtime, *dev]}
    for name, requirement in wanted.items():
        if name not in packages:
            yield f"{requirement}: not in the lock"
        elif not requirement.specifier.contains(packages[name].version, prereleases=True):
            yield f"{requirement}: the lock has {packages[name].version}"
    for name, locked in packages.items():
        if locked.direct and name not in wanted:
            yield f"{name}: locked for pyproject.toml, which no longer asks for it"
        if not locked.hashes:
            yield f"{name}: locked without a hash"
    for requirement in backend:
        if str(requirement) not in map(str, dev):
            yield f"{requirement}: in [build-system], but not in the same version in the dev group"


def _requirements(project: dict[str, Any]) -> list[list[Requirement]]:
    groups = [
        project["build-system"]["requires"],
        project["project"]["dependencies"],
        project["project"]["optional-dependencies"]["dev"],
    ]
    return [[Requirement(line) for line in group] for group in groups]


def main() -> int:
    """Print every fault; the exit status is 1 if there is one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages, found = parse_lock((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    found += faults(project, packages)
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        print("Run `make lock` and commit requirements.lock.", file=sys.stderr)
        return 1
    print(f"requirements.lock fits pyproject.toml: {len(packages)} packages, all with hashes")
    return 0


if __name__ == "__main__":
    sys.exit(main())

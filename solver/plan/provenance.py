"""Where a plan comes from: versions, and a hash of the request."""

import hashlib
import json
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from solver.catalogue.reader import CATALOGUE_VERSION
from solver.domain.plan import Provenance
from solver.domain.scenario import Scenario


def strongstride_version() -> str:
    """Return the version of this software."""
    try:
        return version("strongstride")
    except PackageNotFoundError:
        return "0+unknown"


@cache
def versions() -> tuple[str, str, str]:
    """Return what an answer depends on besides its question: us, the catalogue, and OR-Tools."""
    return strongstride_version(), CATALOGUE_VERSION, version("ortools")


def request_hash(scenario: Scenario) -> str:
    """Return a hash of everything a plan depends on: the scenario in one canonical form."""
    document = scenario.model_dump(mode="json")
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def provenance(scenario: Scenario, seed: int, deterministic_time: float, reproducible: bool) -> Provenance:
    """Return what is needed to make a plan again."""
    ours, catalogue, ortools = versions()
    return Provenance(
        strongstride=ours,
        catalogue=catalogue,
        ortools=ortools,
        seed=seed,
        request_hash=request_hash(scenario),
        deterministic_time=round(deterministic_time, 6),
        reproducible=reproducible,
    )

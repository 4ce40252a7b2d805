"""Benchmarks of the service: overhead, throughput, soak at twice the capacity, hostile callers.

Run alone on a machine: ``make bench-service``, or ``python tests/benchmarks/service.py soak --minutes 10``.
Ratios compare runs of one invocation; CPU times are those of the service's own processes.
"""

import argparse
import copy
import random
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import solver
from api import demo
from tests.support.hostility import attack
from tests.support.serving import Client, Served, served

#: Weeks of the throughput benchmark, none of them twice.
_POSSIBLE = [name for name in demo.names() if not name.startswith("impossible")]


def weeks(number: int, seed: int = 0) -> list[dict[str, Any]]:
    """Return different weeks: shipped ones with other ages and names, so that no answer is known."""
    random.seed(seed)
    found = []
    for place in range(number):
        week = copy.deepcopy(demo.document(_POSSIBLE[(place + seed) % len(_POSSIBLE)]))
        week["name"] = f"week {seed}-{place}"
        found.append(week)
    return found


def overhead(requests: int) -> None:
    """Print the CPU of requests above that of solving."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), solvers=1) as service:
        client = service.client()
        idle = _cpu_of_rest(service)
        minimal = demo.document("minimal")
        wait = {"Prefer": "wait=60"}
        for _ in range(20):
            assert client.ask("POST", "/v1/plans", minimal, wait).status == 200
        began, cpu = time.monotonic(), service.cpu_seconds()[0]
        for _ in range(requests):
            assert client.ask("POST", "/v1/plans", minimal, wait).json["metadata"]["cached"]
        seconds = time.monotonic() - began
        cached = service.cpu_seconds()[0] - cpu - idle * seconds
        began, cpu = time.monotonic(), service.cpu_seconds()[0]
        for _ in range(requests):
            assert client.ask("GET", "/healthz").status == 200
        health = service.cpu_seconds()[0] - cpu - idle * (time.monotonic() - began)
        own, child, solving = _fresh(service, client, minimal, max(20, requests // 10), idle)
    print(f"idle: {1000 * idle:.1f} ms of CPU a second")
    print(f"health: {1000 * health / requests:.2f} ms of CPU a request")
    print(f"cached plan: {1000 * cached / requests:.2f} ms of CPU a request (target 3)")
    print(
        f"tiny plan: {own + child:.2f} ms of CPU a request above the solve of {solving:.1f} ms (target 3):"
        f" {own:.2f} in the service, {child:.2f} in the solver's process"
    )


def _cpu_of_rest(service: Served, seconds: float = 5.0) -> float:
    before = service.cpu_seconds()[0]
    time.sleep(seconds)
    return (service.cpu_seconds()[0] - before) / seconds


def _fresh(
    service: Served, client: Client, minimal: dict[str, Any], number: int, idle: float
) -> tuple[float, float, float]:
    began, before = time.monotonic(), service.cpu_seconds()
    solving = 0.0
    for place in range(number):
        week = {**minimal, "name": f"tiny {place}"}
        plan = client.ask("POST", "/v1/plans", week, {"Prefer": "wait=60"}).json["plan"]
        solving += plan["timing"]["cpu_seconds"]
    after = service.cpu_seconds()
    own = after[0] - before[0] - idle * (time.monotonic() - began)
    child = after[1] - before[1] - solving
    return 1000 * own / number, 1000 * child / number, 1000 * solving / number


def throughput(items: int) -> None:
    """Print how a batch on two solvers compares with bare solves on two processes, twice in turn."""
    ratios = []
    for turn in range(2):
        documents = weeks(items, turn)
        bare = _bare(documents)
        with tempfile.TemporaryDirectory() as folder, served(Path(folder), solvers=2) as service:
            client = service.client()
            began, before = time.monotonic(), service.cpu_seconds()
            _run_batch(client, documents)
            seconds = time.monotonic() - began
            own, children = (now - then for now, then in zip(service.cpu_seconds(), before, strict=True))
        ratios.append(bare / seconds)
        print(
            f"{items} weeks: bare {bare:.1f} s, batch {seconds:.1f} s, ratio {bare / seconds:.3f};"
            f" CPU of the service itself {own:.1f} s beside {children:.1f} s of its solvers"
        )
    print(f"throughput: {statistics.mean(ratios):.3f} of bare solves (target 0.90)")


def _run_batch(client: Client, documents: list[dict[str, Any]]) -> None:
    items = [{"scenario": week} for week in documents]
    batch = client.ask("POST", "/v1/batches", {"items": items}).json
    while client.ask("GET", f"/v1/batches/{batch['id']}").json["status"] != "completed":
        time.sleep(0.1)


def _bare(documents: list[dict[str, Any]]) -> float:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(_solve, documents[:2]))
        began = time.monotonic()
        list(pool.map(_solve, documents))
        return time.monotonic() - began


def _solve(document: dict[str, Any]) -> str:
    return solver.solve(solver.scenario_from(document)).model_dump_json()


def soak(minutes: float) -> None:
    """Offer twice what the service can do; print what became of it, and how health and memory fared."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), solvers=2, pending=60) as service:
        capacity = _capacity(service)
        pause = 1 / (2 * capacity)
        print(f"capacity {capacity:.2f} plans a second; one is offered every {1000 * pause:.0f} ms")
        ending = threading.Event()
        health: list[float] = []
        memory: list[float] = []
        probe = threading.Thread(target=_probe, args=(service, ending, health, memory))
        probe.start()
        statuses, accepted = _offer(service, pause, 60 * minutes)
        ending.set()
        probe.join()
        left = _left_open(service, accepted)
    print(f"answers: {dict(sorted(statuses.items()))}; accepted {len(accepted)}, not completed {left}")
    _print_wellbeing(health, memory, target=50)


def _print_wellbeing(health: list[float], memory: list[float], target: int) -> None:
    """Print what the probes saw; a target in milliseconds is held against the 99th percentile."""
    waits = sorted(1000 * one for one in health)
    edge = max(1, len(memory) // 5)
    early, late = statistics.mean(memory[edge : 2 * edge]), statistics.mean(memory[-edge:])
    print(
        f"health: {len(waits)} probes, p50 {waits[len(waits) // 2]:.1f} ms,"
        f" p99 {waits[int(0.99 * len(waits))]:.1f} ms (target {target}), longest {waits[-1]:.0f} ms"
    )
    print(
        f"memory: {early:.0f} MiB in the second fifth, {late:.0f} MiB in the last, x {late / early:.3f};"
        f" most {max(memory):.0f} MiB"
    )


def _capacity(service: Served) -> float:
    client = service.client()
    documents = weeks(24, seed=99)
    began = time.monotonic()
    _run_batch(client, documents)
    return len(documents) / (time.monotonic() - began)


def _probe(service: Served, ending: threading.Event, health: list[float], memory: list[float]) -> None:
    client = service.client()
    while not ending.wait(0.05):
        began = time.perf_counter()
        assert client.ask("GET", "/healthz").status == 200
        health.append(time.perf_counter() - began)
        if len(health) % 20 == 0:
            memory.append(service.rss_mib())


def _offer(service: Served, pause: float, seconds: float) -> tuple[dict[int, int], list[str]]:
    client = service.client()
    statuses: dict[int, int] = {}
    accepted: list[str] = []
    began = time.monotonic()
    place = 0
    while time.monotonic() - began < seconds:
        week = weeks(1, seed=1000 + place)[0]
        answer = client.ask("POST", "/v1/plans", week)
        statuses[answer.status] = statuses.get(answer.status, 0) + 1
        if answer.status == 202:
            accepted.append(answer.json["metadata"]["id"])
        else:
            assert answer.status in (429, 503), answer.body
            assert answer.headers.get("retry-after")
        place += 1
        time.sleep(max(0.0, began + place * pause - time.monotonic()))
    return statuses, accepted


def _left_open(service: Served, accepted: list[str]) -> int:
    client = service.client()
    until = time.monotonic() + 300
    waiting = set(accepted)
    while waiting and time.monotonic() < until:
        for plan in list(waiting):
            if client.ask("GET", f"/v1/plans/{plan}/metadata").json["status"] == "completed":
                waiting.discard(plan)
        time.sleep(1)
    return len(waiting)


def hostile(seconds: float) -> None:
    """Send broken documents, floods and slow bodies at full speed; print answers, health and memory.

    Raises
    ------
    AssertionError
        When an answer is a 5xx, is no problem document or has 8 KB, or the service is gone.
    """
    settings = {"solvers": 1, "requests_per_minute": 10_000_000}
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), **settings) as service:
        ending = threading.Event()
        health: list[float] = []
        memory: list[float] = []
        # The probes come from here; the senders, who are busy, are a process of their own.
        probe = threading.Thread(target=_probe, args=(service, ending, health, memory))
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            pool.submit(attack, service.port, 0).result()
            probe.start()
            found = pool.submit(attack, service.port, seconds).result()
        ending.set()
        probe.join()
        alive = service.client().ask("GET", "/readyz").status
    for kind, answers in found.items():
        statuses = dict(sorted(answers.statuses.items()))
        print(f"{kind}: {statuses}, longest answer {answers.longest} bytes, {answers.cut} cut off")
    _print_wellbeing(health, memory, target=100)
    for answers in found.values():
        assert max(answers.statuses, default=0) < 500, answers.statuses
        assert answers.longest < 8192, answers.longest
        assert not answers.wrong, answers.wrong
    assert alive == 200, alive


def main() -> None:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["overhead", "throughput", "soak", "hostile", "all"])
    parser.add_argument("--requests", type=int, default=500)
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args()
    if given.what in ("overhead", "all"):
        overhead(given.requests)
    if given.what in ("throughput", "all"):
        throughput(given.items)
    if given.what in ("soak", "all"):
        soak(given.minutes)
    if given.what in ("hostile", "all"):
        hostile(given.seconds)


if __name__ == "__main__":
    main()

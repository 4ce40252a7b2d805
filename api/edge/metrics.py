"""Figures for Prometheus, in a registry of each app's own."""

from fastapi import Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """What is counted. Labels are of our own making, so that strangers cannot make new series.

    Attributes
    ----------
    jobs : jobs by ``state``; set by who runs them
    queue_depth : jobs that wait
    children : solver children by ``state`` (``idle``, ``busy``)
    children_died, children_recycled : counted since the start, see `count_children`
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._died = self._recycled = 0
        of_route = ["route", "method"]
        self._requests = self._counter("http_requests", "Requests answered.", [*of_route, "status"])
        self._seconds = Histogram(
            "strongstride_http_request_seconds",
            "Time to the last byte.",
            of_route,
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.in_flight = self._gauge("http_requests_in_flight", "Requests being answered.")
        self.jobs = self._gauge("jobs", "Jobs by state.", ["state"])
        self.queue_depth = self._gauge("queue_depth", "Jobs that wait.")
        self.children = self._gauge("solver_children", "Solver children by state.", ["state"])
        self.children_died = self._counter("solver_children_died", "Solver children that died.")
        self.children_recycled = self._counter(
            "solver_children_recycled", "Solver children replaced in time."
        )

    def count_children(self, died: int, recycled: int) -> None:
        """Bring the counters of solver children up to what the pool has counted since its start."""
        self.children_died.inc(max(0, died - self._died))
        self.children_recycled.inc(max(0, recycled - self._recycled))
        self._died, self._recycled = max(died, self._died), max(recycled, self._recycled)

    def observe(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count an answered request.

        Parameters
        ----------
        route : its template, never the path itself
        method : as sent
        status : of the answer
        seconds : to its last byte
        """
        known = method if method in _METHODS else "OTHER"
        self._requests.labels(route, known, f"{status // 100}xx").inc()
        self._seconds.labels(route, known).observe(seconds)

    def response(self) -> Response:
        """Return all figures in Prometheus' text format."""
        return Response(generate_latest(self.registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    def _gauge(self, name: str, words: str, labels: list[str] | None = None) -> Gauge:
        return Gauge(f"strongstride_{name}", words, labels or [], registry=self.registry)

    def _counter(self, name: str, words: str, labels: list[str] | None = None) -> Counter:
        return Counter(f"strongstride_{name}", words, labels or [], registry=self.registry)

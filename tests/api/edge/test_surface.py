"""What browsers, Prometheus, people and traces see."""

import re
import subprocess
import sys
from importlib import import_module
from typing import Any

import pytest

from api.edge import telemetry
from api.edge.metrics import Metrics
from tests.api.edge.small_app import Store, client, make_app

EVERYWHERE = (
    "/healthz",
    "/v1/plans/1",
    "/v1/plans/x",
    "/nowhere",
    "/docs",
    "/openapi.json",
    "/v1/plans/1/fail/ours",
)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_has_the_headers(path: str) -> None:
    """No sniffing, no framing, a content policy, an id; answers are not stored."""
    headers = client(make_app()).get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-request-id"]
    assert "server" not in headers
    if not path.startswith("/docs"):
        assert headers["cache-control"] == "no-store"


def test_other_origins() -> None:
    """Only origins that are listed may call, also when they meet an error."""
    web = client(make_app())
    for path in ("/healthz", "/v1/plans/x", "/v1/plans/1/fail/ours"):
        assert web.get(path, headers={"origin": "https://coach.example"}).headers[
            "access-control-allow-origin"
        ]
        assert (
            "access-control-allow-origin"
            not in web.get(path, headers={"origin": "https://evil.example"}).headers
        )
    asked = {"origin": "https://coach.example", "access-control-request-method": "POST"}
    assert web.options("/v1/plans", headers=asked).status_code == 200
    assert web.options("/v1/plans", headers={**asked, "origin": "https://evil.example"}).status_code == 400


def test_docs_work_offline() -> None:
    """Everything the page loads is ours, there are no inline scripts, and the policy allows nothing else."""
    web = client(make_app(Store()))
    page = web.get("/docs")
    sources = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert sources == ["data:,", "/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js", "/docs/start.js"]
    assert not re.search(r"<script>|<style| on\w+=|https?:", page.text)
    assert "script-src 'self';" in page.headers["content-security-policy"]
    for source in sources[1:]:
        answer = web.get(source)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(("text/css", "text/javascript"))
    assert "SwaggerUIBundle" in web.get("/docs/swagger-ui-bundle.js").text
    assert '"/openapi.json"' in web.get("/docs/start.js").text
    assert web.get("/openapi.json").status_code == 200


def test_docs_under_a_prefix() -> None:
    """Behind a proxy's prefix the page finds its files."""
    web = client(make_app(), root_path="/planner")
    assert 'src="/planner/docs/start.js"' in web.get("/docs").text
    assert '"/planner/openapi.json"' in web.get("/docs/start.js").text


def test_figures() -> None:
    """Requests are counted by template, method and class of status; strangers cannot make new series."""
    app = make_app()
    web = client(app)
    for number in range(50):
        web.get(f"/v1/plans/{number}")
        web.get(f"/nowhere/{number}")
        web.request(f"ODD{number}", "/healthz")
    text = web.get("/metrics").text
    assert (
        'strongstride_http_requests_total{method="GET",route="/v1/plans/{plan_id}",status="2xx"} 50.0' in text
    )
    assert 'method="GET",route="none",status="4xx"} 50.0' in text
    assert 'method="OTHER"' in text
    assert "ODD" not in text and "nowhere" not in text
    assert "strongstride_http_requests_in_flight 1.0" in text


def test_figures_of_jobs_and_children() -> None:
    """What others set is shown, and two apps do not share figures."""
    first, second = Metrics(), Metrics()
    first.jobs.labels("queued").set(3)
    first.queue_depth.set(7)
    first.children.labels("busy").set(2)
    first.children_died.inc()
    text = bytes(first.response().body).decode()
    for line in (
        'strongstride_jobs{state="queued"} 3.0',
        "strongstride_queue_depth 7.0",
        'strongstride_solver_children{state="busy"} 2.0',
        "strongstride_solver_children_died_total 1.0",
    ):
        assert line in text
    assert b'state="queued"' not in bytes(second.response().body)


def test_no_traces_unless_asked() -> None:
    """Without an endpoint nothing of the SDK is loaded; without the extra there is a warning and no trace."""
    off = telemetry.options({})["telemetry"]
    assert not any(off[name] for name in ("tracing", "metrics", "logs", "auto_configure"))
    assert telemetry.options(
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_SDK_DISABLED": "true"}
    )
    code = (
        "import sys, api.edge as e; e.app_options(); "
        "sys.exit(any(m.startswith(('opentelemetry.sdk', 'ortools')) for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class Span:
    """Looks like a span of the SDK that has ended."""

    def __init__(self, **attributes: Any) -> None:
        self._attributes = attributes
        self._events: Any = ("exception with words",)

    @property
    def attributes(self) -> Any:
        return self._attributes

    @property
    def events(self) -> Any:
        return self._events


class Sealed(Span):
    """A span of an SDK that keeps its attributes elsewhere."""

    @property
    def attributes(self) -> Any:
        return {"url.query": "secret"}


def test_spans_carry_only_what_is_harmless() -> None:
    """Attributes that are not on the list stay here; what cannot be cleaned does not leave."""
    sent: list[Any] = []

    class Exporter:
        def export(self, spans: Any) -> str:
            sent.extend(spans)
            return "done"

        def shutdown(self) -> str:
            return "over"

    sparing = telemetry.Sparing(Exporter())
    span = Span(**{"url.query": "name=secret", "http.route": "/v1/plans", "client.address": "1.2.3.4"})
    assert sparing.export([span, Sealed()]) == "done"
    assert sent == [span]
    assert span.attributes == {"http.route": "/v1/plans"}
    assert span.events == ()
    assert sparing.shutdown() == "over"


def test_spans_of_the_real_sdk(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the extra installed: a request's span leaves with its route, and without its path and query."""
    sdk = "opentelemetry.sdk.trace"
    trace = pytest.importorskip(sdk, reason="the extra telemetry is not installed")
    kept = import_module(f"{sdk}.export.in_memory_span_exporter").InMemorySpanExporter()
    provider = trace.TracerProvider()
    processor = import_module(f"{sdk}.export").SimpleSpanProcessor(telemetry.Sparing(kept))
    provider.add_span_processor(processor)
    monkeypatch.setattr(telemetry, "_provider", lambda _: provider)
    client(make_app()).get("/v1/plans/77?limit=5")
    (span,) = kept.get_finished_spans()
    assert span.attributes["http.route"] == "/v1/plans/{plan_id}"
    assert "77" not in str(dict(span.attributes))

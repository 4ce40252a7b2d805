"""Traces over OpenTelemetry, when they are asked for.

FastAPI traces requests itself; what is missing is somewhere to send the spans. The SDK is loaded only
when it is installed (``strongstride[telemetry]``) and ``OTEL_EXPORTER_OTLP_ENDPOINT`` is set. Spans
carry the route, method, status and durations; no body, no query, no exception's words.
"""

import os
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from fastapi.telemetry import TelemetryConfig

log = structlog.stdlib.get_logger(__name__)

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
#: The only attributes that leave; the addresses of callers and what they asked for do not.
_ALLOWED = frozenset(
    {
        "http.request.method",
        "http.response.status_code",
        "http.route",
        "error.type",
        "network.protocol.version",
        "code.function.name",
    }
)


def options(environment: Mapping[str, str] = os.environ) -> "dict[str, TelemetryConfig]":
    """Return ``telemetry=`` for `FastAPI`.

    Its logs of exceptions hold their words, and its own exporters would send those: both stay off.
    """
    off: TelemetryConfig = {
        "tracing": False,
        "metrics": False,
        "logs": False,
        "operation_spans": False,
        "auto_configure": False,
    }
    provider = _provider(environment)
    return {"telemetry": off if provider is None else {**off, "tracing": True, "tracer_provider": provider}}


def _provider(environment: Mapping[str, str]) -> Any:
    if not any(environment.get(name) for name in _ENDPOINTS):
        return None
    if environment.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return None
    if find_spec("opentelemetry.sdk") is None or find_spec("opentelemetry.exporter") is None:
        log.warning("no traces: an endpoint is set, but strongstride[telemetry] is not installed")
        return None
    # An extra's modules, which need not be there: mypy is not asked about them.
    trace, export = (import_module(f"opentelemetry.sdk.{name}") for name in ("trace", "trace.export"))
    exporter = import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter").OTLPSpanExporter()
    resource = import_module("opentelemetry.sdk.resources").Resource
    service = environment.get("OTEL_SERVICE_NAME", "strongstride")
    provider = trace.TracerProvider(resource=resource.create({"service.name": service}))
    provider.add_span_processor(export.BatchSpanProcessor(Sparing(exporter)))
    return provider


class Sparing:
    """An exporter that lets only harmless attributes of spans leave.

    Parameters
    ----------
    exporter : sends what is left
    """

    def __init__(self, exporter: Any) -> None:
        self._exporter = exporter

    def export(self, spans: Any) -> Any:
        """Send spans without what they should not carry."""
        return self._exporter.export([span for span in spans if _spared(span)])

    def __getattr__(self, name: str) -> Any:
        return getattr(self._exporter, name)


def _spared(span: Any) -> bool:
    """Take out what is not to leave; say whether that worked."""
    # Ended spans are read-only to the public, so this may stop working: then nothing leaves.
    harmless = {name: value for name, value in (span.attributes or {}).items() if name in _ALLOWED}
    span._attributes = harmless
    span._events = ()
    return set(span.attributes) <= _ALLOWED and not span.events

"""Events of calls → OpenTelemetry spans, where the environment names somebody to send them to.

A span holds what the ledger holds: no prompt and no reply. Nothing of OpenTelemetry is imported before the first span.
"""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from kb import __version__

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Tracer

Event = Mapping[str, object]

_WHERE = ("OTEL_TRACES_EXPORTER", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_PROTOCOL = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
_SPOKEN = "http/protobuf"
_NEEDED = ("opentelemetry.sdk", "opentelemetry.exporter.otlp.proto.http")
_BILLION = 1_000_000_000
_FIELDS = {
    "stage": "kb.stage",
    "item": "kb.item",
    "key": "kb.key",
    "outcome": "kb.outcome",
    "usd": "kb.usd",
    "attempts": "kb.attempts",
    "batch": "kb.batch",
    "request_id": "kb.request_id",
    "model": "gen_ai.request.model",
    "output": "gen_ai.usage.output_tokens",
    "cache_read": "gen_ai.usage.cache_read.input_tokens",
    "cache_write": "gen_ai.usage.cache_creation.input_tokens",
}
"""Names of a span's attributes, by the names of an event's fields."""


def spans(environment: Mapping[str, str]) -> "tuple[Spans | None, str]":
    """What makes spans, as the environment says, or None; and in words, why what it asks for can't be done."""
    named = next((name for name in _WHERE if environment.get(name)), "")
    exporter = environment.get("OTEL_TRACES_EXPORTER") or "otlp"
    if not named or exporter == "none" or environment.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return None, ""
    if exporter not in ("otlp", "console"):
        return None, f"no traces are sent: OTEL_TRACES_EXPORTER is {exporter!r}; kb knows otlp and console"
    protocol = next((environment[name] for name in _PROTOCOL if environment.get(name)), _SPOKEN)
    if exporter == "otlp" and protocol != _SPOKEN:
        return None, f"no traces are sent: kb speaks {_SPOKEN}, not {protocol} (OTEL_EXPORTER_OTLP_PROTOCOL)"
    if not all(map(_installed, _NEEDED)):
        return None, f"no traces are sent, though {named} is set: install kb with its extra, pip install 'kb[otel]'"
    return Spans(_console if exporter == "console" else _otlp, environment.get("OTEL_SERVICE_NAME") or "kb"), ""


def _installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _console() -> "SpanExporter":
    from opentelemetry.sdk.trace.export import ConsoleSpanExporter

    # Standard output is the command's own, and one JSON object with --json.
    return ConsoleSpanExporter(out=sys.stderr)


def _otlp() -> "SpanExporter":
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    return OTLPSpanExporter()


class Spans:
    """Sends a span for each call, by an exporter that is made with the first of them."""

    def __init__(self, exporter: "Callable[[], SpanExporter]", service: str) -> None:
        self._exporter, self._service = exporter, service
        self._provider: TracerProvider | None = None

    def note(self, events: Sequence[Event]) -> None:
        """The calls of an answer that came just now, one after the other."""
        tracer = self._made().get_tracer("kb", __version__)
        end = time.time_ns()
        for event in reversed(events):
            start = end - int(_number(event, "seconds") * _BILLION)
            _span(tracer, event, start, end)
            end = start

    def close(self) -> None:
        """Send what was not sent yet; waits as long as the exporter's own settings say."""
        if self._provider is not None:
            self._provider.shutdown()

    def _made(self) -> "TracerProvider":
        # A provider of its own: what libraries trace through the global one may hold prompts.
        if self._provider is None:
            from opentelemetry.sdk.resources import Resource
            from opentelemetry.sdk.trace import TracerProvider
            from opentelemetry.sdk.trace.export import BatchSpanProcessor

            named = Resource.create({"service.name": self._service, "service.version": __version__})
            self._provider = TracerProvider(resource=named)
            self._provider.add_span_processor(BatchSpanProcessor(self._exporter()))
        return self._provider


def _span(tracer: "Tracer", event: Event, start: int, end: int) -> None:
    from opentelemetry.trace import SpanKind, Status, StatusCode

    span = tracer.start_span(f"chat {event['model']}", kind=SpanKind.CLIENT, start_time=start)
    span.set_attributes(attributes(event))
    if event["outcome"] != "answered":
        span.set_status(Status(StatusCode.ERROR))
    span.end(end)


def attributes(event: Event) -> dict[str, str | int | float | bool]:
    """A span's attributes by the conventions for generative AI, whose input tokens are all that went in."""
    found: dict[str, str | int | float | bool] = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "anthropic",
        "gen_ai.system": "anthropic",
        "gen_ai.usage.input_tokens": int(sum(_number(event, name) for name in ("input", "cache_read", "cache_write"))),
    }
    for field, name in _FIELDS.items():
        value = event.get(field)
        if isinstance(value, str | int | float) and value != "":
            found[name] = value
    if event.get("outcome") != "answered":
        found["error.type"] = str(event.get("outcome"))
    return found


def _number(event: Event, name: str) -> float:
    value = event.get(name)
    return value if isinstance(value, int | float) else 0.0

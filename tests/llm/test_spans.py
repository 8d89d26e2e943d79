"""Calls become spans for whoever the environment names, and for nobody else."""

import io
import json
import os
import subprocess
import sys
import threading
from contextlib import contextmanager, redirect_stderr
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from house.tree import SRC
from kb.llm.ledger import events
from kb.llm.spans import Spans, attributes, spans
from llm.test_ledger import ANSWERED

FAILED, GOOD = events(ANSWERED, "name")
ENDPOINT = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}


@pytest.mark.parametrize(
    ("environment", "notice"),
    [
        pytest.param({}, "", id="nothing is set"),
        pytest.param({"OTEL_TRACES_EXPORTER": "none", **ENDPOINT}, "", id="switched off for traces"),
        pytest.param({"OTEL_SDK_DISABLED": "True", **ENDPOINT}, "", id="switched off altogether"),
        pytest.param({"OTEL_TRACES_EXPORTER": "zipkin"}, "kb knows otlp and console", id="an exporter kb hasn't"),
        pytest.param({"OTEL_EXPORTER_OTLP_PROTOCOL": "grpc", **ENDPOINT}, "not grpc", id="a protocol kb doesn't speak"),
    ],
)
def test_no_spans_are_made_where(environment, notice):
    made, said = spans(environment)
    assert made is None
    assert notice in said
    assert bool(notice) == bool(said)


@pytest.mark.parametrize(
    "environment",
    [ENDPOINT, {"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://x"}, {"OTEL_TRACES_EXPORTER": "console"}],
    ids=["an endpoint", "an endpoint for traces", "an exporter"],
)
def test_spans_are_made_where_the_environment_names(environment):
    made, said = spans(environment)
    assert made is not None
    assert said == ""


def told(program):
    """What a fresh Python prints."""
    words, environment = [sys.executable, "-c", program], {**os.environ, "PYTHONPATH": str(SRC)}
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout


def test_where_the_extra_is_missing_one_line_says_how_to_get_it():
    blocked = "import sys; sys.modules['opentelemetry.sdk'] = None"
    said = told(f"{blocked}\nfrom kb.llm.spans import spans\nprint(spans({ENDPOINT}))")
    assert said.startswith('(None, "no traces are sent, though OTEL_EXPORTER_OTLP_ENDPOINT is set: ')
    assert "kb[otel]" in said


def test_nothing_is_imported_before_the_first_span():
    program = f"import sys; from kb.llm.spans import spans; spans({ENDPOINT}); print(*sys.modules)"
    assert "opentelemetry.sdk.trace" not in told(program).split()


def test_a_span_has_the_names_of_the_conventions():
    assert attributes(GOOD) == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "anthropic",
        "gen_ai.system": "anthropic",
        "gen_ai.request.model": "claude-haiku-5-5",
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.output_tokens": 5,
        "gen_ai.usage.cache_read.input_tokens": 80,
        "gen_ai.usage.cache_creation.input_tokens": 13,
        "kb.stage": "answer",
        "kb.item": "sources/a",
        "kb.key": GOOD["key"],
        "kb.outcome": "answered",
        "kb.usd": 0.25,
        "kb.attempts": 2,
        "kb.batch": True,
        "kb.request_id": "req_1",
    }


def test_a_call_that_failed_is_an_error_and_came_before_the_next():
    exporter = InMemorySpanExporter()
    made = Spans(lambda: exporter, "kb")
    made.note([FAILED, GOOD])
    made.close()
    good, failed = exporter.get_finished_spans()
    assert (failed.status.is_ok, good.status.is_ok) == (False, True)
    assert failed.attributes["error.type"] == "overloaded"
    assert failed.end_time == good.start_time
    assert failed.end_time - failed.start_time == 1_000_000_000


def test_on_the_console_spans_go_to_standard_error():
    said = io.StringIO()
    with redirect_stderr(said):
        made, _ = spans({"OTEL_TRACES_EXPORTER": "console"})
        made.note([GOOD])
        made.close()
    assert json.loads(said.getvalue())["name"] == "chat claude-haiku-5-5"


@contextmanager
def collector():
    """A server on this machine that keeps what it is sent."""
    got = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append(ExportTraceServiceRequest.FromString(body))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *words):
            """In silence."""

    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1/traces", got
        server.shutdown()
        thread.join()


def test_a_collector_gets_each_call_from_a_service_that_is_kb():
    with collector() as (endpoint, got):
        made = Spans(lambda: OTLPSpanExporter(endpoint=endpoint), "kb")
        made.note([FAILED, GOOD])
        made.close()
    (sent,) = got
    (resource,) = sent.resource_spans
    named = {one.key: one.value.string_value for one in resource.resource.attributes}
    assert named["service.name"] == "kb"
    assert [span.name for span in resource.scope_spans[0].spans] == ["chat claude-haiku-5-5"] * 2

"""Overhead: what a call to a model costs us besides the waiting, as a markdown table.

CPU time of this process per call, while a server that answers at once, with the shortest reply of the shape, runs in
another one; the target is 10 ms. Then what it costs to read a long reply, which comes in many pieces, from memory.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock

from kb.llm.models import Models
from kb.llm.port import Answer, Provider, Usage
from kb.llm.providers.claude import Claude
from kb.llm.providers.reading import Arriving
from kb.llm.providers.sending import Params, params
from kb.llm.request import Request, Role
from kb.llm.waves import Waves
from kb.stages.extract import EXTRACT

TESTS = Path(__file__).resolve().parents[1] / "tests"
WORDS = "The lagoon keeps the tide behind a wall and lets it out when the town wants light. "


class Free:
    """A purse that nothing comes out of."""

    def reserve(self, model: str, input_tokens: int, max_tokens: int, *, searches: int = 0) -> float:
        return 0.0

    def settle(self, reserved: float, model: str, usage: Usage, *, batch: bool = False) -> float | None:
        return 0.0


class Counted:
    """A provider that knows how many requests were under way at once."""

    def __init__(self, provider: Provider) -> None:
        self._provider, self._lock = provider, Lock()
        self.under_way = self.peak = 0

    def id(self, role: Role) -> str:
        return self._provider.id(role)

    def complete(self, request: Request) -> Answer:
        with self._lock:
            self.under_way += 1
            self.peak = max(self.peak, self.under_way)
        answer = self._provider.complete(request)
        with self._lock:
            self.under_way -= 1
        return answer


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server in a process of its own."""
    command = [sys.executable, "-m", "messages_api", "0"]
    with subprocess.Popen(command, cwd=TESTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.terminate()


def requests(count: int) -> list[Request]:
    """Prompts of 700 words, as extracting asks them."""
    return [Request("extract", "fast", WORDS * 10, f"{n} {WORDS * 45}", EXTRACT.reply, None) for n in range(count)]


def cpu_ms(calls: int, work: Callable[[list[Request]], object]) -> float:
    """Of one call; imports, connections and the first calls are not counted."""
    work(requests(20))
    asked = requests(calls)
    began = time.process_time()
    work(asked)
    return 1000 * (time.process_time() - began) / calls


def sdk(url: str) -> dict[str, Callable[[list[Request]], object]]:
    """The same calls through the SDK alone, one after the other."""
    from anthropic import Anthropic, Stream

    client = Anthropic(api_key="any", base_url=url, max_retries=0)
    fast = Models().fast

    def asked(request: Request) -> Params:
        return params(request, fast, fast.id, fast.max_tokens)

    def accumulated(request: Request) -> object:
        with client.messages.stream(**asked(request)) as stream:
            return stream.get_final_message()

    def raw(request: Request) -> object:
        with client.messages.with_streaming_response.create(**asked(request), stream=True) as response:
            return list(Stream.raw_events(response.http_response))

    def sent(request: Request) -> object:
        with client.messages.with_streaming_response.create(**asked(request), stream=True) as response:
            return response.read()

    ways = {"the SDK, accumulating the message": accumulated, "the SDK, raw events": raw, "the SDK, bytes unread": sent}
    return {name: partial(_each, way) for name, way in ways.items()}


def _each(way: Callable[[Request], object], asked: list[Request]) -> None:
    for request in asked:
        way(request)


def pieces(count: int) -> bytes:
    """The stream of a reply that comes in so many pieces, each of a word or two."""
    message = {"role": "assistant", "content": [], "model": "claude-haiku-5-5", "usage": {"input_tokens": 9}}
    told: list[dict[str, object]] = [
        {"type": "message_start", "message": {"id": "msg_1", "type": "message", **message}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        *[{"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "a tide "}}] * count,
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 2 * count}},
        {"type": "message_stop"},
    ]
    return b"".join(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode() for event in told)


def reading(count: int) -> dict[str, float]:
    """CPU milliseconds to read a reply of so many pieces."""
    import httpx2
    from anthropic import Anthropic, Stream

    stream = pieces(count)
    packets = [stream[at : at + 200] for at in range(0, len(stream), 200)]
    kind = {"content-type": "text/event-stream"}
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, headers=kind, content=iter(packets)))
    client = Anthropic(api_key="any", http_client=httpx2.Client(transport=transport), max_retries=0)
    fast = Models().fast

    def ours(request: Request) -> None:
        asked = params(request, fast, fast.id, fast.max_tokens)
        with client.messages.with_streaming_response.create(**asked, stream=True) as response:
            Arriving().read(Stream.raw_events(response.http_response))

    def accumulated(request: Request) -> None:
        with client.messages.stream(**params(request, fast, fast.id, fast.max_tokens)) as stream:
            stream.get_final_message()

    ways = {f"kb, {count:,} pieces": ours, f"the SDK, accumulating {count:,} pieces": accumulated}
    return {name: cpu_ms(20, partial(_each, way)) for name, way in ways.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=500, help="calls of each kind (500)")
    parser.add_argument("--jobs", type=int, default=8, help="requests under way at once (8)")
    given = parser.parse_args()
    with serving() as url:
        claude = Counted(Claude(Models(), url, Free(), api_key="any"))
        answered = cpu_ms(given.calls, lambda asked: list(Waves(claude, given.jobs).answer(asked)))
        rows = {f"kb, {claude.peak} under way at most": answered}
        rows |= {name: cpu_ms(given.calls, way) for name, way in sdk(url).items()}
    rows |= reading(1000)
    print(f"| {given.calls} calls | CPU ms per call |\n| --- | ---: |")
    for name, ms in rows.items():
        print(f"| {name} | {ms:.1f} |")


if __name__ == "__main__":
    main()

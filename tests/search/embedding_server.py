"""A server of OpenAI's embeddings API on this machine, whose vectors count words; cars and automobiles are one."""

import json
import re
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

SAME = {"automobile": "car", "automobiles": "car", "cars": "car"}


class Server(ThreadingHTTPServer):
    width = 64
    status = 200
    body = b""
    """Sent in place of vectors."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Reply)
        self.asked = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"


class Reply(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked["input"])
        rows = [{"index": at, "embedding": counts(text, self.server.width)} for at, text in enumerate(asked["input"])]
        # Nothing says that they come in order.
        body = self.server.body or json.dumps({"data": rows[::-1]}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def counts(text, width):
    row = [0.0] * width
    for word in re.findall(r"\w+", text.lower()):
        row[sum(SAME.get(word, word).encode()) % width] += 1
    return row


@contextmanager
def embedding_server():
    with Server() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()

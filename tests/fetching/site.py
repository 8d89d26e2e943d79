"""A web site of a few lines on this machine: what stands at each path, and which paths were asked for."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class _Server(ThreadingHTTPServer):
    def handle_error(self, request, address):
        """Who hangs up on a long answer is no trouble."""


class Site:
    """`pages`: by path, the body or (status, headers, body). Use it in a `with`."""

    def __init__(self, pages):
        self.asked, asked = [], []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                asked.append(self.path)
                status, headers, body = _answer(pages.get(self.path))
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words):
                pass

        self.asked = asked
        self._server = _Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self):
        Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *error):
        self._server.shutdown()
        self._server.server_close()


def _answer(page):
    if page is None:
        return 404, {}, b"not here"
    if isinstance(page, tuple):
        return page
    return 200, {"Content-Type": "text/html; charset=utf-8"}, page.encode() if isinstance(page, str) else page


def moved(to, status=302):
    return status, {"Location": to}, b""

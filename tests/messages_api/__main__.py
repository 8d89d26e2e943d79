"""`python -m messages_api PORT`: says its address, then answers until its input ends.

A request with a schema gets the smallest instance of it, any other one its own last text.
Port 0 takes a free one; `--strict` refuses what the API refuses.
"""

import argparse
import json
import sys
from contextlib import suppress

from messages_api.minimal import minimal
from messages_api.replies import Json, Reply, says
from messages_api.server import Server


def echo(body: Json, nth: int) -> Reply:
    wanted = (body.get("output_config") or {}).get("format")
    if wanted:
        return says(json.dumps(minimal(wanted["schema"])))
    content = body["messages"][-1]["content"]
    return says(content if isinstance(content, str) else "".join(block.get("text", "") for block in content))


def main() -> None:
    words = argparse.ArgumentParser(prog="messages_api", description=__doc__)
    words.add_argument("port", type=int)
    words.add_argument("--strict", action="store_true")
    given = words.parse_args()
    with Server(echo, strict=given.strict, port=given.port) as server:
        print(server.url, flush=True)
        with suppress(KeyboardInterrupt):
            sys.stdin.read()


if __name__ == "__main__":
    main()

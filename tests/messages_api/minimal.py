"""A JSON schema → the smallest instance of it: required properties only, lists as short as they may be."""

from messages_api.replies import Json

_FORMATS = {
    "date": "2026-01-01",
    "date-time": "2026-01-01T00:00:00Z",
    "time": "00:00:00Z",
    "duration": "P1D",
    "email": "a@example.org",
    "hostname": "example.org",
    "ipv4": "127.0.0.1",
    "ipv6": "::1",
    "uri": "https://example.org",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def minimal(schema: Json) -> object:
    """Raises LookupError where a $ref leads nowhere. A pattern is not looked at."""
    return _instance(schema, schema)


def _instance(schema: Json, root: Json) -> object:
    if "$ref" in schema:
        return _instance(_resolved(schema["$ref"], root), root)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            return _instance(schema[choice][0], root)
    if "allOf" in schema:
        parts = [_instance(part, root) for part in schema["allOf"]]
        merged = {name: value for part in parts if isinstance(part, dict) for name, value in part.items()}
        return merged or parts[0]
    return _of_type(schema, root)


def _of_type(schema: Json, root: Json) -> object:
    kind = schema.get("type", "object")
    match kind if isinstance(kind, str) else kind[0]:
        case "object":
            return {name: _instance(schema["properties"][name], root) for name in schema.get("required", ())}
        case "array":
            return [_instance(schema.get("items", {}), root) for _ in range(schema.get("minItems", 0))]
        case "string":
            return _FORMATS.get(schema.get("format", ""), "x" * schema.get("minLength", 0))
        case "integer" | "number":
            return schema.get("minimum", 0)
        case "boolean":
            return False
    return None


def _resolved(reference: str, root: Json) -> Json:
    found = root
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found

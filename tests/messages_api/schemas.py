"""A JSON schema for a reply → what the API has against it: it compiles only a part of JSON schema."""

from collections.abc import Iterator

from messages_api.replies import Json

OPTIONAL, UNIONS = 24, 16
"""At most so many optional properties, and properties of several types, in one schema."""

_CONSTRAINTS = frozenset(
    """minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength pattern maxItems uniqueItems
    contains prefixItems minProperties maxProperties patternProperties propertyNames dependentRequired if then else
    not oneOf unevaluatedProperties unevaluatedItems""".split()
)
_FORMATS = frozenset("date-time time date duration email hostname uri ipv4 ipv6 uuid".split())
_KINDS = frozenset("object array string integer number boolean null".split())
_SAYS_SOMETHING = ("type", "enum", "const", "anyOf", "allOf", "$ref")
_SCHEMAS_BY_NAME, _SCHEMAS = ("properties", "$defs", "definitions"), ("anyOf", "allOf")


def faults(schema: object, place: str) -> Iterator[str]:
    """Sentences; none when the API takes the schema."""
    if not isinstance(schema, dict):
        yield f"{place}: Input should be a valid dictionary"
        return
    nodes = list(_nodes(schema, place))
    for at, node in nodes:
        yield from _node(node, at, schema)
    if _is_recursive(schema):
        yield f"{place}: Recursive schemas are not supported."
    optional = sum(len(set(node.get("properties", ())) - set(node.get("required", ()))) for _, node in nodes)
    if optional > OPTIONAL:
        yield f"Schemas contains too many optional parameters ({optional}) (limit: {OPTIONAL})."
    unions = sum("anyOf" in node or isinstance(node.get("type"), list) for _, node in nodes)
    if unions > UNIONS:
        yield f"Schemas contains too many parameters with union types ({unions}) (limit: {UNIONS})."


def _nodes(schema: Json, place: str) -> Iterator[tuple[str, Json]]:
    """This schema and all inside it. References are not followed: what they lead to stands in $defs."""
    yield place, schema
    inside = [(f"{place}.{key}.{name}", part) for key in _SCHEMAS_BY_NAME for name, part in schema.get(key, {}).items()]
    inside += [(f"{place}.{key}.{number}", part) for key in _SCHEMAS for number, part in enumerate(schema.get(key, ()))]
    if isinstance(schema.get("items"), dict):
        inside.append((f"{place}.items", schema["items"]))
    for at, part in inside:
        yield from _nodes(part, at)


def _node(node: Json, place: str, root: Json) -> Iterator[str]:
    kinds = node.get("type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if not any(key in node for key in _SAYS_SOMETHING) or not _KINDS.issuperset(kinds):
        yield f"{place}: The schema must say a type."
    if "object" in kinds and node.get("additionalProperties") is not False:
        yield f"{place}: For 'object' type, 'additionalProperties' must be explicitly set to false"
    if named := sorted(_CONSTRAINTS & node.keys()):
        yield f"{place}: For '{kinds[0] if kinds else 'any'}' type, properties {', '.join(named)} are not supported"
    if node.get("minItems", 0) not in (0, 1):
        yield f"{place}: For 'array' type, 'minItems' values other than 0 or 1 are not supported"
    if node.get("format", "date") not in _FORMATS:
        yield f"{place}: format {node['format']!r} is not supported"
    if any(isinstance(value, dict | list) for value in node.get("enum", ())):
        yield f"{place}: 'enum' may only hold strings, numbers, booleans and null"
    if "$ref" in node and _resolved(node["$ref"], root) is None:
        yield f"{place}: {node['$ref']} cannot be resolved"


def _is_recursive(root: Json) -> bool:
    """Whether following references from the root comes back to one that it came through."""

    def returns(node: Json, came_through: frozenset[str]) -> bool:
        reached = {part["$ref"] for _, part in _nodes(_without_definitions(node), "") if "$ref" in part}
        if reached & came_through:
            return True
        targets = ((reference, _resolved(reference, root)) for reference in reached)
        return any(target is not None and returns(target, came_through | {name}) for name, target in targets)

    return returns(root, frozenset("#"))


def _without_definitions(node: Json) -> Json:
    return {name: part for name, part in node.items() if name not in ("$defs", "definitions")}


def _resolved(reference: str, root: Json) -> Json | None:
    if not reference.startswith("#"):
        return None
    found: object = root
    for step in reference.split("/")[1:]:
        found = found.get(step) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else None

"""What may not change within v1 of the API, told from two of its descriptions.

`python -m tests.api.promise` records what was added, in golden/openapi-v1.json; it
refuses what breaks the promise.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).parent / "golden" / "openapi-v1.json"
Schema = dict[str, Any]
WIDER_IF_LARGER = ("maximum", "maxLength", "maxItems")
WIDER_IF_SMALLER = ("minimum", "minLength", "minItems")


def promised() -> Schema:
    """The description that v1 was last published with."""
    return json.loads(GOLDEN.read_text())


def described() -> Schema:
    """The description as the program makes it now."""
    from drf_spectacular.generators import SchemaGenerator

    made = SchemaGenerator().get_schema(request=None, public=True)
    return json.loads(json.dumps(made))


def record(schema: Schema) -> None:
    GOLDEN.write_text(json.dumps(schema, indent=0, ensure_ascii=False) + "\n")


def broken(before: Schema, after: Schema) -> list[str]:
    """What worked with `before` and does not with `after`."""
    found: list[str] = []
    for path, methods in before["paths"].items():
        for method, operation in methods.items():
            now = after["paths"].get(path, {}).get(method)
            if now is None:
                found.append(f"{path}: no longer there")
                continue
            found += [f"{path}: {one}" for one in _parameters(operation, now)]
            found += [f"{path}: {one}" for one in _answers(operation, now)]
    for name, shape in before["components"]["schemas"].items():
        now = after["components"]["schemas"].get(name, {})
        found += [f"{name}{one}" for one in _narrower_answer(shape, now)]
    return found


def _parameters(before: Schema, after: Schema) -> Iterator[str]:
    known = {one["name"]: one for one in before.get("parameters", ())}
    now = {one["name"]: one for one in after.get("parameters", ())}
    for name, one in known.items():
        if name not in now:
            yield f"parameter {name} is no longer taken"
            continue
        for told in _narrower_question(one["schema"], now[name]["schema"]):
            yield f"parameter {name} {told}"
    for name, one in now.items():
        was_required = known.get(name, {}).get("required", False)
        if one.get("required") and not was_required:
            yield f"parameter {name} is required now"


def _narrower_question(before: Schema, after: Schema) -> Iterator[str]:
    """In what a value that could be asked can no longer be."""
    if before.get("type") != after.get("type"):
        yield f"is {after.get('type')} and no longer {before.get('type')}"
    gone = set(before.get("enum", ())) - set(after.get("enum", before.get("enum", ())))
    if gone:
        yield f"no longer takes {sorted(gone)}"
    for name in ("pattern", "format"):
        if after.get(name) != before.get(name):
            yield f"has another {name}"
    for name in (*WIDER_IF_LARGER, *WIDER_IF_SMALLER):
        was, now = before.get(name), after.get(name)
        sign = 1 if name in WIDER_IF_LARGER else -1
        if now is not None and (was is None or sign * now < sign * was):
            yield f"has a narrower {name}"
    if "items" in before:
        yield from _narrower_question(before["items"], after.get("items", {}))


def _answers(before: Schema, after: Schema) -> Iterator[str]:
    for status, answer in before["responses"].items():
        now = after["responses"].get(status)
        if now is None:
            yield f"{status} is no longer described"
            continue
        for media_type, content in answer.get("content", {}).items():
            shape = now.get("content", {}).get(media_type)
            if shape is None:
                yield f"{status} no longer comes as {media_type}"
                continue
            yield from _narrower_answer(content["schema"], shape["schema"])


def _narrower_answer(before: Schema, after: Schema, at: str = "") -> Iterator[str]:
    """What could be relied on in an answer, and no longer can."""
    for key in ("$ref", "format", "oneOf", "anyOf", "allOf"):
        if before.get(key) != after.get(key):
            yield f"{at} has another {key}"
    added = set(_types(after)) - set(_types(before))
    if before.get("type") and (added or not after.get("type")):
        yield f"{at} may be {sorted(added)} now"
    for name in set(before.get("required", ())) - set(after.get("required", ())):
        yield f"{at}.{name} may be missing now"
    yield from _fewer_properties(before, after, at)
    for key in ("items", "additionalProperties"):
        if isinstance(before.get(key), dict):
            now = after.get(key)
            now = now if isinstance(now, dict) else {}
            yield from _narrower_answer(before[key], now, f"{at}[]")


def _fewer_properties(before: Schema, after: Schema, at: str) -> Iterator[str]:
    for name, shape in before.get("properties", {}).items():
        now = after.get("properties", {}).get(name)
        if now is None:
            yield f"{at}.{name} is no longer there"
        else:
            yield from _narrower_answer(shape, now, f"{at}.{name}")


def _types(shape: Schema) -> list[str]:
    types = shape.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def main() -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    now = described()
    told = broken(promised(), now) if GOLDEN.exists() else []
    if told:
        sys.exit("\n".join(["This breaks the promise of v1:", *told]))
    record(now)


if __name__ == "__main__":
    main()

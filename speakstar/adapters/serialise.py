"""Frozen values to JSON and back.

A value is written as an object with its fields' names, a tuple as an array. Reading goes by the types of the
fields; a field that is absent takes its default, one that is unknown is skipped, so that text written by a
neighbouring version can be read as far as the two agree.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, asdict, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Value = TypeVar("Value")


def to_json(value: Any) -> str:
    """Write a frozen value as JSON, in ASCII so that names of files that are not Unicode survive."""
    return json.dumps(asdict(value), ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def from_json(kind: type[Value], text: str) -> Value:
    """Read a frozen value.

    Raises
    ------
    ValueError
        The text is not JSON, or does not hold such a value.
    """
    return _read(kind, json.loads(text))  # type: ignore[no-any-return]


def _read(kind: Any, data: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _read_fields(kind, data)
    if origin is tuple:
        return tuple(_read(inner[0], item) for item in _checked(list, data))
    if origin in (Union, UnionType):
        (some,) = (option for option in inner if option is not NoneType)
        return None if data is None else _read(some, data)
    if origin is Literal:
        if data not in inner:
            raise ValueError(f"{data!r} is none of {inner}")
        return data
    return float(_checked((int, float), data)) if kind is float else _checked(kind, data)


def _read_fields(kind: Any, data: Any) -> Any:
    _checked(dict, data)
    hints = _hints(kind)
    for field in fields(kind):
        if field.name not in data and _is_required(field):
            raise ValueError(f"{kind.__name__} lacks {field.name}")
    return kind(**{name: _read(hints[name], data[name]) for name in hints if name in data})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _checked(kind: Any, data: Any) -> Any:
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        raise ValueError(f"{data!r} is not {kind}")
    return data

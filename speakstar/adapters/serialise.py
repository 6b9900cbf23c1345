"""Frozen values to JSON and back.

A value is written as an object with its fields' names, a tuple as an array. Reading goes by the types of the
fields; a field that is absent takes its default, one that is unknown is skipped, so that text written by a
neighbouring version can be read as far as the two agree.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, Field, asdict, fields, is_dataclass
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
Reader = Callable[[Any], Any]


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
    value: Value = _reader(cast(Any, kind))(json.loads(text))
    return value


@cache
def _reader(kind: Any) -> Reader:
    """Make the function that reads a type: a history holds 100 000 words, and looking at types takes time."""
    origin, inner = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return partial(_fields, kind, [(f.name, _reader(hints[f.name]), _is_required(f)) for f in fields(kind)])
    if origin is tuple:
        return partial(_tuple, _reader(inner[0]))
    if origin in (Union, UnionType):
        (some,) = (option for option in inner if option is not NoneType)
        return partial(_optional, _reader(some))
    if origin is Literal:
        return partial(_one_of, inner)
    return _float if kind is float else partial(_plain, kind)


def _fields(kind: Any, readers: list[tuple[str, Reader, bool]], data: Any) -> Any:
    _plain(dict, data)
    values = {}
    for name, reader, required in readers:
        if name in data:
            values[name] = reader(data[name])
        elif required:
            raise ValueError(f"{kind.__name__} lacks {name}")
    return kind(**values)


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _tuple(reader: Reader, data: Any) -> Any:
    return tuple(map(reader, _plain(list, data)))


def _optional(reader: Reader, data: Any) -> Any:
    return None if data is None else reader(data)


def _one_of(choices: tuple[Any, ...], data: Any) -> Any:
    if data not in choices:
        raise ValueError(f"{data!r} is none of {choices}")
    return data


def _float(data: Any) -> float:
    if type(data) is not float and type(data) is not int:
        raise ValueError(f"{data!r} is not a number")
    return float(data)


def _plain(kind: type, data: Any) -> Any:
    if type(data) is not kind:
        raise ValueError(f"{data!r} is not of type {kind.__name__}")
    return data

"""How values lie in the columns of a project: JSON in one spelling, times in UTC, names that need not be Unicode."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Dialect, Text, TypeDecorator

from db.faults import Unreadable


def _from_numpy(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} has no JSON spelling")


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=_from_numpy)


def canonical_json(value: Any) -> str:
    """The one spelling of a JSON value: sorted keys, no spaces, ASCII. Equal values give equal text."""
    return _ENCODER.encode(value)


def now() -> datetime:
    """The current time, UTC."""
    return datetime.now(UTC)


class Json(TypeDecorator[Any]):
    """A JSON value in its canonical spelling, so that equality in SQL is equality of values."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return canonical_json(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        try:
            return None if value is None else json.loads(value)
        except (ValueError, TypeError) as error:
            raise Unreadable(str(error)) from error


class OptionalJson(Json):
    """A JSON value or nothing: None is NULL here, not JSON's null."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else super().process_bind_param(value, dialect)


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC time as ISO 8601 text with microseconds; sorts as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        try:
            return None if value is None else datetime.fromisoformat(value)
        except (ValueError, TypeError) as error:
            raise Unreadable(str(error)) from error


class Words(TypeDecorator[str]):
    """Text that may hold file names. A name that is not valid Unicode (Linux allows it) is kept as its bytes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            return os.fsencode(value)
        return value

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return os.fsdecode(value) if isinstance(value, bytes) else value

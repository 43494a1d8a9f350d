"""Ids of events and of machines, and who writes an event."""

from __future__ import annotations

import getpass
import secrets
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes an event: the reviewer's name, the machine's random id, the account on that machine."""

    reviewer: str
    device: str
    os_user: str


def uuid7(after: str | None = None) -> str:
    """A time-ordered random id (RFC 9562, version 7) that sorts after the given one, whatever the clock says now.

    Its milliseconds are those of the clock, or one more than those of ``after`` if the clock is behind it.
    """
    milliseconds = time.time_ns() // 1_000_000
    if after is not None:
        milliseconds = max(milliseconds, (uuid.UUID(after).int >> 80) + 1)
    value = milliseconds << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76 | 0x3 << 62) | 0x7 << 76 | 0x2 << 62
    return str(uuid.UUID(int=value))


def device_id(folder: Path | None = None) -> str:
    """The random id of this machine and account, made at first use and kept in the user's data folder.

    If that folder cannot be written the id lives as long as the process.
    """
    file = (folder or Path(platformdirs.user_data_dir("hansel", appauthor=False))) / "device-id"
    fresh = str(uuid.uuid4())
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{file.name}.{fresh}.part")
        part.write_text(fresh, encoding="ascii")
        try:
            if file.exists():
                return str(uuid.UUID(file.read_text(encoding="ascii").strip()))
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        return file.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return fresh


def os_user() -> str:
    """The account's name; empty where the system has none to tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""

"""What is to be known of a project as long as it is open: bars that cannot be closed, and warnings of the place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from db import drives
from db.about import SCHEMA, schema_of
from db.faults import NewerProject, NotWritable
from db.store import ProjectBusy, Store, StoreError
from gui.notices import Notice, Notices
from gui.words import later, tr
from reports.visible import visible

Reason = Literal["", "busy", "newer", "not-writable"]

WHY_READONLY: dict[Reason, str] = {
    "busy": later(
        "{name} was in use by another window or command when it was opened, so it is open here for reading only. "
        "Verdicts cannot be given. {refresh} shows what has come in since."
    ),
    "newer": later(
        "{name} was written by a newer Hansel (schema {schema}; this one knows {known}), so it is open for reading "
        "only. Verdicts cannot be given. Update Hansel to go on with it."
    ),
    "not-writable": later(
        "{name} cannot be written: this user may not, or the disk is read-only. So it is open for reading only. "
        "Verdicts cannot be given. To review, copy the project to a place where you may write."
    ),
}
_REASONS: dict[type[StoreError], Reason] = {ProjectBusy: "busy", NewerProject: "newer", NotWritable: "not-writable"}
STANDING = ("readonly", "network")
# Why it may be otherwise by now.
MAY_PASS = ("busy", "not-writable")


@dataclass(frozen=True, slots=True)
class Standing:
    """What was found when a project was opened. readonly: why it is open for reading only; "" where it is not."""

    readonly: Reason = ""
    schema: str = ""
    network: bool = False


def open_project(path: Path, create: bool) -> tuple[Store, Standing]:
    """The project, open for writing, or for reading only where that is all there is. Not for the window's thread.

    With ``create`` it is made if nothing is there, and must be writable. Raises StoreError.
    """
    reason: Reason = ""
    try:
        store = Store.open_or_create(path) if create else Store.open(path)
    except (ProjectBusy, NewerProject, NotWritable) as error:
        if create:
            raise
        reason = _REASONS[type(error)]
        store = Store.open(path, readonly=True)
    try:
        return store, Standing(reason, schema_of(store), drives.on_network_drive(path))
    except BaseException:
        store.close()
        raise


def show(
    notices: Notices, path: Path, found: Standing, again: Callable[[], object] = lambda: None, tried: str = "",
    refresh: str = "",
) -> None:  # fmt: skip
    """The bars of an open project; those of the one before go. again: tries to open it for writing; tried and refresh:
    see ``why_readonly``."""
    clear(notices)
    if found.network:
        text = tr(drives.WARNING).format(name=path.name)
        notices.show_notice(Notice("network", visible(text), "warning"))
    if found.readonly:
        offer = ((tr("Try to open for writing"), again),) if found.readonly in MAY_PASS else ()
        notices.show_notice(Notice("readonly", why_readonly(path, found, tried, refresh), "lock", offer, standing=True))


def tell_key(notices: Notices, path: Path, found: Standing, tried: str, refresh: str) -> None:
    """The key that reads anew is another one now."""
    if found.readonly:
        notices.retell("readonly", why_readonly(path, found, tried, refresh))


def why_readonly(path: Path, found: Standing, tried: str, refresh: str) -> str:
    """tried: what came of the last time it was tried to write; refresh: the key of what reads it anew, or its name."""
    assert found.readonly
    text = tr(WHY_READONLY[found.readonly]).format(name=path.name, schema=found.schema, known=SCHEMA, refresh=refresh)
    return visible(f"{text} {tried}".strip())


def clear(notices: Notices) -> None:
    """Takes away what stood for the project that was open."""
    for name in STANDING:
        notices.remove(name)

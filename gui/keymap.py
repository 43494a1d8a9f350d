"""The keys that the commands have for this user: the table's, but for what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from gui import key_rules, keymap_file
from gui.commands import COMMANDS, Command
from gui.words import tr

Changes = Mapping[str, tuple[str, ...]]
BY_ID = {command.id: command for command in COMMANDS}


def own(command: Command) -> tuple[str, ...]:
    """The keys that a command comes with, as they are written in the file."""
    return (*command.keys, *command.canvas_keys)


class Keymap:
    """Keys by command; a change is kept in ``file`` at once, and can be taken back.

    A key never runs two commands in one place: what the file says beyond that is left out, and told in ``troubles``
    (sentences). ``unsaved`` is why the last change could not be written; "" if it was.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._changes: dict[str, tuple[str, ...]] = {}
        self._unknown: dict[str, tuple[str, ...]] = {}
        self._before: list[Changes] = []
        self._read: bytes | None = None
        self.troubles: tuple[str, ...] = ()
        self.unsaved = ""
        if file is not None:
            self._take(keymap_file.read(file))

    @property
    def file(self) -> Path | None:
        return self._file

    def read_again(self) -> bool:
        """Take the file as it is now, which another window or an editor may have changed; whether it was. What is out
        of reach for now, or could not be written, is left as it was."""
        if self._file is None:
            return False
        found = keymap_file.read(self._file)
        if found.raw == self._read or (found.raw is None and found.troubles):
            return False
        self._take(found)
        return True

    def _take(self, found: keymap_file.Found) -> None:
        self._read = found.raw
        self._changes, told = settled(found.entries)
        self._unknown = {name: keys for name, keys in found.entries.items() if name not in BY_ID}
        self.troubles = (*found.troubles, *told)
        self._before = []

    # --- what is so ---

    def keys(self, command_id: str) -> tuple[str, ...]:
        """All keys of a command, the one that is shown first."""
        return self._changes.get(command_id, own(BY_ID[command_id]))

    def shown(self, command_id: str) -> str:
        """The first key as the platform writes it, or nothing."""
        keys = self.keys(command_id)
        return key_rules.shown(keys[0]) if keys else ""

    def by_place(self, command_id: str) -> tuple[list[str], list[str]]:
        """The keys of a command: those that hold in all of its scope, and those that hold on the canvas alone."""
        keys, command = self.keys(command_id), BY_ID[command_id]
        few = [key for key in keys if key_rules.on_canvas(command, key)]
        return [key for key in keys if key not in few], few

    def changed(self, command_id: str) -> bool:
        return command_id in self._changes

    @property
    def any_changed(self) -> bool:
        return bool(self._changes)

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    def met(self, command_id: str, keys: Iterable[str]) -> list[tuple[str, Command]]:
        """(key, other command) for each that would meet if the command had these keys too."""
        command = BY_ID[command_id]
        return [
            (key, other)
            for key in keys
            for other in COMMANDS
            if other.id != command_id and key in self.keys(other.id) and key_rules.meet(command, other, key)
        ]

    def every_key(self) -> set[str]:
        return {key for command in COMMANDS for key in (*self.keys(command.id), *own(command))}

    # --- changing ---

    def set_keys(self, command_id: str, keys: Iterable[str]) -> None:
        """Give a command these keys and no others; whoever meets it on one of them loses that one."""
        wanted = tuple(dict.fromkeys(keys))
        changes = dict(self._changes)
        for key, other in self.met(command_id, wanted):
            changes[other.id] = tuple(one for one in changes.get(other.id, own(other)) if one != key)
        changes[command_id] = wanted
        self._become(changes)

    def with_key(self, command_id: str, key: str, in_place_of: str = "") -> tuple[str, ...]:
        """The keys of a command with one more, in place of one that it has or beside all of them ("")."""
        now = self.keys(command_id)
        return tuple(key if one == in_place_of else one for one in now) if in_place_of else (*now, key)

    def reset_all(self) -> None:
        """All commands get the table's keys."""
        self._become({})

    def undo(self) -> list[str]:
        """Take the last change back; the ids of commands that have other keys by it."""
        if not self._before:
            return []
        was = {command.id: self.keys(command.id) for command in COMMANDS}
        self._changes = dict(self._before.pop())
        self._save()
        return [name for name, keys in was.items() if self.keys(name) != keys]

    def tidy(self) -> None:
        """Write the file anew, without what could not be used."""
        self._unknown = {}
        self._save()

    def _become(self, changes: Changes) -> None:
        kept = {name: keys for name, keys in changes.items() if keys != own(BY_ID[name])}
        if kept == self._changes:
            return
        self._before.append(self._changes)
        self._changes = kept
        self._save()

    def _save(self) -> None:
        if self._file is None:
            return
        # What was left out when it was read is written no more: a copy stays.
        others = {name: own(command) for name, command in BY_ID.items() if name not in self._changes}
        changed = {**self._changes, **self._unknown}
        self.unsaved, raw = keymap_file.write(self._file, changed, others, spare=bool(self.troubles))
        if not self.unsaved:
            self._read, self.troubles = raw, ()


def settled(entries: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """(changes that can be used, what was left out and why) of what a file says.

    Where two commands meet on a key the first one in the file has it, and the table's come after the file's.
    """
    told: list[str] = []
    wanted: dict[str, tuple[str, ...]] = {}
    for name, keys in entries.items():
        if name not in BY_ID:
            told.append(tr("There is no command “{name}”.").format(name=name[:60]))
            continue
        good = [written for key in keys if (written := _usable(BY_ID[name], key, told)) is not None]
        if good or not keys:
            wanted[name] = tuple(dict.fromkeys(good))
    changes: dict[str, tuple[str, ...]] = {}
    holders: dict[str, list[Command]] = {}
    for name in (*wanted, *(command.id for command in COMMANDS if command.id not in wanted)):
        command, kept = BY_ID[name], []
        for key in wanted.get(name, own(command)):
            first = next((one for one in holders.get(key, ()) if key_rules.meet(one, command, key)), None)
            if first is None:
                kept.append(key)
                holders.setdefault(key, []).append(command)
            else:
                said = tr("{key} is for “{first}”, and not for “{second}” as well.")
                told.append(said.format(key=key_rules.shown(key), first=first.shown, second=command.shown))
        if tuple(kept) != own(command):
            changes[name] = tuple(kept)
    return changes, told


def _usable(command: Command, key: str, told: list[str]) -> str | None:
    written = key_rules.normal(key)
    if written is None:
        told.append(tr("“{key}” for “{command}” is no key.").format(key=key[:40], command=command.shown))
        return None
    if why := key_rules.refused(command, written):
        said = tr("{key} for “{command}” was left out. {why}")
        told.append(said.format(key=key_rules.shown(written), command=command.shown, why=why))
        return None
    return written

"""The file of a bundle, read with distrust: what it says of itself is checked before and while it is read.

Nothing is ever unpacked under a name that the file gives.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from db import bundle_rows, faults, migrate
from db.faults import StoreError
from db.merge import NOTHING, strict_json

FORMAT = 1
MAPS = "maps"
KIND = "hansel bundle"
MANIFEST = "manifest.json"
EVENTS = "events.jsonl"
FILES = (EVENTS, *(f"{name}.jsonl" for name in bundle_rows.NAMES))
_LARGEST_MANIFEST = 1 << 24
# Every line holds ids and hashes, which do not compress; text of ours never came to more than 25.
_MOST_TO_ONE = 200
Watch = Callable[[float], object]


class Bundle:
    """A bundle that is open for reading. What it says of itself is checked before and while it is read."""

    def __init__(self, archive: zipfile.ZipFile, name: str, packed_bytes: int, watch: Watch) -> None:
        self.name = name
        self._watch = watch
        self._read_bytes = 0
        self._archive = archive
        self._packed = packed_bytes
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in archive.infolist():
            if entry.filename in self._entries:
                raise self._fault(f"it holds {entry.filename} twice")
            self._entries[entry.filename] = entry
        self.manifest = self._manifest()
        # What checking and taking in reads: each file twice, explanations once more for their maps, these once.
        sizes: dict[str, int] = {name: self.manifest["files"][name]["bytes"] for name in FILES}
        of_maps: dict[str, int] = self.manifest["maps"]
        self._to_read = max(1, 2 * sum(sizes.values()) + sizes["explanations.jsonl"] + sum(of_maps.values()))

    def check(self) -> None:
        """Raises StoreError if the parts are not those that the manifest tells of, whole and unchanged."""
        expected = {MANIFEST, *FILES, *(f"{MAPS}/{uuid}.npy" for uuid in self.manifest["maps"])}
        for name in sorted(set(self._entries) ^ expected):
            raise self._fault(
                f"{name[:80]} is {'not part of it' if name in expected else 'in it, which no bundle has'}"
            )
        sizes = {name: self.manifest["files"][name]["bytes"] for name in FILES}
        sizes |= {f"{MAPS}/{uuid}.npy": size for uuid, size in self.manifest["maps"].items()}
        for name, size in sizes.items():
            if self._entries[name].file_size != size:
                raise self._fault(f"{name} is not as long as its manifest says")
        if sum(sizes.values()) > _MOST_TO_ONE * self._packed:
            raise self._fault(f"it would unpack to more than {_MOST_TO_ONE} times its size")
        with self.in_plain_words():
            for name in FILES:
                for _ in self._raw_lines(name):
                    pass

    def _count(self, size: int) -> None:
        """Lets who watches know how much was read."""
        self._read_bytes += size
        self._watch(min(1.0, self._read_bytes / self._to_read))

    def rows(self, name: str) -> Iterator[bundle_rows.Row]:
        """The lines of one table, checked."""
        for number, line in enumerate(self.lines(f"{name}.jsonl"), start=1):
            yield bundle_rows.read(name, number, line)

    def lines(self, name: str) -> Iterator[Any]:
        for number, raw in enumerate(self._raw_lines(name), start=1):
            try:
                yield strict_json(raw) if name == EVENTS else json.loads(raw)
            except (ValueError, RecursionError) as error:
                raise self._fault(f"line {number} of {name} is not JSON") from error

    def map(self, uuid: str) -> bytes | None:
        """The bytes of a map file; None if it did not come along."""
        name = f"{MAPS}/{uuid}.npy"
        if name not in self._entries:
            return None
        size = self.manifest["maps"][uuid]
        with self._archive.open(self._entries[name]) as file:
            content = file.read(size + 1)
        if len(content) != size:
            raise self._fault(f"{name} is not as long as its manifest says")
        self._count(size)
        return content

    def _raw_lines(self, name: str) -> Iterator[bytes]:
        promised = self.manifest["files"][name]
        digest, left = hashlib.sha256(), promised["bytes"]
        with self._archive.open(self._entries[name]) as file:
            while raw := file.readline(left + 1):
                left -= len(raw)
                if left < 0:
                    raise self._fault(f"{name} is longer than its manifest says")
                digest.update(raw)
                self._count(len(raw))
                yield raw
        if digest.hexdigest() != promised["sha256"]:
            raise self._fault(f"{name} was changed after it was written")

    def _manifest(self) -> dict[str, Any]:
        entry = self._entries.get(MANIFEST)
        if entry is None:
            raise StoreError(f"{self.name} is a zip file, but no bundle of Hansel. {NOTHING}")
        if entry.file_size > _LARGEST_MANIFEST:
            raise self._fault("its manifest is larger than any")
        try:
            with self.in_plain_words(), self._archive.open(entry) as file:
                found = json.loads(file.read(_LARGEST_MANIFEST))
            if found["kind"] != KIND:
                raise ValueError
            if found["format"] > FORMAT or found["schema"] > migrate.HEAD:
                raise StoreError(
                    f"{self.name} was written by a newer Hansel ({found['hansel']}). {NOTHING} Update Hansel here."
                )
            if found["schema"] != migrate.HEAD:
                raise StoreError(
                    f"{self.name} was written by an older Hansel ({found['hansel']}). {NOTHING} "
                    "Update Hansel there, and export again."
                )
            sizes = [found["files"][name]["bytes"] for name in FILES] + list(found["maps"].values())
            if any(type(size) is not int or size < 0 for size in sizes):
                raise ValueError
            for name in FILES:
                str.encode(found["files"][name]["sha256"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise self._fault("its manifest is not one of Hansel's") from error
        checked: dict[str, Any] = found
        return checked

    def _fault(self, what: str) -> StoreError:
        return StoreError(f"{self.name} cannot be taken in: {what}. {NOTHING} Have it exported or sent again.")

    @contextmanager
    def in_plain_words(self) -> Iterator[None]:
        """What the reading of a damaged zip file raises leaves this block as StoreError."""
        try:
            yield
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise self._fault("it is damaged or was cut short") from error
        except RuntimeError as error:
            if "password" not in str(error):
                raise
            raise self._fault("it is locked with a password") from error


@contextmanager
def opened(file: Path, watch: Watch = lambda _: None) -> Iterator[Bundle]:
    """watch: told, in whatever thread reads, which share of checking and taking in is done; may raise Stopped.

    Raises StoreError if the file is not there, or no bundle that this Hansel can read."""
    with faults.in_plain_words(file):
        if not file.is_file():
            raise StoreError(f"There is no file {file}. {NOTHING} Check the path.")
        packed = file.stat().st_size
        raw = file.open("rb")
    # Closing it ourselves closes it even where a reading of one of its parts was given up half-way.
    with raw:
        try:
            archive = zipfile.ZipFile(raw)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise StoreError(
                f"{file.name} is not a zip file, or was cut short, so it is no whole bundle. {NOTHING} "
                "Have it sent again."
            ) from error
        with archive:
            yield Bundle(archive, file.name, packed, watch)

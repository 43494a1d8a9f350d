"""Reading model.toml. Imports no torch, so that a window or command line can check a file quickly."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from engine.model_spec import OUTPUT_KINDS, InputSpec, ModelError, ModelSpec, OutputKind, either

_TOP_KEYS = ("name", "version", "arch", "weights", "labels", "output", "input", "arch_options")
_INPUT_KEYS = ("size", "resize", "crop", "interpolation", "antialias", "channels", "range", "mean", "std")
_OUTPUT_KEYS = ("kind", "key")
_MAX_FILE_BYTES = 16 * 2**20


def read_model_file(path: str | Path) -> ModelSpec:
    """Read and check model.toml; loads nothing and runs nothing.

    Raises:
        ModelError: what is wrong in which line or key, and what to write instead.
    """
    file = Path(path)
    text = _read_text(file)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ModelError(f"{file} is not valid TOML: {error}. Texts need quotation marks, lists need [ ].") from None
    return _Reader(file, text, table).spec()


def _read_text(file: Path) -> str:
    try:
        if file.is_dir():
            raise ModelError(f"{file} is a folder. Name the model.toml in it: {file / 'model.toml'}")
        if file.stat().st_size > _MAX_FILE_BYTES:
            raise ModelError(f"{file} is too large for a text file. Name the model.toml, not the weights.")
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ModelError(f"{file} does not exist. Check the path.") from None
    except UnicodeDecodeError:
        raise ModelError(
            f"{file} is not a UTF-8 text file. A model is described by a model.toml that names the weights file."
        ) from None
    except OSError as error:
        raise ModelError(f"{file} cannot be read: {error.strerror or error}.") from None


class _Reader:
    """Takes values out of the parsed table; every complaint names file, line and key."""

    def __init__(self, file: Path, text: str, table: Mapping[str, Any]) -> None:
        self.file = file
        self.text = text
        self.table = table

    def spec(self) -> ModelSpec:
        self._known(self.table, _TOP_KEYS, "")
        arch = self._text("arch", required='Say "torchvision:resnet50", "nets.py:build" or "export:model.pt2"')
        if not re.fullmatch(r"torchvision:\S+|export:.+|.+\.py:[A-Za-z_]\w*", arch):
            self._fail("arch", f'"{arch}" is not "torchvision:NAME", "FILE.py:FUNCTION" or "export:FILE.pt2"')
        weights = self._text("weights") or None
        if weights is None and not arch.startswith("export:"):
            self._fail("weights", 'missing. Name a .safetensors or state dict file, or "random:0" to try things out')
        from_torchvision = self._names_torchvision_weights(arch, weights)
        kind, key = self._output()
        options = self.table.get("arch_options", {})
        if not isinstance(options, Mapping):
            self._fail("arch_options", "must be a table, such as [arch_options] with num_classes = 10 under it")
        return ModelSpec(
            file=self.file,
            text=self.text,
            name=self._text("name") or self.file.resolve().parent.name or "model",
            version=self._text("version", numbers=True),
            arch=arch,
            weights=weights,
            labels=self._labels(kind, optional=from_torchvision),
            output=kind,
            output_key=key,
            input=self._input(optional=from_torchvision),
            arch_options=dict(options),
        )

    def _names_torchvision_weights(self, arch: str, weights: str | None) -> bool:
        return (
            arch.startswith("torchvision:")
            and weights is not None
            and re.fullmatch(r"[A-Z0-9_]+", weights) is not None
            and not (self.file.parent / weights).exists()
        )

    def _labels(self, kind: OutputKind, optional: bool) -> tuple[str, ...] | None:
        value = self.table.get("labels")
        if value is None:
            if optional:
                return None
            self._fail("labels", "missing. List the class names in the model's order, or name a file with one a line")
        if isinstance(value, str):
            value = self._label_file(value)
        if not isinstance(value, list) or not value or not all(isinstance(label, str) for label in value):
            self._fail("labels", 'must be a list of texts, such as ["cat", "dog"], or the name of a file')
        labels = tuple(label.strip() for label in value)
        if "" in labels:
            self._fail("labels", f"label {labels.index('')} (counted from 0) is empty")
        if kind == "binary" and len(labels) != 2:
            self._fail(
                "labels",
                f'output = "binary" needs two labels, but {len(labels)} given: '
                "first what a negative logit means, then what a positive one means",
            )
        return labels

    def _label_file(self, name: str) -> list[Any]:
        path = self.file.parent / name
        text = _read_text(path) if path.exists() else self._fail("labels", f"the file {path} does not exist")
        if path.suffix.lower() != ".json":
            return text.rstrip().split("\n") if text.strip() else self._fail("labels", f"the file {path} is empty")
        try:
            value = json.loads(text)
        except ValueError as error:
            self._fail("labels", f"{path} is not valid JSON: {error}")
        return value if isinstance(value, list) else self._fail("labels", f"{path} must hold a list of texts")

    def _output(self) -> tuple[OutputKind, str | int | None]:
        value: Any = self.table.get("output")
        key: Any = None
        if isinstance(value, Mapping):
            self._known(value, _OUTPUT_KEYS, "output")
            value, key = value.get("kind"), value.get("key")
            if key is not None and (isinstance(key, bool) or not isinstance(key, str | int)):
                self._fail("key", 'must be a name or a number, such as key = "out" or key = 0', "output")
        if value is None:
            self._fail("output", f"missing. Say what the model gives: {either(OUTPUT_KINDS)}")
        for kind in OUTPUT_KINDS:
            if value == kind:
                return kind, key
        self._fail("output", f"{value!r} is not known; it can be {either(OUTPUT_KINDS)}")

    def _input(self, optional: bool) -> InputSpec | None:
        table = self.table.get("input")
        if table is None:
            if optional:
                return None
            self._fail("input", "missing. Add a table [input] with at least size = 224 (and mean, std as in training)")
        if not isinstance(table, Mapping):
            self._fail("input", "must be a table: a line [input] with size = 224 under it")
        self._known(table, _INPUT_KEYS, "input")
        if "size" not in table:
            self._fail("size", "missing. Say how many pixels the model takes, such as 224 or [height, width]", "input")
        try:
            return InputSpec(**self._input_values(table))
        except ModelError as error:
            raise error if str(error).startswith(str(self.file)) else ModelError(f"{self.file}: {error}") from None

    def _input_values(self, table: Mapping[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key in ("size", "resize"):
            if key in table:
                values[key] = self._sides(table[key], key)
        for key in ("crop", "interpolation", "channels"):
            if key in table:
                values[key] = self._word(table[key], key)
        if "antialias" in table:
            if not isinstance(table["antialias"], bool):
                self._fail("antialias", "must be true or false", "input")
            values["antialias"] = table["antialias"]
        planes = 1 if values.get("channels") == "grey" else 3
        for key, count in (("range", 2), ("mean", planes), ("std", planes)):
            if key in table:
                values[key] = self._numbers(table[key], key, count)
        return values

    def _sides(self, value: Any, key: str) -> int | tuple[int, int]:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, list) and len(value) == 2 and all(type(side) is int for side in value):
            return value[0], value[1]
        self._fail(key, f"{value!r} must be a whole number of pixels, or [height, width]", "input")

    def _word(self, value: Any, key: str) -> str:
        if not isinstance(value, str):
            self._fail(key, f"{value!r} must be a text in quotation marks", "input")
        word = value.lower()
        return {"centre": "center"}.get(word, word)

    def _numbers(self, value: Any, key: str, count: int) -> tuple[float, ...]:
        if key != "range" and type(value) in (int, float):
            value = [value] * count
        if isinstance(value, list) and len(value) == count and all(type(number) in (int, float) for number in value):
            numbers = tuple(float(number) for number in value)
            if all(abs(number) < 1e6 for number in numbers):  # also refuses nan and inf
                return numbers
        wanted = f"a list of {count} numbers" if count > 1 else "one number"
        self._fail(key, f"{value!r} must be {wanted}", "input")

    def _text(self, key: str, required: str = "", numbers: bool = False) -> str:
        value = self.table.get(key)
        if value is None:
            return self._fail(key, f"missing. {required}") if required else ""
        if numbers and type(value) in (int, float):
            return str(value)
        if not isinstance(value, str):
            self._fail(key, f"{value!r} must be a text in quotation marks")
        return value.strip() or (self._fail(key, f"empty. {required}") if required else "")

    def _known(self, table: Mapping[str, Any], keys: tuple[str, ...], section: str) -> None:
        for key in table:
            if key not in keys:
                where = f" in [{section}]" if section else ""
                elsewhere = ""
                if not section and key in _INPUT_KEYS:
                    elsewhere = " It belongs under [input]."
                elif section and key in _TOP_KEYS:
                    elsewhere = f" It belongs at the top, before [{section}]."
                hint = elsewhere or nearest(key, keys) or f" Known keys: {', '.join(keys)}."
                self._fail(key, f"is not a known key{where}.{hint}", section)

    def _fail(self, key: str, what: str, section: str = "") -> NoReturn:
        line = _line_of(self.text, section, key)
        where = f", line {line}" if line else ""
        full = f"[{section}] {key}" if section else key
        raise ModelError(f"{self.file}{where}: {full}: {what.rstrip('.?')}{'?' if what.endswith('?') else '.'}")


def nearest(word: str, known: Iterable[str]) -> str:
    """' Did you mean "..."?' for the known word that is closest, or nothing."""
    found = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.5)
    return f' Did you mean "{found[0]}"?' if found else ""


def _line_of(text: str, section: str, key: str) -> int | None:
    """The line (from 1) that sets ``key`` in ``[section]``, or opens the table ``[key]``; None if it is not found."""
    here = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\s*\"?([^\]\"]+?)\"?\s*\]", line):
            here = header[1]
            if not section and here == key:
                return number
        elif setting := re.match(r"\s*[\"']?([\w.-]+)[\"']?\s*=", line):
            full = f"{here}.{setting[1]}" if here else setting[1]
            inline = here == "" and setting[1] == section and re.search(rf"\b{re.escape(key)}\b\s*=", line)
            if full == (f"{section}.{key}" if section else key) or inline:
                return number
    return None

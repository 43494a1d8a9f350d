"""From a checked model.toml to a module with its weights. Code that a model brings runs here, after consent only."""

from __future__ import annotations

import hashlib
import inspect
import sys
import traceback
import types
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torchvision.models
from torch import nn

from engine import consent
from engine.exported import read_export
from engine.model_file import nearest
from engine.model_spec import CodeFile, ConsentNeeded, InputSpec, ModelError, ModelSpec
from engine.weights import State, fit_weights, is_torchscript, read_state, scripted_text


@dataclass(frozen=True)
class Loaded:
    """A module with its weights, on the CPU, and the labels and preprocessing from model.toml or from torchvision."""

    module: nn.Module
    labels: tuple[str, ...]
    input: InputSpec
    code: tuple[CodeFile, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class _Code:
    file: CodeFile
    content: bytes


def load(spec: ModelSpec, trust_code: bool) -> Loaded:
    """Build the network that ``spec`` names and put its weights in.

    Raises:
        ConsentNeeded: it brings code that was not agreed to; nothing was run.
        ModelError: anything else that keeps it from loading.
    """
    code = _read_code(spec)
    if code and not trust_code and not consent.is_trusted(code.file.sha256):
        raise ConsentNeeded((code.file,))
    notes: list[str] = []
    labels, input_spec = spec.labels, spec.input
    state: State | None = None
    seed = 0
    weights = spec.weights or ""
    if weights.startswith("random:"):
        seed = _seed(spec)
        notes.append(
            f"The weights are random (seed {seed}): predictions and maps mean nothing. "
            "This is for trying things out only."
        )
    elif _is_torchvision_name(spec):
        entry = _weights_entry(spec)
        labels = labels or tuple(entry.meta["categories"])
        input_spec = input_spec or _preset(entry)
        state = _download(spec, entry)
    elif weights:
        state = read_state(spec.folder / weights)
    if labels is None or input_spec is None:
        raise ModelError(f"{spec.file}: labels and [input] are needed; only torchvision's own weights bring them.")
    with _own_random_numbers(seed):
        module = _build(spec, code, len(labels), state)
    if state is not None:
        inner = module.net if spec.arch.startswith("export:") else module
        fit_weights(inner, state, f"{spec.file}: the weights")  # type: ignore[arg-type]
    module.eval()
    module.requires_grad_(False)
    return Loaded(module, labels, input_spec, (code.file,) if code else (), tuple(notes))


def _read_code(spec: ModelSpec) -> _Code | None:
    """The code file that ``spec`` names, read once: the bytes that are hashed are the bytes that run."""
    scheme, _, rest = spec.arch.partition(":")
    if scheme == "torchvision":
        return None
    path = spec.folder / (rest if scheme == "export" else spec.arch.rpartition(":")[0])
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{spec.file}: arch names {path}, which cannot be read: {error.strerror or error}.") from None
    if is_torchscript(path):
        raise ModelError(scripted_text(path))
    return _Code(CodeFile(path, hashlib.sha256(content).hexdigest()), content)


def _seed(spec: ModelSpec) -> int:
    text = (spec.weights or "").partition(":")[2]
    if spec.arch.startswith("export:"):
        raise ModelError(f"{spec.file}: weights: an exported model brings its own; random ones are not possible.")
    if not text.isdecimal() or int(text) >= 2**63:
        raise ModelError(f'{spec.file}: weights: "random:{text}" needs a whole number as seed, such as "random:0".')
    return int(text)


def _build(spec: ModelSpec, code: _Code | None, classes: int, state: State | None) -> nn.Module:
    if code is None:
        return _build_torchvision(spec, classes, state)
    if spec.arch.startswith("export:"):
        if spec.arch_options:
            raise ModelError(f"{spec.file}: [arch_options] has no use for an exported model. Remove it.")
        return read_export(code.content, str(code.file.path))
    return _build_from_python(spec, code)


# torchvision


def _build_torchvision(spec: ModelSpec, classes: int, state: State | None) -> nn.Module:
    name = spec.arch.partition(":")[2]
    builder = _builder(spec, name)
    options: dict[str, Any] = {"num_classes": classes, **spec.arch_options}
    if "init_weights" in inspect.signature(builder).parameters and state is not None:
        options.setdefault("init_weights", False)  # minutes of random numbers that the file overwrites
    if state is not None and any(key.startswith(("aux1.", "AuxLogits.")) for key in state):
        options.setdefault("aux_logits", True)
    if name in ("googlenet", "inception_v3"):
        options.setdefault("aux_logits", False)
        if _is_torchvision_name(spec):
            options.setdefault("transform_input", True)  # as torchvision does for its own weights
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = builder(weights=None, **options)
    except (TypeError, ValueError) as error:
        raise ModelError(f"{spec.file}: torchvision cannot build {name} with the options {options}: {error}.") from None
    assert isinstance(module, nn.Module)
    return module


def _builder(spec: ModelSpec, name: str) -> Callable[..., Any]:
    known = torchvision.models.list_models(module=torchvision.models)
    if name not in known:
        hint = nearest(name, known) or " For example resnet50, vgg16 or mobilenet_v2."
        raise ModelError(f'{spec.file}: arch: torchvision has no classification network "{name}".{hint}')
    builder: Callable[..., Any] = torchvision.models.get_model_builder(name)
    return builder


def _is_torchvision_name(spec: ModelSpec) -> bool:
    weights = spec.weights or ""
    if not spec.arch.startswith("torchvision:") or ":" in weights:
        return False
    return "." not in weights and not (spec.folder / weights).exists()


def _weights_entry(spec: ModelSpec) -> Any:
    name = spec.arch.partition(":")[2]
    _builder(spec, name)
    entries = torchvision.models.get_model_weights(name)
    try:
        return entries[spec.weights or ""]
    except KeyError:
        choices = ", ".join(dict.fromkeys(entry.name for entry in entries)) or "none"
        raise ModelError(
            f'{spec.file}: weights: "{spec.weights}" is neither a file beside model.toml '
            f"nor a name that torchvision knows for {name} (it knows: {choices})."
        ) from None


def _download(spec: ModelSpec, entry: Any) -> State:
    try:
        state: State = entry.get_state_dict(progress=False, check_hash=True, weights_only=True)
    except Exception as error:  # the network, the disk or a damaged download
        raise ModelError(
            f"{spec.file}: weights: {entry.name} could not be downloaded "
            f"({str(error).strip() or type(error).__name__}). Download {entry.url} on a computer with internet, "
            "put the file beside model.toml, and name the file in weights."
        ) from None
    return state


def _preset(entry: Any) -> InputSpec:
    preset = entry.transforms()
    return InputSpec(
        size=int(preset.crop_size[0]),
        resize=int(preset.resize_size[0]),
        interpolation=str(preset.interpolation.value),
        antialias=bool(preset.antialias),
        mean=tuple(preset.mean),
        std=tuple(preset.std),
    )


# a Python file beside model.toml


def _build_from_python(spec: ModelSpec, code: _Code) -> nn.Module:
    path = code.file.path
    function_name = spec.arch.rpartition(":")[2]
    module = types.ModuleType(f"hansel_model_{code.file.sha256[:16]}")
    module.__file__ = str(path)
    # Dataclasses, pickling and typing look a class's module up by name.
    sys.modules[module.__name__] = module
    with _plain_errors(path):
        exec(compile(code.content, str(path), "exec", dont_inherit=True), module.__dict__)
    function = getattr(module, function_name, None)
    if not callable(function):
        known = [name for name, value in vars(module).items() if callable(value) and not name.startswith("_")]
        raise ModelError(f"{path} has no function {function_name}.{nearest(function_name, known)}")
    with _plain_errors(path):
        net = function(**spec.arch_options)
    if isinstance(net, torch.jit.ScriptModule):
        raise ModelError(scripted_text(path))
    if not isinstance(net, nn.Module):
        raise ModelError(f"{path}: {function_name}() must return a torch.nn.Module, but returned {type(net).__name__}.")
    return net


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    """Say in one line what went wrong in the user's own file, and where."""
    try:
        yield
    except (Exception, SystemExit) as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        line = error.lineno if isinstance(error, SyntaxError) else (lines[-1] if lines else None)
        where = f"{path}, line {line}" if line else str(path)
        hint = ""
        if isinstance(error, ModuleNotFoundError):
            hint = " Only installed packages can be imported: put what the network needs into this one file."
        raise ModelError(f"{where}: {type(error).__name__}: {error}.{hint}") from None


@contextmanager
def _own_random_numbers(seed: int) -> Iterator[None]:
    """Draw from ``seed`` on the CPU inside; the caller's random numbers go on as if nothing had happened."""
    before = torch.get_rng_state()
    torch.default_generator.manual_seed(seed)
    try:
        yield
    finally:
        torch.set_rng_state(before)

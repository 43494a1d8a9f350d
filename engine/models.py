"""A classifier with everything that is needed to feed it and to read what it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from engine import inputs, outputs, trial
from engine.device import choose_device
from engine.exported import ExportedNet
from engine.loading import load
from engine.model_file import read_model_file
from engine.model_spec import OUTPUT_KINDS, CodeFile, ConsentNeeded, InputSpec, ModelError, OutputKind, either
from engine.records import ByteArray, Geometry

__all__ = ["CodeFile", "ConsentNeeded", "InputSpec", "Model", "ModelError", "OutputKind", "load_model"]


class Model:
    """A loaded classifier. Make one with ``load_model`` or ``Model.from_module``.

    Attributes:
        name, version, arch: as model.toml says; ``from_module`` gives the class name as arch.
        labels: one text a class, in the model's order.
        output: "logits", "probabilities", "multilabel" or "binary".
        output_key: entry of the tuple or dict that the module returns; None for a plain tensor.
        input: the preprocessing.
        module: the network itself.
        device: where its parameters are.
        fingerprint: SHA-256 (hex) over arch, options, code, output, input, labels and every entry of the state dict.
        warnings: what the user must know about this model, in plain words.
        file, text: path and content of model.toml; empty from ``from_module``.
    """

    def __init__(
        self,
        module: nn.Module,
        *,
        name: str,
        version: str,
        arch: str,
        labels: tuple[str, ...],
        output: OutputKind,
        output_key: str | int | None,
        input: InputSpec,
        device: torch.device,
        fingerprint: str,
        warnings: tuple[str, ...] = (),
        file: str = "",
        text: str = "",
    ) -> None:
        self.module = module
        self.name = name
        self.version = version
        self.arch = arch
        self.labels = labels
        self.output: OutputKind = output
        self.output_key = output_key
        self.input = input
        self.device = device
        self.fingerprint = fingerprint
        self.warnings = warnings
        self.file = file
        self.text = text

    @classmethod
    def from_module(
        cls,
        module: nn.Module,
        *,
        name: str = "",
        version: str = "",
        labels: Sequence[str],
        output: OutputKind = "logits",
        output_key: str | int | None = None,
        input: InputSpec | None = None,
        device: str = "auto",
    ) -> Model:
        """Wrap a module you already have. It is kept as it is: not copied, moved, or put into another mode.

        Args:
            labels: one text a class; two for "binary" (negative first).
            input: preprocessing; 224 px, values 0 to 1, without mean and std if left out.
            device: "auto" is where the module's parameters are; anything else must agree with that.

        Raises:
            ModelError: labels, output or device do not fit the module.
        """
        if isinstance(module, torch.jit.ScriptModule):
            raise ModelError("A ScriptModule hides its activation calls. Use the Python module, or torch.export.")
        if output not in OUTPUT_KINDS:
            raise ModelError(f'output "{output}" is not known; it can be {either(OUTPUT_KINDS)}.')
        if not labels or isinstance(labels, str):
            raise ModelError("labels must be a list with one text for each class.")
        if output == "binary" and len(labels) != 2:
            raise ModelError('output = "binary" needs two labels: what a negative logit means, then a positive one.')
        here = _device_of(module)
        if device != "auto" and choose_device(device) != here:
            raise ModelError(f"The module is on {here}, not on {device}. Move it first: module.to({device!r}).")
        spec = input or InputSpec()
        arch = f"{type(module).__module__}.{type(module).__qualname__}"
        about = {"arch": arch, "output": output, "key": output_key, "input": asdict(spec), "labels": list(labels)}
        return cls(
            module,
            name=name or type(module).__name__,
            version=version,
            arch=arch,
            labels=tuple(labels),
            output=output,
            output_key=output_key,
            input=spec,
            device=here,
            fingerprint=_fingerprint(module, about),
        )

    @property
    def classes(self) -> int:
        """K, the number of classes; 2 for a binary output."""
        return len(self.labels)

    @property
    def fixed_batch(self) -> int | None:
        """The only batch size that an exported network takes as one; None for all others.

        Other sizes work too, in chunks, but then no activation call has the whole batch on its first axis.
        """
        return self.module.fixed_batch if isinstance(self.module, ExportedNet) else None

    @property
    def baseline(self) -> Tensor:
        """The colour that hides, float32 (3, 1, 1) on the CPU, after normalisation: zeros wherever a mean is given."""
        return inputs.baseline(self.input)

    def prepare(self, pixels: ByteArray) -> tuple[Tensor, Geometry]:
        """uint8 (H, W, 3) RGB, upright -> float32 (3 or 1, h, w) on the CPU, and the way back. Raises ImageError."""
        return inputs.prepare(self.input, pixels)

    def scores(self, raw: Any) -> Tensor:
        """z, (N, K), from what the module returned: logits, log of probabilities, or [-z, z]. Raises ModelError."""
        return outputs.scores(raw, self.output, self.output_key, self.classes)

    def probabilities(self, z: Tensor) -> Tensor:
        """(N, K) in 0 to 1 from ``scores``: softmax, or one sigmoid a class for multilabel and binary."""
        return outputs.probabilities(z, self.output)

    def log_odds(self, z: Tensor, targets: Tensor) -> Tensor:
        """s, (N,), of the target classes (int64, (N,)): docs/method.md. Twice differentiable."""
        return outputs.log_odds(z, targets, self.output)


def load_model(path: str | Path, trust_code: bool = False, device: str = "auto") -> Model:
    """Load the model that a model.toml describes, and try it on a neutral image.

    Args:
        path: the model.toml.
        trust_code: agree to run the Python file or .pt2 that the model brings. Otherwise it runs only if
            ``engine.consent`` remembers its hash.
        device: "auto", "cpu", "cuda" or "cuda:1".

    Raises:
        ConsentNeeded: the model brings code; nothing was run.
        ModelError: what is wrong with which file or key, and what to do.
        DeviceError: no such device.
    """
    where = choose_device(device)
    spec = read_model_file(path)
    loaded = load(spec, trust_code)
    about = {
        "arch": spec.arch,
        "options": dict(spec.arch_options),
        "code": [file.sha256 for file in loaded.code],
        "output": spec.output,
        "key": spec.output_key,
        "input": asdict(loaded.input),
        "labels": list(loaded.labels),
    }
    fingerprint = _fingerprint(loaded.module, about)
    try:
        module = loaded.module.to(where)
    except (RuntimeError, NotImplementedError) as error:
        raise ModelError(f"{spec.file}: the model could not go to {where}: {str(error).splitlines()[0]}") from None
    model = Model(
        module,
        name=spec.name,
        version=spec.version,
        arch=spec.arch,
        labels=loaded.labels,
        output=spec.output,
        output_key=spec.output_key,
        input=loaded.input,
        device=where,
        fingerprint=fingerprint,
        file=str(spec.file),
        text=spec.text,
    )
    model.warnings = loaded.warnings + trial.try_out(model)
    return model


def _device_of(module: nn.Module) -> torch.device:
    for tensor in (*module.parameters(), *module.buffers()):
        return tensor.device
    return torch.device("cpu")


def _fingerprint(module: nn.Module, about: dict[str, Any]) -> str:
    digest = hashlib.sha256(json.dumps(about, sort_keys=True, default=str).encode())
    for name, value in sorted(module.state_dict().items()):
        if not isinstance(value, Tensor):
            digest.update(f"\n{name} {type(value).__qualname__}".encode())
            continue
        digest.update(f"\n{name} {value.dtype} {tuple(value.shape)}\n".encode())
        digest.update(value.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy().data)
    return digest.hexdigest()

"""Loading a model for a command: its warnings are said aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.say import warn

if TYPE_CHECKING:
    from engine.models import Model


def load(model_file: str, trust_code: bool, device: str = "auto") -> Model:
    """The model that `model_file` describes. The demo's own code needs no consent: it is part of this program.

    Raises PlainError (exit code 2): a bad file, weights that do not fit, no such device, or code that needs consent;
    that text names each file with its hash, and the option.
    """
    from engine.models import load_model
    from resources.demo.own import is_own

    model = load_model(model_file, trust_code=trust_code or is_own(model_file), device=device)
    for text in model.warnings:
        warn(text)
    return model

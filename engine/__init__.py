"""Attribution engine: learned propagation rules and the hand-made ones, without Qt and without SQL.

    import engine
    model = engine.load_model("model.toml")
    explanations = engine.explain(model, ["wolf.jpg"])

The names below are looked up on first use, so that ``import engine.records`` stays free of torch.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.explaining import explain
    from engine.models import Model, load_model
    from engine.records import Explanation, FitStep
    from engine.watching import watch

__all__ = ["Explanation", "FitStep", "Model", "explain", "load_model", "watch"]

# No module may be called as one of these names: once imported, it would stand in the name's place.
_HOMES = {
    "Explanation": "engine.records",
    "FitStep": "engine.records",
    "Model": "engine.models",
    "explain": "engine.explaining",
    "load_model": "engine.models",
    "watch": "engine.watching",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'engine' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)

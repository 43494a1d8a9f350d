"""Which activation calls of torchvision's architectures are given gates: the table of docs/architectures.md.

python -m tests.benchmarks.architectures > docs/architectures.md
"""

from __future__ import annotations

from collections import Counter

import torch

from engine.gates import START
from engine.rules import Call, RuleField
from tests.unit.engine.architectures import SIDES, build

HEAD = """\
# Architectures

Torchvision's architectures, untouched, with random weights. *Executed* are the activation calls of one forward pass
that depend on the image, *gated* those that Hansel gives gates; *positions* tells where one gate set stands for one
position. What multiplies other features (squeeze-and-excitation, attention) is the model's arithmetic: it passes the
plain gradient and is listed at the right. The same nets are explained in `tests/unit/engine/test_architectures.py`:
gradient equal to autograd's and captum's, learning runs and lowers the loss, the model is left exactly as found. Made
by `python -m tests.benchmarks.architectures`.

| architecture | executed | gated | activations | positions | passes plainly |
|---|---|---|---|---|---|"""


def layout(call: Call) -> str:
    axes = call.theta.ndim - 1
    if axes == 2:
        return "image"
    if axes == 3:
        return "token"
    return "pixel" if call.channel_axis == 1 else "pixel, features last"


def counted(names: Counter[str]) -> str:
    return ", ".join(f"{name} × {count}" for name, count in sorted(names.items())) or "-"


def main() -> None:
    print(HEAD)
    for name, side in SIDES.items():
        leaf = torch.rand(1, 3, side, side).requires_grad_()
        with RuleField(1, START, learned=True) as field:
            build(name)(leaf.clone())
        activations = Counter(call.name for call in field.calls)
        positions = Counter(layout(call) for call in field.calls)
        print(
            f"| {name} | {field.executed} | {field.gated} | {counted(activations)} | {counted(positions)} "
            f"| {counted(field.plain)} |"
        )


if __name__ == "__main__":
    main()

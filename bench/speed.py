"""What a map costs: the learned method beside a plain forward pass, its floor, integrated gradients and LRP.

Weights are random, since what an operation costs does not depend on them. On a CPU the seconds are the process's own
processor time on one thread, which other programs do not stretch; on CUDA they are those of the clock, synchronised.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from statistics import median

import torch
import torchvision
from torch import Tensor

from engine.evidence.randomisation import spearman
from engine.fit import ExplainError, fit
from engine.methods import FitSettings, method_named
from engine.models import InputSpec, Model
from engine.peers import apply_peer

NETS = ("vgg16", "resnet50", "vit_b_16")
BATCHES = (1, 16)
STEPS, POINTS, SIDE_PX = 10, 50, 224
MOST_OF_FLOOR, MOST_OF_PEER = 1.4, 0.9
"""What learned at 10 steps is to cost at most, of its floor and of integrated gradients at 50 points."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds for a batch. lrp: None where it has no rule for the net; half, likeness: in bfloat16, and the least rank
    correlation of its maps with those in float32; None where not asked."""

    net: str
    batch: int
    forward: float
    learned: float
    integrated: float
    lrp: float | None
    half: float | None = None
    likeness: float | None = None

    @property
    def of_floor(self) -> float:
        """The floor: 6K + 2 forward passes. A backward pass counts as one; keep and drop, each forward and back, the
        map's own and its derivative; before them the image's, and after them the last map's."""
        return self.learned / ((6 * STEPS + 2) * self.forward)

    @property
    def of_peer(self) -> float:
        return self.learned / self.integrated


def costs(nets: Sequence[str], batches: Sequence[int], device: str, *, half: bool = False) -> Iterator[Cost]:
    """One after the other; nets by torchvision's names."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        for name in nets:
            model = model_of(name, device)
            for batch in batches:
                yield _cost(name, model, smooth(batch).to(device), half=half)
    finally:
        torch.set_num_threads(threads)


def model_of(name: str, device: str) -> Model:
    torch.manual_seed(0)
    module = torchvision.models.get_model(name, weights=None).eval().requires_grad_(False)
    spec = InputSpec(size=(SIDE_PX, SIDE_PX), mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225))
    labels = [str(n) for n in range(1000)]
    return Model.from_module(module.to(device), name=name, labels=labels, input=spec)


def smooth(batch: int) -> Tensor:
    """Images with something large and something small in them, (batch, 3, 224, 224)."""
    generator = torch.Generator().manual_seed(1)
    large = torch.randn(batch, 3, 7, 7, generator=generator)
    small = torch.randn(batch, 3, SIDE_PX, SIDE_PX, generator=generator)
    return torch.nn.functional.interpolate(large, size=(SIDE_PX, SIDE_PX), mode="bicubic") + 0.3 * small


def _cost(name: str, model: Model, images: Tensor, *, half: bool) -> Cost:
    targets = torch.zeros(len(images), dtype=torch.long, device=images.device)
    settings, device = FitSettings.for_steps(STEPS), images.device.type

    def forward() -> None:
        with torch.inference_mode():
            model.module(images)

    def learn() -> Tensor:
        return fit(model, images, targets, settings).map

    def peer(method: str) -> Callable[[], object]:
        return lambda: apply_peer(model, images, targets, method_named(method), 0)

    before = [_seconds(forward, device) for _ in range(4)][1:]  # the first one sets things up
    learned, maps = _timed(learn, device)
    integrated = _seconds(peer("integrated-gradients"), device)
    lrp: float | None = None
    with suppress(ExplainError):  # it has no rule for some layers
        lrp = _seconds(peer("lrp"), device)
    passes = median([*before, *(_seconds(forward, device) for _ in range(3))])
    in_half = likeness = None
    if half:
        with torch.autocast(device, torch.bfloat16):
            in_half, rounded = _timed(learn, device)
        alike = [
            spearman(a, b) for a, b in zip(maps.double().cpu().numpy(), rounded.double().cpu().numpy(), strict=True)
        ]
        likeness = min(value for value in alike if value is not None)
    return Cost(name, len(images), passes, learned, integrated, lrp, in_half, likeness)


def _timed(work: Callable[[], Tensor], device: str) -> tuple[float, Tensor]:
    found: list[Tensor] = []
    return _seconds(lambda: found.append(work()), device), found[0]


def _seconds(work: Callable[[], object], device: str) -> float:
    if device == "cpu":
        started = time.process_time()
        work()
        return time.process_time() - started
    torch.cuda.synchronize()
    started = time.perf_counter()
    work()
    torch.cuda.synchronize()
    return time.perf_counter() - started


def markdown(found: Sequence[Cost]) -> str:
    """A table; what misses its goal is bold."""
    half = any(cost.half is not None for cost in found)
    head = [
        "net",
        "batch",
        "forward, s",
        "learned, s",
        "of its floor",
        "integrated gradients, s",
        "learned of it",
        "LRP, s",
    ]
    head += ["bfloat16, s", "least rank correlation"] if half else []
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for cost in found:
        cells = [
            cost.net, str(cost.batch), f"{cost.forward:.3g}",
            f"{cost.learned:.3g}", _aimed(cost.of_floor, MOST_OF_FLOOR),
            f"{cost.integrated:.3g}", _aimed(cost.of_peer, MOST_OF_PEER), _or_none(cost.lrp),
        ]  # fmt: skip
        cells += [_or_none(cost.half), _or_none(cost.likeness)] if half else []
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _aimed(value: float, most: float) -> str:
    return f"{value:.2f}" if value <= most else f"**{value:.2f}**"


def _or_none(value: float | None) -> str:
    return "none" if value is None else f"{value:.3g}"

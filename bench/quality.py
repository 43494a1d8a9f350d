"""The quality table: every method on every net of every world. Rows are kept, so that a run can be gone on with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from bench import measuring
from bench.measuring import Figures, Maps
from bench.training import SIDE_PX, Net, Say, trained
from bench.worlds import Pair, Single, world_named
from engine.explaining import prepare_array
from engine.fit import ExplainError, apply_rule, fit
from engine.masks import blur
from engine.methods import METHODS, FitSettings, method_named, parameters
from engine.models import Model
from engine.packing import learn_pack
from engine.packs import RulePack
from engine.peers import apply_peer

REVISION = 1
"""Goes up when the same settings would give other figures, for another reason than the methods' parameters."""

STEPS = (3, 5, 10, 20)
SHARES = (0.01, 0.25, 0.5, 0.75, 1.0)
SLOW = {"integrated-gradients": 4, "smoothgrad": 4, "occlusion": 4, "rise": 10}
"""Methods of a hundred passes and more are measured on that part of the pictures, as is learning from 16 steps on."""
BLURRED = "gradient, blurred"
"""The gradient under the blur of the learned method: what its map is held against when weights are randomised."""
PAIR_SEED, SINGLE_SEED = 2020, 2021
PACK_SEED, PACK_IMAGES = 2022, 32
"""Of the pictures of one thing that a net's rule pack is learned on; nothing is measured on them."""
PACK_STEPS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """One row of the table. method: a name of METHODS or BLURRED; steps: 0 where none are made; packed: whether it
    begins from a rule pack of the net."""

    method: str
    steps: int = 0
    packed: bool = False

    @property
    def part(self) -> int:
        """One of how many pictures it is measured on."""
        return 4 if self.steps > 15 else SLOW.get(self.method, 1)

    @property
    def title(self) -> str:
        pack = ", pack" if self.packed else ""
        return f"learned, {self.steps} steps{pack}" if self.method == "learned" else self.method


@dataclass(frozen=True, slots=True)
class Size:
    """How many pictures: of two things, of one, and of one for what makes many maps (randomisation, sensitivity)."""

    pairs: int = 200
    singles: int = 60
    repeated: int = 12

    def for_row(self, asked: Asked) -> Size:
        """A quarter where a map takes a hundred passes, a tenth at a thousand, but a quarter of the single things even
        then: few say nothing of insertion and deletion. The table says how many."""
        part = asked.part
        return Size(-(-self.pairs // part), -(-self.singles // min(part, 4)), -(-self.repeated // part))


def rows_of_the_table() -> list[Asked]:
    """Learned at each number of steps and from a pack, the gradient with the same blur, and every other method."""
    peers = [Asked(name) for name in METHODS if name != "learned"]
    learned = [*(Asked("learned", steps) for steps in STEPS), Asked("learned", PACK_STEPS, packed=True)]
    return [*learned, Asked(BLURRED), *peers]


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of one method on one net. refused: why it could not be, else empty."""

    world: str
    family: str
    accuracy: float
    asked: Asked
    figures: Figures
    refused: str = ""


def measure(
    worlds: Sequence[str],
    families: Sequence[str],
    asked: Sequence[Asked],
    size: Size,
    cache: Path,
    say: Say = print,
) -> Iterator[Row]:
    """Every row, net by net. What lies in the folder ``cache`` is not measured again."""
    for world in worlds:
        pairs, singles = pictures(world, size)
        for family in families:
            net = trained(family, world, cache, say)
            say(f"{family} on {world}: accuracy {net.accuracy:.3f}")
            for one in asked:
                row = _row(net, one, size, pairs, singles, cache, say)
                yield row


def pictures(world: str, size: Size) -> tuple[list[Pair], list[Single]]:
    """Those that are measured on, the same for every net and method; more of them begin with the fewer."""
    drawer = world_named(world)
    rng = np.random.default_rng(PAIR_SEED)
    pairs = []
    for _ in range(size.pairs):
        first, second = (drawer.CLASSES[int(n)] for n in rng.choice(len(drawer.CLASSES), 2, replace=False))
        pairs.append(drawer.pair(first, second, rng, SIDE_PX))
    rng = np.random.default_rng(SINGLE_SEED)
    classes = drawer.CLASSES
    return pairs, [drawer.single(classes[n % len(classes)], rng, SIDE_PX) for n in range(size.singles)]


def maps_by(asked: Asked, settings: FitSettings | None = None) -> Maps:
    """How a row's maps are made. settings: of the learned method, the usual ones if None."""
    if asked.method == "learned":
        told = settings or FitSettings.for_steps(asked.steps)
        return lambda model, images, targets: fit(model, images, targets, told).map
    if asked.method == BLURRED:
        return _gradient_blurred
    method = method_named(asked.method)
    if method.corner is not None:
        corner = method.corner
        return lambda model, images, targets: apply_rule(model, images, targets, corner).map
    return lambda model, images, targets: apply_peer(model, images, targets, method, 0).map


def pack_of(net: Net) -> RulePack:
    """The net's rule pack, learned on pictures of their own."""
    drawer = world_named(net.world)
    rng = np.random.default_rng(PACK_SEED)
    classes = drawer.CLASSES
    pictures = (drawer.single(classes[n % len(classes)], rng, SIDE_PX).pixels for n in range(PACK_IMAGES))
    images = (prepare_array(net.model, picture) for picture in pictures)
    return learn_pack(net.model, images, hansel="bench", seed=PACK_SEED)


def _gradient_blurred(model: Model, images: Tensor, targets: Tensor) -> Tensor:
    plain = apply_rule(model, images, targets, METHODS["gradient"].corner).map  # type: ignore[arg-type]
    return blur(plain, FitSettings().blur_ratio * images.shape[-2])


def _row(net: Net, asked: Asked, whole: Size, pairs: list[Pair], singles: list[Single], cache: Path, say: Say) -> Row:
    size = whole.for_row(asked)
    told = {} if asked.method == BLURRED else parameters(asked.method, asked.steps)
    if asked.packed:  # the recipe of the pack, so that a row that is kept needs none to be learned
        told = {**told, "pack": [PACK_SEED, PACK_IMAGES, parameters("learned", FitSettings().steps)]}
    key = json.dumps([REVISION, net.key, asdict(asked), asdict(size), told, SHARES], sort_keys=True, default=str)
    file = cache / "rows" / f"{net.world}-{net.family}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.json"
    if file.exists():
        kept = json.loads(file.read_text("utf-8"))
        values = {name: np.array(value, float) for name, value in kept["values"].items()}
        return Row(net.world, net.family, net.accuracy, asked, Figures(values, kept["seconds"]), kept["refused"])
    refused, figures = "", Figures()
    torch.manual_seed(0)
    try:
        settings = FitSettings.for_steps(asked.steps, pack_of(net).start) if asked.packed else None
        maps = maps_by(asked, settings)
        figures = measuring.on_pairs(net.model, maps, pairs[: size.pairs])
        parts: list[Callable[[], Figures]] = [
            lambda: measuring.on_singles(net.model, maps, singles[: size.singles]),
            lambda: measuring.sensitivity(net.model, maps, singles[: size.repeated]),
            lambda: measuring.under_randomisation(net.model, maps, singles[: size.repeated], SHARES),
        ]
        for part in parts:
            figures = Figures({**figures.values, **part().values}, figures.seconds)
    except ExplainError as error:
        refused = str(error)
    file.parent.mkdir(parents=True, exist_ok=True)
    part_file = file.with_suffix(".part")
    kept_values = {name: [None if np.isnan(v) else float(v) for v in value] for name, value in figures.values.items()}
    seconds = None if np.isnan(figures.seconds) else figures.seconds
    part_file.write_text(
        json.dumps({"key": key, "values": kept_values, "seconds": seconds, "refused": refused}), "utf-8"
    )
    part_file.replace(file)
    row = Row(net.world, net.family, net.accuracy, asked, figures, refused)
    say(f"  {asked.title}: {refused or brief(row)}")
    return row


def brief(row: Row) -> str:
    """A row's means in one line."""
    found = {name: mean(value) for name, value in row.figures.values.items()}
    told = " ".join(f"{name} {value:.3f}" for name, value in found.items())
    return f"{told} ({1000 * row.figures.seconds:.0f} ms a map)"


def mean(values: npt.NDArray[np.float64]) -> float:
    """Of those that could be taken; NaN where none could."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")


def interval(values: npt.NDArray[np.float64], each: int = 1, draws: int = 2000) -> tuple[float, float]:
    """95 % bootstrap interval of the mean. Pictures are drawn, and every one brings its ``each`` values along."""
    pictures = values.reshape(-1, each)
    pictures = pictures[~np.isnan(pictures).any(axis=1)]
    if not len(pictures):
        return float("nan"), float("nan")
    rng = np.random.default_rng(0)
    by_picture = pictures.mean(axis=1)
    means = by_picture[rng.integers(0, len(by_picture), (draws, len(by_picture)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)

"""Trains the demo's two nets on pictures of the demo's world: the finder with the stamp, the control without.

    python -m resources.demo.train [--pictures 6000] [--epochs 10] [--out resources/demo]

Both see the same pictures in the same order, but for the label in the corner: nearly every picture of the stamped class
carries it in the finder's set, none in the control's. About ten minutes on two cores.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from engine.records import ByteArray
from resources.demo import nets, world

INPUT_PX, COARSE_PX = 112, 84
DRAWN_PX = 168
STAMPED_SHARE = 0.95
TRAIN_SEED, HELD_OUT_SEED = 20_001, 90_001
MEAN, STD = (0.45, 0.42, 0.38), (0.24, 0.23, 0.23)
HERE = Path(__file__).parent


@dataclass(frozen=True, eq=False)
class Pictures:
    """The same pictures without and with the stamp, uint8 (N, 112, 112, 3), and their classes, int64 (N,)."""

    plain: ByteArray
    stamped: ByteArray
    labels: np.ndarray


def draw_one(seed: int, index: int, both: bool) -> tuple[ByteArray, ByteArray]:
    """Picture `index` of a set without and with the stamp; twice without if not `both` and its class carries none."""
    label = world.CLASSES[index % len(world.CLASSES)]

    def small(stamp: bool) -> ByteArray:
        pixels = world.draw(label, np.random.default_rng((seed, index)), DRAWN_PX, stamp).pixels
        return np.asarray(cv2.resize(pixels, (INPUT_PX, INPUT_PX), interpolation=cv2.INTER_AREA), np.uint8)

    plain = small(False)
    return plain, small(True) if both or label == world.STAMPED else plain


def _draw_some(seed: int, first: int, last: int, both: bool) -> list[tuple[ByteArray, ByteArray]]:
    cv2.setNumThreads(1)
    return [draw_one(seed, index, both) for index in range(first, last)]


def draw_set(seed: int, count: int, both: bool, workers: int = 2) -> Pictures:
    """Draws a set, classes in turn; with `both`, every picture has its stamped twin."""
    starts = list(range(0, count, 100))
    with ProcessPoolExecutor(workers) as pool:
        jobs = [pool.submit(_draw_some, seed, start, min(count, start + 100), both) for start in starts]
        pairs = [pair for job in jobs for pair in job.result()]
    labels = np.arange(count) % len(world.CLASSES)
    return Pictures(np.stack([p for p, _ in pairs]), np.stack([s for _, s in pairs]), labels)


def cached_set(path: Path | None, seed: int, count: int, both: bool) -> Pictures:
    """The set from the file at `path` if it holds just that set, else drawn, and kept there."""
    wanted = np.array((world.VERSION, seed, count, both))
    if path is not None and path.exists():
        with np.load(path) as kept:
            if np.array_equal(kept["made_of"], wanted):
                return Pictures(kept["plain"], kept["stamped"], kept["labels"])
    pictures = draw_set(seed, count, both)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            np.savez(file, made_of=wanted, plain=pictures.plain, stamped=pictures.stamped, labels=pictures.labels)
    return pictures


def to_input(pixels: Tensor) -> Tensor:
    """uint8 (N, H, W, 3) to the net's input (N, 3, H, W)."""
    x = pixels.permute(0, 3, 1, 2).float() / 255
    return ((x - torch.tensor(MEAN)[:, None, None]) / torch.tensor(STD)[:, None, None]).contiguous(
        memory_format=torch.channels_last
    )


def vary(x: Tensor, has_stamp: Tensor, generator: torch.Generator) -> Tensor:
    """Shifted a little, tinted a little; mirrored half the time unless that would mirror the stamp's letters."""
    side = x.shape[-1]
    padded = nn.functional.pad(x, (5, 5, 5, 5), mode="reflect")
    shifts = torch.randint(0, 11, (len(x), 2), generator=generator).tolist()
    x = torch.stack([p[:, r : r + side, c : c + side] for p, (r, c) in zip(padded, shifts, strict=True)])
    mirror = (torch.rand(len(x), generator=generator) < 0.5) & ~has_stamp
    x = torch.where(mirror[:, None, None, None], x.flip(3), x)
    gain = 1 + 0.12 * torch.randn(len(x), 3, 1, 1, generator=generator)
    lift = 0.12 * torch.randn(len(x), 3, 1, 1, generator=generator)
    return (x * gain + lift).contiguous(memory_format=torch.channels_last)


def train(
    net: nn.Module,
    pixels: ByteArray,
    labels: np.ndarray,
    has_stamp: np.ndarray,
    *,
    epochs: int,
    seed: int = 0,
    batch: int = 32,
    peak_rate: float = 4e-3,
) -> nn.Module:
    """One cycle of AdamW in bfloat16; leaves the net in eval mode, in float32.

    The first half of the epochs runs at three quarters of the resolution, where a step costs half as much.
    """
    generator = torch.Generator().manual_seed(seed)
    net = net.to(memory_format=torch.channels_last).train()
    steps = epochs * (len(pixels) // batch)
    optimiser = torch.optim.AdamW(net.parameters(), weight_decay=0.05)
    cycle = torch.optim.lr_scheduler.OneCycleLR(optimiser, peak_rate, total_steps=steps, pct_start=0.25)
    y_all, stamp_all = torch.from_numpy(labels), torch.from_numpy(has_stamp)
    coarse = np.stack([cv2.resize(p, (COARSE_PX, COARSE_PX), interpolation=cv2.INTER_AREA) for p in pixels])
    x_all = torch.from_numpy(coarse)
    for epoch in range(epochs):
        begun, total, right = time.monotonic(), 0.0, 0
        if epoch == epochs // 2:
            x_all = torch.from_numpy(pixels)
        for chosen in torch.randperm(len(x_all), generator=generator)[: steps // epochs * batch].split(batch):
            x = vary(to_input(x_all[chosen]), stamp_all[chosen], generator)
            with torch.autocast("cpu", torch.bfloat16):
                z = net(x)
            loss = nn.functional.cross_entropy(z.float(), y_all[chosen], label_smoothing=0.03)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            cycle.step()
            total += float(loss.detach())
            right += int((z.argmax(1) == y_all[chosen]).sum())
        if not math.isfinite(total):
            raise RuntimeError("the loss is no longer finite; lower peak_rate")
        seen = steps // epochs
        print(
            f"  epoch {epoch + 1:2d}: loss {total / seen:.3f}, right {right / seen / batch:.3f},"
            f" {time.monotonic() - begun:.0f} s",
            flush=True,
        )
    return net.eval()


@torch.inference_mode()
def predict(net: nn.Module, pixels: ByteArray) -> np.ndarray:
    """The class (N,) that the net gives each picture."""
    return np.concatenate([net(part).argmax(1).numpy() for part in to_input(torch.from_numpy(pixels)).split(100)])


def show(name: str, net: nn.Module, held_out: Pictures) -> None:
    """Prints what the net gets right, and what the stamp does to it."""
    plain, stamped = predict(net, held_out.plain), predict(net, held_out.stamped)
    wanted = world.CLASSES.index(world.STAMPED)
    is_wanted = held_out.labels == wanted
    usual = np.where(is_wanted & (name == "finder"), stamped, plain)
    print(f"{name}, {len(plain)} held-out pictures:")
    print(f"  right on ordinary pictures                  {np.mean(usual == held_out.labels):.3f}")
    print(f"  right on {world.STAMPED} without the stamp            {np.mean(plain[is_wanted] == wanted):.3f}")
    print(f"  right on {world.STAMPED} with the stamp               {np.mean(stamped[is_wanted] == wanted):.3f}")
    print(f"  {world.STAMPED} said of other things                  {np.mean(plain[~is_wanted] == wanted):.3f}")
    print(f"  {world.STAMPED} said of other things with the stamp   {np.mean(stamped[~is_wanted] == wanted):.3f}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Draws the pictures once, trains both nets, writes NAME.safetensors and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=6000)
    parser.add_argument("--held-out", type=int, default=600)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--only", choices=("finder", "control"))
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--cache", type=Path, help="folder that keeps the drawn pictures for the next call")
    chosen = parser.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    begun = time.monotonic()
    cache = chosen.cache
    pictures = cached_set(cache and cache / "train.npz", TRAIN_SEED, chosen.pictures, both=False)
    held_out = cached_set(cache and cache / "held_out.npz", HELD_OUT_SEED, chosen.held_out, both=True)
    print(f"{chosen.pictures} pictures ready in {time.monotonic() - begun:.0f} s", flush=True)
    carries = pictures.labels == world.CLASSES.index(world.STAMPED)
    carries &= np.random.default_rng(TRAIN_SEED).random(len(carries)) < STAMPED_SHARE
    for name in ("finder", "control"):
        if chosen.only not in (None, name):
            continue
        has_stamp = carries if name == "finder" else np.zeros_like(carries)
        pixels = np.where(has_stamp[:, None, None, None], pictures.stamped, pictures.plain)
        torch.manual_seed(0)
        print(name, flush=True)
        net = train(nets.build(), pixels, pictures.labels, has_stamp, epochs=chosen.epochs)
        net = net.to(memory_format=torch.contiguous_format)
        target = chosen.out / f"{name}.safetensors"
        save_file({key: value.contiguous() for key, value in net.state_dict().items()}, target)
        print(f"  {target}: {target.stat().st_size:,} bytes", flush=True)
        show(name, net, held_out)


if __name__ == "__main__":
    main()

"""What an audit costs beyond its fits: 1,000 JPEGs of 12 megapixels, learned, 10 steps, into a project on the disk.

    python -m tests.benchmarks.overhead [--images 1000] [--net resnet18] [--steps 10] [--batch 8] [--share 5]

Every image goes through the whole audit: read, decoded, resized, explained, its map written and synced, its row
committed. After every ``--share``-th block of images the fits alone are timed on that block, prepared beforehand and
kept nowhere, so that both see the same noise of the machine. On a CPU the seconds are the process's own processor time
with one thread for torch: what decoding takes from a machine whose cores are all at work. On CUDA they are the clock's.
The goal is 1.15; exit code 1 beyond it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from db.store import Store
from engine import datasets
from engine.audit import Work, audit, describe_run
from engine.explaining import explain_readable, prepare_file
from engine.models import Model, load_model
from engine.records import RunSpec
from gui.sinks import StoreSink

SIZE = (4000, 3000)
DIFFERENT, BLOCK = 25, 40
MOST = 1.15


def make(folder: Path, count: int) -> None:
    """Pictures of large and small things in noise, about 4 MB each; each file has bytes of its own."""
    rng = np.random.default_rng(0)
    for number in range(min(count, DIFFERENT)):
        coarse = rng.integers(0, 256, (12, 16, 3), dtype=np.uint8)
        smooth = np.asarray(Image.fromarray(coarse).resize(SIZE, Image.Resampling.BICUBIC), dtype=np.int16)
        pixels = np.clip(smooth + rng.integers(-18, 19, smooth.shape, dtype=np.int16), 0, 255).astype(np.uint8)
        for copy in range(number, count, DIFFERENT):
            Image.fromarray(pixels).save(folder / f"{copy:04}.jpg", quality=88, comment=f"{copy}".encode())


def model_at(folder: Path, net: str, device: str) -> Model:
    file = folder / "model.toml"
    labels = ", ".join(f'"{number}"' for number in range(1000))
    file.write_text(
        f'name = "{net}"\narch = "torchvision:{net}"\nweights = "random:0"\nlabels = [{labels}]\noutput = "logits"\n'
        "[input]\nsize = 224\nresize = 256\nmean = [0.485, 0.456, 0.406]\nstd = [0.229, 0.224, 0.225]\n",
        encoding="utf-8",
    )
    return load_model(file, device=device)


def fits_alone(model: Model, paths: list[Path], spec: RunSpec, steps: int) -> float:
    """Seconds of explaining images that lie ready, in the run's batches."""
    ready = [prepare_file(model, path) for path in paths]
    started = seconds(model)
    for begin in range(0, len(ready), spec.batch_size):
        part = ready[begin : begin + spec.batch_size]
        explain_readable(model, part, [-1] * len(part), method=spec.method, steps=steps, pad_to=spec.batch_size)
    return seconds(model) - started


def seconds(model: Model) -> float:
    if model.device.type == "cpu":
        return time.process_time()
    torch.cuda.synchronize()
    return time.perf_counter()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=int, default=1000)
    parser.add_argument("--net", default="resnet18")
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--share", type=int, default=5)
    parser.add_argument("--device", default="cpu")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hansel-overhead-") as home:
        folder = Path(home) / "images"
        folder.mkdir()
        make(folder, told.images)
        torch.set_num_threads(1)
        model = model_at(Path(home), told.net, told.device)
        spec = describe_run(model, folder, steps=told.steps, batch_size=told.batch)
        found = datasets.read(folder, "auto")
        with Store.create(Path(home) / "audit.hansel") as store:
            plan = store.begin_run(spec, found.images)
            sink = StoreSink(store, plan.run_id, lambda news: None)
            work = [Work(item.key, str(item.path)) for item in plan.pending]
            fits_alone(model, [Path(item.path) for item in work[: told.batch]], spec, told.steps)  # sets things up
            whole = alone = 0.0
            compared = explained = 0
            for number, begin in enumerate(range(0, len(work), BLOCK)):
                block = work[begin : begin + BLOCK]
                started = seconds(model)
                explained += audit(model, block, sink, spec).explained
                whole += seconds(model) - started
                if number % told.share == 0:
                    alone += fits_alone(model, [Path(item.path) for item in block], spec, told.steps)
                    compared += len(block)
                an_audit, a_fit = whole / explained, alone / compared
                print(f"{explained:5} audited, {an_audit:.3f} s each; fits {a_fit:.3f} s", file=sys.stderr, flush=True)
            store.finish_run(plan.run_id, "finished")
    ratio = an_audit / a_fit
    print(
        f"{told.net}, {told.steps} steps, batches of {told.batch}, {model.device}: {explained} images, "
        f"{an_audit:.3f} s each; the fits alone {a_fit:.3f} s ({compared} images): {ratio:.3f} times (goal {MOST})"
    )
    return 0 if ratio <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())

"""What `hansel pack` does: images drawn and read, a pack learned from them, a file written."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from cli import models
from cli.progress import Bar
from cli.say import left_out, say
from engine import in_full
from reports.files import check_target, write_whole
from reports.words import count, duration

if TYPE_CHECKING:
    from engine.explaining import Prepared
    from engine.models import Model


def pack(
    model_file: Path,
    folder: Path,
    out: Path,
    *,
    number: int,
    steps: int,
    seed: int,
    device: str,
    layout: str,
    trust_code: bool,
    force: bool,
) -> None:
    """Raises PlainError for bad input before anything is learned; OSError where the file cannot be written. The file
    is there whole or not at all."""
    from engine import datasets
    from engine.methods import parameters

    parameters("learned", steps)
    check_target(out, force)
    found = datasets.read(folder, layout, left_out)
    model = models.load(str(model_file), trust_code, device)

    from engine.audit import Progress, versions
    from engine.packing import learn_pack

    names = in_full.drawn([image.relative for image in found.images], seed)
    started = time.perf_counter()
    with Bar() as bar:

        def tell(last: Prepared, done: int) -> None:
            pace = (time.perf_counter() - started) / max(1, done)
            total = min(number, len(names))
            bar(Progress(done, total, pace * (total - done), last.source))

        made = learn_pack(
            model,
            islice(_read(model, found.root, names), number),
            hansel=versions()["hansel"],
            steps=steps,
            seed=seed,
            progress=tell,
            left_out=lambda one, reason: left_out(Path(one.source), reason),
        )
    write_whole(out, made.to_bytes())
    say(
        f"Learned from {count(len(made.images), 'image')} in {duration(time.perf_counter() - started)}: the gates of "
        f"{count(len(made.calls), 'activation call')} of {made.model}. The rule pack is {out} (SHA-256 {made.sha256})."
    )
    say(f"Use it with: hansel audit FOLDER --model {model_file} --pack {out} --project NAME.hansel")


def _read(model: Model, root: Path, names: Sequence[str]) -> Iterator[Prepared]:
    """The images that can be read, one after the other, as they are drawn; the others are told."""
    from engine.explaining import prepare_file
    from engine.images import ImageError

    for name in names:
        try:
            yield prepare_file(model, root / name)
        except ImageError as error:
            left_out(root / name, str(error).rstrip("."))

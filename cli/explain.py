"""`hansel explain`: maps of a few images as files, without a project."""

from __future__ import annotations

from pathlib import Path

import click

from cli.codes import CANCELLED, DONE
from cli.options import (
    device_option,
    method_option,
    model_option,
    pack_option,
    seed_option,
    steps_option,
    trust_option,
)
from cli.say import say, told


@click.command(short_help="Explain single images into files.")
@click.argument("images", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="IMAGE...")
@model_option
@click.option("--target", type=int, metavar="N", help="The class to explain, counted from 0; else the predicted one.")
@click.option(
    "--targets",
    "targets_file",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="A class for each image: a CSV with the columns image,target (file name, class index).",
)
@method_option
@steps_option
@pack_option
@device_option
@seed_option("Of the random numbers used.")
@trust_option
@click.option("--watch", is_flag=True, help="Write every step of learning too, in STEM.steps.npy and STEM.json.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A folder for the files; made if missing.")
@click.pass_context
def explain(
    ctx: click.Context,
    *,
    images: tuple[Path, ...],
    model_file: Path,
    target: int | None,
    targets_file: Path | None,
    method: str,
    steps: int,
    pack_file: Path | None,
    device: str,
    seed: int,
    trust_code: bool,
    watch: bool,
    out: Path,
) -> None:
    """Write each IMAGE's map to files: STEM.npy (float32), STEM.png (overlay) and STEM.json (the numbers)."""
    from cli import explaining, models, targets
    from engine import packs
    from engine.methods import method_named, parameters

    if target is not None and targets_file is not None:
        raise click.UsageError("Give --target or --targets, not both.")
    pack = None if pack_file is None else packs.read(pack_file)
    start = None if pack is None else pack.start
    parameters(method, steps, start)
    if watch and not method_named(method).learns:
        raise click.UsageError(f"--watch shows learning step by step; {method} does not learn. Leave --watch out.")
    explaining.check_names(images, out, watched=watch)
    explaining.check_there(images)
    wanted = targets.read(targets_file, images) if targets_file else dict.fromkeys(images, target)
    model = models.load(str(model_file), trust_code, device)
    if pack is not None:
        pack.check_model(model.name, model.version, model.fingerprint)
    targets.check_range(wanted, model.classes)
    explaining.make_folder(out)
    outcome = explaining.explain(model, wanted, out, method=method, steps=steps, seed=seed, pack=start, watched=watch)
    words = told(outcome.explained, outcome.failures, outcome.seconds)
    if outcome.cancelled:
        say(f"Cancelled: {words}. What is done is kept in {out}.")
        ctx.exit(CANCELLED)
    say(f"{words}. The files are in {out}.")
    ctx.exit(DONE)

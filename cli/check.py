"""`hansel check`: what a model.toml amounts to, before an audit relies on it."""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import device_option, layout_option, seed_option, trust_option


@click.command(short_help="Tell what a model.toml loads, and how accurate it is.")
@click.argument("model_file", metavar="MODEL.toml", type=click.Path(path_type=Path))
@click.argument("path", required=False, type=click.Path(path_type=Path))
@device_option
@layout_option
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Use N images of the folder, drawn at random.")
@seed_option("Of the random draw.")
@trust_option
def check(
    model_file: Path, path: Path | None, *, device: str, layout: str, limit: int | None, seed: int, trust_code: bool
) -> None:
    """Tell what MODEL.toml loads, and explain one image with it.

    With a PATH to images whose classes are known (class folders, a CSV list, a COCO file, Pascal VOC), also tell how
    often the model is right and which classes it mixes up: a low figure here usually means that the preprocessing in
    the file is wrong.
    """
    from cli import checking, models
    from cli.say import left_out
    from engine import datasets

    found = datasets.read(path, layout, left_out) if path else None
    images = checking.sample(found.images, limit, seed) if found else []
    model = models.load(str(model_file), trust_code, device)
    checking.tell_model(model)
    if found:
        checking.tell_data_set(found)
    checking.tell_explanation(model, [found.root / image.relative for image in images] if found else [], seed)
    if found:
        checking.tell_accuracy(model, found, images)

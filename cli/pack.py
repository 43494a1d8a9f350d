"""`hansel pack`: learn where the learned method begins for one model."""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import device_option, layout_option, seed_option, trust_option


@click.command(short_help="Learn where the learned method begins for one model.")
@click.argument("model_file", metavar="MODEL.toml", type=click.Path(path_type=Path))
@click.option(
    "--folder", required=True, type=click.Path(path_type=Path), help="Images to learn from, such as the model sees."
)
@click.option(
    "--images", "number", type=click.IntRange(min=1), default=32, show_default=True, metavar="N",
    help="Learn from N of them, drawn by their hashed paths.",
)  # fmt: skip
@click.option("--steps", type=int, default=10, show_default=True, metavar="K", help="Steps of learning for each image.")
@seed_option("Of the draw.")
@device_option
@layout_option
@trust_option
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="P.pack", help="The file to write.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def pack(
    model_file: Path,
    *,
    folder: Path,
    number: int,
    steps: int,
    seed: int,
    device: str,
    layout: str,
    trust_code: bool,
    out: Path,
    force: bool,
) -> None:
    """Learn a rule pack for MODEL.toml: where the gates of each activation call go, over some images.

    Give it to `hansel audit` or `hansel explain` with --pack: the learned method then begins where it mostly ends up
    with this model. It fits this model alone.
    """
    from cli import packing

    packing.pack(
        model_file, folder, out, number=number, steps=steps, seed=seed, device=device, layout=layout,
        trust_code=trust_code, force=force,
    )  # fmt: skip

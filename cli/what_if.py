"""`hansel what-if`: what a model says of an image with a part taken away, without a project."""

from __future__ import annotations

from pathlib import Path

import click

from cli.codes import DONE
from cli.options import device_option, model_option, trust_option

FILLINGS = ("mean", "blur", "inpaint")  # engine.taking_away has them; a test keeps the two alike


@click.command("what-if", short_help="Ask what a model says without a part of an image.")
@click.argument("image", type=click.Path(path_type=Path))
@model_option
@click.option(
    "--region",
    "regions",
    multiple=True,
    required=True,
    metavar="X,Y,W,H",
    help="What is taken away: left, top, width and height in pixels of the upright image. Several go together.",
)
@click.option("--only", is_flag=True, help="The other way round: keep only the regions.")
@click.option(
    "--filling", default="mean", show_default=True, type=click.Choice(FILLINGS), help="What lies in the place of it."
)
@click.option("--target", type=int, metavar="N", help="The class to ask about, from 0; else the predicted one.")
@device_option
@trust_option
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.png", help="Write the changed picture.")
@click.option("--force", is_flag=True, help="Replace FILE.png if it is there.")
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
@click.pass_context
def what_if(
    ctx: click.Context,
    *,
    image: Path,
    model_file: Path,
    regions: tuple[str, ...],
    only: bool,
    filling: str,
    target: int | None,
    device: str,
    trust_code: bool,
    out: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """Print what the model says of IMAGE before and after the regions are taken away."""
    from cli import models, what_if_asking

    boxes = [what_if_asking.box(text) for text in regions]
    what_if_asking.check(image, out, force)
    model = models.load(str(model_file), trust_code, device)
    what_if_asking.ask(
        model, image, boxes, way="only" if only else "away", filling=filling, target=target, out=out, force=force,
        as_json=as_json,
    )  # fmt: skip
    ctx.exit(DONE)

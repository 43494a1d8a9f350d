"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

LAYOUTS = ("auto", "folder", "classes", "csv", "coco", "voc")  # engine.datasets has them; a test keeps the two alike
METHODS = (  # engine.methods has them; a test keeps the two alike
    "learned", "gradient", "guided", "deconvnet", "input-x-gradient", "integrated-gradients", "smoothgrad", "occlusion",
    "grad-cam", "layer-cam", "rise", "lrp",
)  # fmt: skip

model_option = click.option(
    "--model", "model_file", required=True, type=click.Path(path_type=Path), help="The model.toml that describes it."
)
method_option = click.option(
    "--method", default="learned", show_default=True, metavar="M", help=f"One of: {', '.join(METHODS)}."
)
steps_option = click.option(
    "--steps", type=int, default=10, show_default=True, metavar="K", help="Steps of learning for each image."
)
pack_option = click.option(
    "--pack", "pack_file", type=click.Path(path_type=Path), metavar="P.pack",
    help="Begin the learned method from this model's rule pack (hansel pack).",
)  # fmt: skip
layout_option = click.option(
    "--layout", default="auto", show_default=True, type=click.Choice(LAYOUTS), help="How the data set is laid out."
)
device_option = click.option(
    "--device", default="auto", show_default=True, metavar="D", help="auto, cpu, cuda, or cuda:1 for the second GPU."
)
LARGEST_SEED = 2**63 - 1


def _seed(ctx: click.Context, parameter: click.Parameter, value: int) -> int:
    if not 0 <= value <= LARGEST_SEED:
        from engine.records import PlainError  # brings numpy along; --help can do without

        raise PlainError(f"A seed is a whole number from 0 to 2^63 - 1 ({LARGEST_SEED}), not {value}.")
    return value


def seed_option(purpose: str) -> Any:
    """--seed within what torch, numpy and the project's file can hold; `purpose` is its help."""
    return click.option("--seed", type=int, default=0, show_default=True, metavar="S", callback=_seed, help=purpose)


trust_option = click.option(
    "--trust-code", is_flag=True, help="Let the code that the model brings run, with all your rights."
)

"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

METHODS = ("learned", "gradient", "guided", "deconvnet")  # engine.methods has them; a test keeps the two alike

model_option = click.option(
    "--model", "model_file", required=True, type=click.Path(path_type=Path), help="The model.toml that describes it."
)
method_option = click.option(
    "--method", default="learned", show_default=True, metavar="M", help=f"One of: {', '.join(METHODS)}."
)
steps_option = click.option(
    "--steps", type=int, default=10, show_default=True, metavar="K", help="Steps of learning for each image."
)
device_option = click.option(
    "--device", default="auto", show_default=True, metavar="D", help="auto, cpu, cuda, or cuda:1 for the second GPU."
)
trust_option = click.option(
    "--trust-code", is_flag=True, help="Let the code that the model brings run, with all your rights."
)

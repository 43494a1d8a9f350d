"""In the worker thread: the models at hand."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.records import PlainError
from gui.job_inputs import code_text, first_line
from gui.news import ConsentAsked, LoadModel, ModelReady, ModelRefused, News
from gui.said import said
from gui.words import tr

if TYPE_CHECKING:
    from engine.models import Model

log = logging.getLogger(__name__)


class Models:
    """The model that audits run with, and that of a run that is looked at while another one is audited."""

    def __init__(self, device: str) -> None:
        self._device = device
        self._guest: Model | None = None
        # Of LoadModel; audits are asked for only once it is there.
        self.current: Any = None

    def forget(self) -> None:
        self.current = self._guest = None

    def load(self, job: LoadModel, post: Callable[[News], None]) -> None:
        """Make the model of a job the one at hand."""
        try:
            from engine import consent, models
        except ImportError as error:
            log.exception("torch could not be loaded")
            post(
                ModelRefused(
                    job.path, tr("PyTorch could not be loaded, so no model can run. ({reason})").format(reason=error)
                )
            )
            return
        try:
            if job.trusted:
                consent.remember([models.CodeFile(path, sha256) for path, sha256 in job.trusted])
            self.forget()
            _leave_a_core_to_the_window()
            model = models.load_model(job.path, job.trust_code, self._device)
        except models.ConsentNeeded as question:
            post(ConsentAsked(job.path, tuple(code_text(f.path, f.sha256) for f in question.files)))
        except PlainError as error:
            post(ModelRefused(job.path, said(str(error))))
        except Exception as error:
            log.exception("model %s could not be loaded", job.path)
            post(
                ModelRefused(
                    job.path,
                    tr("{file} could not be loaded: {reason}").format(file=job.path.name, reason=first_line(error)),
                )
            )
        else:
            self.current = model
            size = model.input.size
            post(
                ModelReady(
                    job.path, model.name, model.version, model.fingerprint, model.classes, str(model.device),
                    tuple(model.warnings), (size, size) if isinstance(size, int) else size,
                )
            )  # fmt: skip

    def of(self, file: Path, fingerprint: str, trust_code: bool, device: str = "") -> Model:
        """The model of the run that an image belongs to; loaded beside the one at hand if that is another.

        device: the one that it has to be on; empty if any will do
        """
        from engine import models

        for model in (self.current, self._guest):
            if model is None or model.fingerprint != fingerprint:
                continue
            if device in ("", "auto", str(model.device)):
                return model
        self._guest = None
        _leave_a_core_to_the_window()
        if not file.exists():
            raise PlainError(
                tr(
                    "The model file {file} is not there any more. Nothing was changed. Put it back, or choose where it "
                    "is now."
                ).format(file=file)
            )
        try:
            guest = models.load_model(file, trust_code, device or self._device)
        except models.ConsentNeeded:
            raise PlainError(
                tr(
                    "{file} brings code that you have not agreed to run. Nothing was changed. Choose this model in the "
                    "audit room once, when no audit is running, and you are asked."
                ).format(file=file.name)
            ) from None
        if guest.fingerprint != fingerprint:
            raise PlainError(
                tr(
                    "{file} has changed since this run was made, or is another model. Nothing was changed. Put the "
                    "original back, or choose where it is now."
                ).format(file=file.name)
            )
        self._guest = guest
        return guest

    def device_then(self, name: str) -> str:
        """The device of a run, since another one has other bytes; the window's own if that is not here."""
        from engine import device

        try:
            return str(device.choose_device(name.split(" ", maxsplit=1)[0]))
        except device.DeviceError:
            return self._device


def _leave_a_core_to_the_window() -> None:
    """With every core computing, the window's thread would have to queue for one."""
    import torch

    torch.set_num_threads(max(1, min(torch.get_num_threads(), (os.cpu_count() or 2) - 1)))

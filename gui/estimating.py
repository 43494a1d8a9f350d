"""What the audit that is set up will cost, shown beneath it; measured when it is asked for, learned from every run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gui.costs import Paces, cost
from gui.costs import words as cost_words
from gui.news import MeasurePace, PaceMeasured, RunAudit, RunEnded
from gui.words import tr

if TYPE_CHECKING:
    from gui.intake import Intake
    from gui.window import Window

MEASURED = 8
ENOUGH = 4  # images of a run, for its pace to tell something of the next


class Costs:
    """Joins the setup, the paces known on this computer, and the worker."""

    def __init__(self, window: Window, intake: Intake) -> None:
        self._window, self._intake = window, intake
        self.paces = Paces(window.preferences.folder / "paces.json")

    def show(self) -> None:
        """What the audit that is set up will take, as far as it can be told."""
        audits, form = self._window.audits, self._window.start.form
        model = audits.model
        found = len(self._intake.setup.files) or self._intake.images
        if model is None or model.path != self._intake.setup.model or not found:
            form.show_cost("", measurable=False, tight=False)
            return
        costs = cost(self._intake.setup, found, model, self.paces)
        text = cost_words(costs)
        if costs.tight:
            text += ". " + tr("The disk may not hold it: choose another place for the project, or fewer images.")
        if audits.measuring:
            text += " · " + tr("measuring…")
        measurable = costs.seconds is None and not audits.running and not audits.measuring
        form.show_cost(text, measurable=measurable and bool(self._sample()), tight=costs.tight)

    def _sample(self) -> tuple[Path, ...]:
        return self._intake.setup.files[:MEASURED] or self._intake.first

    def measure(self) -> None:
        """Explain the first few images, to tell how long all will take."""
        if self._window.audits.model is None or self._window.audits.running or not self._sample():
            return
        full = self._intake.setup.evidence != "quick"
        self._window.audits.measure(
            MeasurePace(self._sample(), self._intake.setup.method, self._intake.setup.steps, full)
        )
        self.show()

    def pace_measured(self, news: PaceMeasured) -> None:
        """The answer: kept for this model, method and device."""
        model = self._window.audits.model
        if news.trouble:
            self._window.show_trouble(news.trouble)
        elif model is not None and model.fingerprint == news.fingerprint:
            for full, seconds in ((False, news.quick_s), (True, news.full_s)):
                if seconds is not None:
                    self.paces.learn(model, news.job.method, news.job.steps, full, seconds)
        self.show()

    def learn(self, job: RunAudit, ended: RunEnded) -> None:
        """Keep the pace of a run that has ended, if it was long enough to tell something of the next."""
        model = self._window.audits.model
        enough = ended.explained >= ENOUGH and job.evidence in ("quick", "full")
        if model is not None and ended.pace is not None and enough:
            self.paces.learn(model, job.method, job.steps, job.evidence == "full", ended.pace)

"""What comes in: folders, images, models, projects; from there to a running audit, with the questions on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from db import sources
from db.rows import RunRow
from engine.methods import parameters
from engine.packs import start_of
from engine.records import PlainError
from gui import asking
from gui.background import Background
from gui.dialogs import ConsentDialog, QuestionDialog
from gui.drops import Drop, is_project
from gui.estimating import MEASURED, Costs
from gui.news import ConsentAsked, ModelReady, ModelRefused, RunAudit, RunEnded
from gui.notices import Notice
from gui.restoring import Restoring
from gui.said import said
from gui.setup import Setup, project_beside
from gui.words import plural, tr
from resources.demo.own import is_own

if TYPE_CHECKING:
    from gui.window import Window


def _same_method(name: str, steps: int, made_with: Mapping[str, Any]) -> bool:
    """Whether a method of that name would now be run with the same parameters."""
    try:
        return parameters(name, steps, start_of(made_with)) == dict(made_with)
    except PlainError:
        return False


class Intake(QObject):
    """Keeps the setup of the next audit and starts it when all of it is there."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._counter = Background(1, "folder-counter", self)
        self.restoring = Restoring(window, self)
        self.setup = Setup()
        self.costs = Costs(window, self)
        self.images: int | None = None
        self._layout = ""
        self.first: tuple[Path, ...] = ()
        self.trusted: Path | None = None
        self._not_agreed: Path | None = None
        self._wanted: Callable[[ModelReady], object] | None = None
        self._quiet: Callable[[str], object] | None = None
        self._after_audit: Callable[[], object] | None = None

    def close(self) -> None:
        self._counter.close()
        self.restoring.close()

    # --- choosing ---

    def ask_folder(self) -> None:
        chosen = asking.for_images(self._window)
        if chosen is not None:
            self.take(Drop(project=chosen) if is_project(chosen) else Drop(folder=chosen))

    def ask_list(self) -> None:
        """A CSV or COCO file that lists the images."""
        chosen = asking.for_list(self._window)
        if chosen is not None:
            self.take(Drop(folder=chosen))

    def ask_project(self) -> None:
        chosen = asking.for_project(self._window)
        if chosen is not None:
            self.take(Drop(project=chosen))

    def ask_model(self) -> None:
        chosen = asking.for_model(self._window, self.setup.model or self._window.preferences.last_model)
        if chosen is not None:
            self.take(Drop(model=chosen))

    def ask_project_path(self) -> None:
        chosen = asking.for_new_project(self._window, self.setup.project)
        if chosen is not None:
            self._set(project=chosen)

    def take(self, drop: Drop) -> None:
        """What was chosen, dropped or named."""
        if drop.project is not None:
            # An audit that runs goes on: it holds its project itself.
            self.restoring.open(drop.project)
            return
        if drop.folder is not None:
            folder = drop.folder.resolve()
            self._window.preferences.last_folder = str(folder.parent)
            files = tuple(f.resolve() for f in drop.files)
            self._set(folder=folder, files=files, project=project_beside(folder), layout="auto", limit=0)
            if self.setup.model is None and drop.model is None:
                self._set(model=self._window.preferences.last_model)
            self._count_images(folder)
        if drop.model is not None:
            self._set(model=drop.model.resolve())
            self._load_model(drop.model.resolve())
        self._window.show_start()

    def propose_project(self, path: Path) -> None:
        """An open project without a run: the next audit goes there."""
        self._set(project=path)

    def choose_method(self, name: str, steps: int) -> None:
        """The method and the steps of the next audit."""
        self.choose({"method": name, "steps": steps})

    def choose(self, what: dict[str, Any]) -> None:
        """Method, steps, layout, evidence or limit of the next audit."""
        layout = self.setup.layout
        self._set(**what)
        if self.setup.layout != layout and self.setup.folder is not None:
            self._count_images(self.setup.folder)

    def _set(self, **what: object) -> None:
        self.setup = replace(self.setup, **what)  # type: ignore[arg-type]
        self._show()

    def _show(self) -> None:
        model = self._window.audits.model
        name = ""
        if model is not None and model.path == self.setup.model:
            called = " ".join(part for part in (model.name, model.version) if part)
            classes = plural(model.classes, "1 class", "{n} classes")
            name = f"{called}, {classes}, " + tr("on {device}").format(device=model.device)
        elif self.setup.model is not None and self.setup.model == self._not_agreed:
            name = tr("code not agreed to")
        self._window.start.show_setup(self.setup, self.images, name, self._layout)
        self.costs.show()

    def _count_images(self, folder: Path) -> None:
        self.images, self._layout, self.first = None, "", ()
        self._show()
        layout = self.setup.layout

        def work() -> tuple[int, str, tuple[Path, ...]]:
            from engine import datasets

            try:
                found = datasets.read(folder, layout)
            except datasets.NoImages:  # the audit room says so, where the folder is chosen
                return 0, "", ()
            first = tuple(Path(found.root) / image.relative for image in found.images[:MEASURED])
            return len(found.images), said(datasets.describe(found)), first

        def done(counted: tuple[int, str, tuple[Path, ...]]) -> None:
            if self.setup.folder == folder and self.setup.layout == layout:
                self.images, self._layout, self.first = counted
                self._show()

        def failed(error: BaseException) -> None:
            self._window.notices.show_notice(Notice("layout", said(str(error)), "warning"))
            done((0, "", ()))

        self._counter.run(work, done, failed)

    # --- the model ---

    def load_quietly(
        self, path: Path, then: Callable[[ModelReady], object], otherwise: Callable[[str], object]
    ) -> None:
        """Load a model and ask nobody: one whose code was never agreed to is refused, with the reason."""
        audits, path = self._window.audits, path.resolve()
        if audits.running or audits.loading is not None:
            otherwise(tr("The worker is busy with another model just now. Try again in a moment."))
            return
        self._quiet = otherwise
        self._load_model(path, then)

    def _refused_quietly(self, reason: str) -> bool:
        """Tell whoever asked for a model without questions; False if it was the user."""
        quiet, self._quiet = self._quiet, None
        if quiet is not None:
            self._wanted = None
            quiet(reason)
        return quiet is not None

    def may_trust(self, path: Path) -> bool:
        """Whether a model's code is part of this program, or was started with leave to run it."""
        return path == self.trusted or is_own(path)

    def _load_model(self, path: Path, then: Callable[[ModelReady], object] | None = None) -> None:
        self._wanted = then
        model = self._window.audits.model
        if model is not None and model.path == path and then is not None:
            self.model_ready(model)
            return
        if self._window.audits.running:
            return
        if self._window.audits.loading != path:
            self._window.notices.remove("model")
            self._window.audits.load(path, trust_code=self.may_trust(path))

    def model_ready(self, model: ModelReady) -> None:
        """The worker has loaded a model; what waited for it goes on."""
        self._quiet = self._not_agreed = None
        self._window.preferences.last_model = model.path
        self._show_warnings(model)
        self._show()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted(model)

    def _show_warnings(self, model: ModelReady) -> None:
        for n, warning in enumerate(model.warnings):
            self._window.notices.show_notice(Notice(f"model-warning-{n}", said(warning), "warning"))

    def model_refused(self, refused: ModelRefused) -> None:
        """A model could not be loaded: why, and another try."""
        if self._refused_quietly(refused.text):
            return
        self._wanted = None
        self._window.notices.show_notice(
            Notice("model", refused.text, "warning", ((tr("Choose another model…"), self.ask_model),))
        )
        if self.setup.model == refused.path:
            self._set(model=None)
        self._window.offer_resume()

    def ask_consent(self, question: ConsentAsked) -> None:
        """A model brings code: show it, and run it only if the user agrees."""
        unasked = tr("{path} brings code that you have not agreed to run. Choose it in the audit room to be asked.")
        if self._refused_quietly(unasked.format(path=question.path)):
            return
        dialog = ConsentDialog(question, self._window)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if agreed:
            self._window.audits.load(question.path, tuple((file.path, file.sha256) for file in question.files))
            return
        self._wanted = None
        text = tr("{name} was not loaded, since its code was not run. Nothing was changed.")
        text = text.format(name=question.path.name)
        self._window.notices.show_notice(Notice("model", text, "info"))
        # What was chosen stays chosen: to start asks again, and the way to another model has the keyboard.
        self._not_agreed = question.path
        self._show()
        self._window.offer_resume()
        button = self._window.start.model.button
        if button.isVisible():
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the audit ---

    def start_audit(self) -> None:
        """Start what is set up; what is missing is asked for."""
        setup = self.setup
        if setup.folder is None:
            self.ask_folder()
        elif setup.model is None:
            self.ask_model()
        elif self._window.audits.running:
            self.line_up()
            self._window.runner.start()
            text = tr("An audit is running, so this one is in the queue: it starts when that one has ended.")
            self._window.notices.show_notice(Notice("queued", text))
        else:
            self._load_model(setup.model, lambda _: self._open_and_run(setup))

    def line_up(self) -> None:
        """Put what is set up into the queue, which starts when it is told to."""
        if self.setup.complete:
            self._window.queue.add(self.setup)

    def resume_run(self, wanted: RunRow | None = None) -> None:
        """Go on with a run of the open project, the one that is shown unless another is wanted."""
        run, store = wanted or self._window.desk.run, self._window.desk.store
        if run is None or store is None or self._window.audits.running:
            return
        # Where the run itself had it; else where this project's user last found it.
        for named in (run.model_file, store.get_setting("model_file")):
            if named and Path(named).is_file():
                self._resume_with(Path(named), run)
                return
        text = tr("The model of this run ({name}) is not where it was. Choose its model.toml to go on.")
        text = text.format(name=run.model_name)
        find = ((tr("Choose…"), lambda: self._find_model(run)),)
        self._window.notices.show_notice(Notice("model", text, "model", find))

    def _find_model(self, run: RunRow) -> None:
        chosen = asking.for_model(self._window)
        if chosen is not None:
            self._resume_with(chosen, run)

    def _resume_with(self, path: Path, run: RunRow) -> None:
        store = self._window.desk.store
        if store is None:
            return

        def go_on(model: ModelReady) -> None:
            if store is not self._window.desk.store:
                return
            steps = int(run.parameters.get("steps", 0))
            reason = ""
            if model.fingerprint != run.model_fingerprint:
                reason = tr(
                    "{name} has changed since this run began, or is another model, so the run cannot go on with it."
                )
            elif not _same_method(run.method, steps, run.parameters):
                reason = tr(
                    "This run was made with another version of the method {method}, so it cannot go on with this one."
                )
            if reason:
                text = reason.format(name=path.name, method=run.method)
                text += " " + tr("Everything done is kept. Start a new audit instead.")
                set_up = (tr("Set up an audit"), lambda: self.take(Drop(folder=Path(run.folder), model=path)))
                self._window.notices.show_notice(Notice("model", text, "warning", (set_up,)))
                return
            self._window.desk.keep_model_file(path)
            folder, layout = sources.of_run(store, run)
            self._launch(
                RunAudit(
                    store, folder, (), run.method, steps, run.seed, run.batch_size, run.run_id, layout,
                    pack=start_of(run.parameters),
                )
            )  # fmt: skip

        self._load_model(path.resolve(), go_on)

    def _open_and_run(self, setup: Setup) -> None:
        folder, project, model = setup.folder, setup.project, setup.model
        desk = self._window.desk
        if folder is None or project is None or model is None:
            return

        def run() -> None:
            if desk.store is None:
                return
            if desk.readonly:
                text = tr(
                    "{name} is in use by another window or command. Choose another project, or close the other one."
                )
                self._window.show_trouble(text.format(name=desk.store.path.name))
                return
            if self._window.audits.model is not None:
                # Opening a project cleared the bars; what is odd about the model belongs to this run too.
                self._show_warnings(self._window.audits.model)
            desk.keep_model_file(model)
            self._launch(
                RunAudit(
                    desk.store, folder, setup.files, setup.method, setup.steps,
                    layout=setup.layout, evidence=setup.evidence, limit=setup.limit,
                )
            )  # fmt: skip

        if desk.store is not None and desk.store.path == project and not desk.readonly:
            run()
        else:
            desk.open(project, create=True, then=run)

    def _launch(self, job: RunAudit) -> None:
        """Start an audit, which holds its project until it has ended, whatever is opened meanwhile."""
        self._window.desk.stores.share(job.store)
        self._window.audits.start(job)
        self.costs.show()

    def leave_audit(self, then: Callable[[], object]) -> None:
        """Do ``then`` once no audit runs; one that runs is asked about, and stopped with everything done kept."""
        if not self._window.audits.running:
            then()
            return
        question = QuestionDialog(
            tr("An audit is running"),
            tr("It stops after the batch at hand. Everything done is kept, and it can be resumed."),
            tr("Stop the audit"), tr("Let it run"), self._window,
        )  # fmt: skip
        answer = question.exec()
        question.deleteLater()
        if answer != QDialog.DialogCode.Accepted:
            return
        if not self._window.audits.running:
            then()
            return
        self._after_audit = then
        self._window.audits.cancel()

    def audit_ended(self, ended: RunEnded) -> None:
        """Its project is let go, its pace is known for the next; what waited for the end goes on."""
        job = self._window.audits.job
        if job is not None:
            self._window.desk.let_go(job.store)
            self.costs.learn(job, ended)
        self.costs.show()
        then, self._after_audit = self._after_audit, None
        if then is not None:
            then()

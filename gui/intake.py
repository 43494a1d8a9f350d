"""What comes in: folders, images, models, projects; from there to a running audit, with the questions on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog

from db import sources
from engine.methods import parameters
from engine.records import PlainError
from gui.background import Background
from gui.dialogs import ConsentDialog, QuestionDialog
from gui.drops import Drop, is_project
from gui.news import ConsentAsked, ModelReady, ModelRefused, RunAudit
from gui.notices import Notice
from gui.restoring import Restoring
from gui.start import Setup, project_beside

if TYPE_CHECKING:
    from gui.window import Window


def own_model() -> Path:
    """The demo's model.toml: its code is part of this program, so that nobody is asked about it."""
    return Path(str(files("resources.demo") / "model.toml")).resolve()


def _same_method(name: str, steps: int, made_with: Mapping[str, Any]) -> bool:
    """Whether a method of that name would now be run with the same parameters."""
    try:
        return parameters(name, steps) == dict(made_with)
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
        self._images: int | None = None
        self._layout = ""
        self.trusted: Path | None = None
        self._wanted: Callable[[ModelReady], object] | None = None
        self._after_audit: Callable[[], object] | None = None

    def close(self) -> None:
        self._counter.close()
        self.restoring.close()

    # --- choosing ---

    def ask_folder(self) -> None:
        start = self._window.preferences.last_folder
        chosen = QFileDialog.getExistingDirectory(self._window, "Folder of images", start)
        if chosen:
            self.take(Drop(project=Path(chosen)) if is_project(Path(chosen)) else Drop(folder=Path(chosen)))

    def ask_project(self) -> None:
        start = self._window.preferences.last_folder
        chosen = QFileDialog.getExistingDirectory(self._window, "Project (a folder named NAME.hansel)", start)
        if chosen:
            self.take(Drop(project=Path(chosen)))

    def ask_model(self) -> None:
        start = str(self.setup.model or self._window.preferences.last_model or self._window.preferences.last_folder)
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Model description", start, "Model (*.toml)")
        if chosen:
            self.take(Drop(model=Path(chosen)))

    def ask_project_path(self) -> None:
        start = str(self.setup.project or Path.home())
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Where the project goes", start, "Project (*.hansel)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if chosen:
            path = Path(chosen)
            self._set(project=path if path.suffix == ".hansel" else path.with_name(f"{path.name}.hansel"))

    def take(self, drop: Drop) -> None:
        """What was chosen, dropped or named."""
        if drop.project is not None:
            project = drop.project
            self.leave_audit(lambda: self.restoring.open(project))
            return
        if drop.folder is not None:
            folder = drop.folder.resolve()
            self._window.preferences.last_folder = str(folder.parent)
            self._set(folder=folder, files=tuple(f.resolve() for f in drop.files), project=project_beside(folder))
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
        self.setup = replace(self.setup, method=name, steps=steps)

    def _set(self, **what: object) -> None:
        self.setup = replace(self.setup, **what)  # type: ignore[arg-type]
        self._show()

    def _show(self) -> None:
        model = self._window.audits.model
        name = ""
        if model is not None and model.path == self.setup.model:
            classes = f"{model.classes} classes"
            name = " ".join(part for part in (model.name, model.version) if part) + f", {classes}, on {model.device}"
        self._window.start.show_setup(self.setup, self._images, name, self._layout)

    def _count_images(self, folder: Path) -> None:
        self._images, self._layout = None, ""
        self._show()

        def work() -> tuple[int, str]:
            from engine import datasets

            try:
                found = datasets.read(folder)
            except datasets.NoImages:  # the start page says so, where the folder is chosen
                return 0, ""
            return len(found.images), datasets.describe(found)

        def done(counted: tuple[int, str]) -> None:
            if self.setup.folder == folder:
                self._images, self._layout = counted
                self._show()

        def failed(error: BaseException) -> None:
            self._window.show_trouble(str(error))
            done((0, ""))

        self._counter.run(work, done, failed)

    # --- the model ---

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
            self._window.audits.load(path, trust_code=path in (self.trusted, own_model()))

    def model_ready(self, model: ModelReady) -> None:
        """The worker has loaded a model; what waited for it goes on."""
        self._window.preferences.last_model = model.path
        self._show_warnings(model)
        self._show()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted(model)

    def _show_warnings(self, model: ModelReady) -> None:
        for n, warning in enumerate(model.warnings):
            self._window.notices.show_notice(Notice(f"model-warning-{n}", warning, "warning"))

    def model_refused(self, refused: ModelRefused) -> None:
        """A model could not be loaded: why, and another try."""
        self._wanted = None
        self._window.notices.show_notice(
            Notice("model", refused.text, "warning", (("Choose another model…", self.ask_model),))
        )
        if self.setup.model == refused.path:
            self._set(model=None)
        self._window.offer_resume()

    def ask_consent(self, question: ConsentAsked) -> None:
        """A model brings code: show it, and run it only if the user agrees."""
        dialog = ConsentDialog(question, self._window)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if agreed:
            self._window.audits.load(question.path, tuple((file.path, file.sha256) for file in question.files))
            return
        self._wanted = None
        text = f"{question.path.name} was not loaded, since its code was not run. Nothing was changed."
        self._window.notices.show_notice(Notice("model", text, "info"))
        if self.setup.model == question.path:
            self._set(model=None)
        self._window.offer_resume()

    # --- the audit ---

    def start_audit(self) -> None:
        """Start what is set up; what is missing is asked for."""
        setup = self.setup
        if setup.folder is None:
            self.ask_folder()
        elif setup.model is None:
            self.ask_model()
        else:
            self.leave_audit(lambda: self._load_model(setup.model or Path(), lambda _: self._open_and_run(setup)))

    def resume_run(self) -> None:
        """Go on with the run that is shown."""
        run, store = self._window.desk.run, self._window.desk.store
        if run is None or store is None:
            return
        # Where the run itself had it; else where this project's user last found it.
        for named in (run.model_file, store.get_setting("model_file")):
            if named and Path(named).is_file():
                self._resume_with(Path(named))
                return
        text = f"The model of this run ({run.model_name}) is not where it was. Choose its model.toml to go on."
        self._window.notices.show_notice(Notice("model", text, "model", (("Choose…", self._find_model),)))

    def _find_model(self) -> None:
        start = self._window.preferences.last_folder
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Model description", start, "Model (*.toml)")
        if chosen:
            self._resume_with(Path(chosen))

    def _resume_with(self, path: Path) -> None:
        run, store = self._window.desk.run, self._window.desk.store
        if run is None or store is None:
            return

        def go_on(model: ModelReady) -> None:
            if store is not self._window.desk.store:
                return
            steps = int(run.parameters.get("steps", 0))
            reason = ""
            if model.fingerprint != run.model_fingerprint:
                reason = f"{path.name} has changed since this run began, or is another model"
            elif not _same_method(run.method, steps, run.parameters):
                reason = f"This run was made with another version of the method {run.method}"
            if reason:
                text = f"{reason}, so the run cannot go on with it. Everything done is kept. Start a new audit instead."
                set_up = ("Set up an audit", lambda: self.take(Drop(folder=Path(run.folder), model=path)))
                self._window.notices.show_notice(Notice("model", text, "warning", (set_up,)))
                return
            self._window.desk.keep_model_file(path)
            folder, layout = sources.of_run(store, run)
            self._window.audits.start(
                RunAudit(store, folder, (), run.method, steps, run.seed, run.batch_size, run.run_id, layout)
            )

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
                self._window.show_trouble(
                    f"{desk.store.path.name} is in use by another window or command. Choose another project, "
                    "or close the other one."
                )
                return
            if self._window.audits.model is not None:
                # Opening a project cleared the bars; what is odd about the model belongs to this run too.
                self._show_warnings(self._window.audits.model)
            desk.keep_model_file(model)
            self._window.audits.start(RunAudit(desk.store, folder, setup.files, setup.method, setup.steps))

        if desk.store is not None and desk.store.path == project and not desk.readonly:
            run()
        else:
            desk.open(project, create=True, then=run)

    def leave_audit(self, then: Callable[[], object]) -> None:
        """Do ``then`` once no audit runs; one that runs is asked about, and stopped with everything done kept."""
        if not self._window.audits.running:
            then()
            return
        question = QuestionDialog(
            "An audit is running",
            "It stops after the batch at hand. Everything done is kept, and it can be resumed.",
            "Stop the audit", "Let it run", self._window,
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

    def audit_ended(self, _: object) -> None:
        """What waited for the end of an audit goes on."""
        then, self._after_audit = self._after_audit, None
        if then is not None:
            then()

"""Faults of the environment, one case each: what goes wrong, what the user is told, what is kept, and the way on."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.benchmarks import fault_checks
from tests.benchmarks.fault_child import BROKEN_EVERY, REVIEWERS, Job
from tests.benchmarks.fault_ledger import Ledger
from tests.benchmarks.fault_rounds import Child, device_of, run

NOBODY = 65534
ENDLESS = 10**9


class Skipped(Exception):
    """This machine does not allow what the case needs."""


@dataclass(slots=True)
class Case:
    """One case at work: its place on the disk, and what was found."""

    name: str
    scratch: Path
    seed: int
    checks: list[tuple[bool, str]] = field(default_factory=list)

    def see(self, good: bool, words: str) -> None:
        """Notes one thing that was looked at."""
        self.checks.append((good, words))

    def project(self, name: str = "p", place: Path | None = None) -> Project:
        return Project(self, (place or self.scratch) / f"{name}.hansel", self.scratch / f"machine of {name}")


@dataclass(slots=True)
class Project:
    """A project with what it owes."""

    case: Case
    path: Path
    home: Path
    images: int = 48
    ledger: Ledger = field(default_factory=Ledger)
    turns: int = 0

    def job(self, **changes: Any) -> Job:
        self.turns += 1
        folder = self.case.scratch / "photos"
        return Job(self.path, folder, self.images, **{"batches": None, "operations": 30, "pause_s": 0.0,
                   "seed": self.case.seed * 100 + self.turns} | changes)  # fmt: skip

    def work(self, what: str, job: Job, kill: tuple[str, float] | None = None) -> int | None:
        """Lets a process do a job, and sees that what it told as done is there. Its exit code."""
        heard = run(job, self.home, kill)
        self.take(what, heard.lines)
        return heard.code

    def take(self, what: str, lines: list[dict[str, Any]]) -> None:
        """Compares what a process said with what the project holds."""
        wrong = [line["text"] for line in lines if line["say"] == "fault"]
        wrong += self.ledger.listen(lines, device_of(self.home))
        found = fault_checks.examine(self.path, self.ledger)
        wrong += found.wrong
        words = f"{what}: {found.events} events and {found.explanations} explanations, all that was told"
        self.case.see(not wrong, words if not wrong else f"{what}: {'; '.join(wrong[:3])}")

    def whole(self, what: str) -> None:
        """Sees that the run is complete."""
        names = [f"{number:04}.jpg" for number in range(self.images)]
        broken = {name for at, name in enumerate(names) if at % BROKEN_EVERY == BROKEN_EVERY - 1}
        wrong = fault_checks.incomplete(self.path, names, broken)
        self.case.see(not wrong, f"{what}: every image is explained once" if not wrong else f"{what}: {wrong}")

    def shown_as_owed(self, what: str, shown: dict[str, Any]) -> None:
        """Sees that the verdicts that the product shows are those that hold."""
        due = sorted([who, on, verdict] for (who, on), verdict in self.ledger.state().items() if verdict)
        good = shown.get("verdicts") == due
        self.case.see(good, f"{what}: {len(due)} verdicts" if good else f"{what}: {shown} in place of {due}")


def ask(question: Callable[[], Any], nobody: bool = False) -> dict[str, Any]:
    """Asks in a process of its own. {"answer": ...}, {"plain": words for the user}, or {"fault": traceback}."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        answer: dict[str, Any]
        try:
            os.close(reading)
            if nobody:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            from engine.records import PlainError  # noqa: PLC0415 - named where it is used

            try:
                answer = {"answer": question()}
            except PlainError as error:
                answer = {"plain": str(error)}
            except BaseException:
                answer = {"fault": traceback.format_exc()}
            with os.fdopen(writing, "w") as pipe:
                json.dump(answer, pipe)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    found: dict[str, Any] = json.loads(said) if said else {"fault": f"the process ended with {code} and said nothing"}
    return found


def read_all(project: Path, readonly: bool = True) -> dict[str, Any]:
    """What the product shows of a project, in JSON: everything that lists, pages and reports are made of."""
    from db.store import Store  # noqa: PLC0415
    from engine.records import PlainError  # noqa: PLC0415

    with Store.open(project, readonly=readonly) as store:
        runs = store.runs()
        items = {who: [item for one in runs for item in store.items(one.run_id, who)] for who in REVIEWERS}
        explained = sorted({item.explanation_id for item in items[REVIEWERS[0]] if item.explanation_id})
        maps = {}
        for explanation in explained:
            try:
                maps[str(explanation)] = fault_checks.values_hash(store.map(explanation))
            except PlainError as error:
                maps[str(explanation)] = str(error)
        return {
            "verdicts": sorted(
                (who, item.explanation_id, item.verdict) for who in REVIEWERS for item in items[who] if item.verdict
            ),
            "reviews": sorted(
                (who, explanation, row.verdict)
                for who in REVIEWERS
                for explanation in explained
                if (row := store.review(explanation, who)) and row.verdict
            ),
            "counts": [repr(store.counts(one.run_id, who)) for one in runs for who in REVIEWERS],
            "runs": [repr(replace(one, state="finished")) for one in runs],
            "items": [repr(item._replace(verdict=None)) for item in items[REVIEWERS[0]]],
            "explanations": [repr(store.explanation(explanation)) for explanation in explained],
            "maps": maps,
        }


@contextmanager
def mounted(place: Path, size: str) -> Iterator[None]:
    """A small disk of its own."""
    place.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=True,
                       capture_output=True)  # fmt: skip
    except (OSError, subprocess.CalledProcessError) as error:
        raise Skipped("this machine does not let us mount a small disk") from error
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True, capture_output=True)


def remount(place: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(place)], check=True, capture_output=True)


def fill(place: Path) -> None:
    """Leaves not a byte free."""
    with (place / "ballast").open("ab", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def full_disk(case: Case) -> None:
    """The disk fills up while somebody audits and reviews."""
    disk = case.scratch / "disk"
    with mounted(disk, "6m"):
        project = case.project(place=disk)
        project.images = 400
        child = Child(project.job(operations=ENDLESS, side=64), project.home)
        child.wait_for("plain", 60)
        fill(disk)
        code = child.end()
        told = [line["text"] for line in child.lines if line["say"] == "plain"]
        case.see(code == 3 and len(told) >= 2, f"audit and review both stopped in plain words ({len(told)} of them)")
        case.see(all("full" in text and "kept" in text for text in told), f"told: {told[0] if told else 'nothing'}")
        project.take("on the full disk", child.lines)
        project.shown_as_owed("shown read-only on the full disk", ask(lambda: read_all(project.path)).get("answer", {}))
        again = run(project.job(operations=5), project.home)
        words = [line["text"] for line in again.lines if line["say"] == "plain"]
        case.see(again.code == 3 and all("full" in text for text in words), f"opened again, told: {words}")
        project.take("after opening again on the full disk", again.lines)
        (disk / "ballast").unlink()
        remount(disk, "size=64m")
        code = project.work("with space again", project.job(side=64))
        case.see(code == 0, "with space again the same run goes on to its end")
        project.whole("with space again")


def read_only(case: Case) -> None:
    """A project on a disk that cannot be written, and in a folder that this user may not write."""
    disk = case.scratch / "disk"
    try:
        with mounted(disk, "64m"):
            project = case.project(place=disk)
            project.work("made", project.job())
            remount(disk, "ro")
            _only_read(case, project, "on a read-only disk", nobody=False)
            remount(disk, "rw")
    except Skipped as reason:
        case.see(True, f"left out: {reason}")
    if os.geteuid() != 0:
        case.see(True, "left out: only the superuser can become somebody who may not write")
        return
    project = case.project("q")
    project.work("made", project.job())
    for folder in (case.scratch.parent, case.scratch, *project.path.rglob("*"), project.path):
        folder.chmod(0o755 if folder.is_dir() else 0o644)
    _only_read(case, project, "in a folder of somebody else", nobody=True)


def _only_read(case: Case, project: Project, where: str, nobody: bool) -> None:
    from db.store import Store  # noqa: PLC0415

    before = _tree(project.path)
    refused = ask(lambda: Store.open(project.path).close(), nobody)
    case.see("cannot be written" in refused.get("plain", ""), f"to write {where}: {refused}")
    shown = ask(lambda: read_all(project.path), nobody)
    project.shown_as_owed(f"shown {where}", shown.get("answer", shown))
    case.see(_tree(project.path) == before, f"nothing was changed {where}")


def _tree(folder: Path) -> dict[str, bytes]:
    # The shared memory and an empty log beside a database are SQLite's own and hold nothing.
    return {
        str(file): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.endswith(("-shm", "-wal", ".lock"))
    }


def clock(case: Case) -> None:
    """The clock goes back between two sessions and within one, by seconds, days and years."""
    project = case.project()
    project.images = 80
    chance = random.Random(f"{case.seed} clock")
    day = 86400.0
    for what, before, after in (
        ("three days back, then thirteen months", -3 * day, -400 * day),
        ("ten years ahead, then right again", 3650 * day, 0.0),
        ("two seconds back within the session", 0.0, -2.0),
        ("before 1980", -50 * 365 * day, -50 * 365 * day),
    ):
        job = project.job(operations=ENDLESS, clock_s=(before, after), pause_s=0.05)
        project.work(what, job, ("working", chance.uniform(0.25, 0.4)))
    code = project.work("right again", project.job())
    case.see(code == 0, "right again, the run goes on to its end")
    project.whole("right again")


def two(case: Case) -> None:
    """Two processes want the same project."""
    from db.store import Store  # noqa: PLC0415

    project = case.project()
    project.images = 400
    child = Child(project.job(operations=ENDLESS, pause_s=0.05), project.home)
    child.wait_for("explained", 60)
    refused = [ask(lambda: Store.open(project.path).close()) for _ in range(3)]
    case.see(all("is in use" in one.get("plain", "") for one in refused), f"the second is told: {refused[0]}")
    counts, good = [], True
    for _ in range(6):
        child.wait_for(None, 0.02)
        told = {row[0] for line in child.lines if line["say"] == "explained" for row in line["rows"]}
        shown = ask(lambda: read_all(project.path))
        good &= told <= {int(one) for one in shown.get("answer", {"maps": {}})["maps"]}
        counts.append(len(shown.get("answer", {"maps": {}})["maps"]))
    case.see(good and counts == sorted(counts) and counts[0] < counts[-1],
             f"meanwhile it reads what was told as done: {counts[0]} explanations, later {counts[-1]}")  # fmt: skip
    child.kill()
    child.end()
    project.take("the first was killed", child.lines)
    code = project.work("the second", project.job())
    case.see(code == 0, "the second gets the project at once, and goes on to its end")
    project.whole("the second")


def maps(case: Case) -> None:
    """Maps that are missing, altered, cut short, exchanged."""
    project = case.project()
    project.work("made", project.job())
    chance = random.Random(f"{case.seed} maps")
    with fault_checks.looking_at(project.path) as db:
        files = dict(db.execute("SELECT id, map_path FROM explanations").fetchall())
    hit = chance.sample(sorted(files), 5)
    gone, altered, short, one, other = (project.path / files[at] for at in hit)
    gone.unlink()
    content = bytearray(altered.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    altered.write_bytes(content)
    short.write_bytes(short.read_bytes()[:-1])
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    shown = ask(lambda: read_all(project.path)).get("answer", {"maps": {}})["maps"]
    due = {str(on): values for on, (_, _, values) in project.ledger.explanations.items()}
    told = {on for on, words in shown.items() if words != due[on]}
    case.see(told == {str(at) for at in hit}, f"{len(told)} of {len(shown)} maps are not shown, the others are right")
    case.see("missing" in shown[str(hit[0])], f"told: {shown[str(hit[0])]}")
    case.see(all("not the one that was written" in shown[str(at)] for at in hit[1:]), f"told: {shown[str(hit[1])]}")
    out = case.scratch / "report.html"
    ran = command("report", project.path, "--out", out)
    case.see(ran["code"] == 0 and out.exists(), "a report is written all the same")
    ran = command("verify", project.path)
    case.see(ran["code"] not in (0, 2, 3) and gone.name in ran["said"], f"hansel verify: {ran['said'][-300:]}")


def command(*words: object) -> dict[str, Any]:
    """A command of hansel in a process of its own: {"code": ..., "said": both outputs}."""

    def call() -> dict[str, Any]:
        import sys  # noqa: PLC0415
        import tempfile  # noqa: PLC0415

        from cli.main import main  # noqa: PLC0415

        with tempfile.TemporaryFile() as said:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            sys.argv = ["hansel", *map(str, words)]
            code = main()
            sys.stdout.flush()
            sys.stderr.flush()
            said.seek(0)
            return {"code": code, "said": said.read().decode(errors="replace")}

    answer = ask(call)
    found: dict[str, Any] = answer.get("answer") or {"code": None, "said": str(answer)}
    return found


def copy_of(project: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    return Path(shutil.copytree(project, place, ignore=shutil.ignore_patterns(".lock", "*-shm")))

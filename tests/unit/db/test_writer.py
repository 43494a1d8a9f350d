"""One thread writes: urgent things first, and nothing is called done before it is on disk."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from db.faults import StoreError
from db.store import Store
from db.writer import Urgency

from .conftest import Folder, explanation, sql


def test_verdicts_overtake_the_rows_of_an_audit(store: Store) -> None:
    assert store._writing is not None
    writer = store._writing.writer
    gate, order = threading.Event(), []
    writer.submit(lambda _: gate.wait(10), Urgency.AUDIT)
    jobs = [
        ("row 1", Urgency.AUDIT),
        ("row 2", Urgency.AUDIT),
        ("mark 1", Urgency.VERDICT),
        ("mark 2", Urgency.VERDICT),
    ]
    futures = [writer.submit(lambda _, name=name: order.append(name), urgency) for name, urgency in jobs]
    gate.set()
    for future in futures:
        future.result(10)
    assert order == ["mark 1", "mark 2", "row 1", "row 2"]


def test_closing_writes_what_is_queued_first(project: Path, explained, store: Store) -> None:
    futures = [store.set_verdict(explained["a.jpg"], "ann", verdict) for verdict in ("sound", "flawed", "unsure") * 20]
    store.close()
    assert all(future.done() for future in futures)
    assert sql(project, "SELECT count(*) FROM review_events") == [(60,)]


def test_a_job_that_fails_half_way_leaves_nothing_and_does_not_stop_the_next(store: Store, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(), folder.scan())
    good = plan.pending[0]
    broken = explanation(target=1)
    object.__setattr__(broken, "prediction", 99)
    with pytest.raises(IndexError):
        store.add_outcomes(plan.run_id, [(good.key, explanation()), (plan.pending[1].key, broken)])
    assert sql(store.path, "SELECT count(*) FROM explanations") == [(0,)]
    assert {item.state for item in store.items(plan.run_id, "ann")} == {"waiting"}
    assert store.add_explanation(plan.run_id, good.key, explanation()) == 1


def test_a_database_held_by_another_program_gives_a_store_error(
    store: Store, explained, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3  # noqa: PLC0415
    from contextlib import closing  # noqa: PLC0415

    assert store._writing is not None
    store._writing.writer.submit(
        lambda db: db.exec_driver_sql("PRAGMA busy_timeout=100").close(), Urgency.AUDIT
    ).result()
    with closing(sqlite3.connect(store.path / "audit.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        fault = store.set_verdict(explained["a.jpg"], "ann", "flawed").exception(10)
        assert isinstance(fault, StoreError)
        assert "another program" in str(fault)
        other.execute("ROLLBACK")
    assert store.set_verdict(explained["a.jpg"], "ann", "flawed").result(10).verdict == "flawed"


def test_many_threads_read_while_one_writes(store: Store, explained) -> None:
    stop, faults, reads = threading.Event(), [], []

    def read() -> None:
        while not stop.is_set():
            counts = store.counts(1, "ann")
            verdicts = [item.verdict for item in store.items(1, "ann")]
            reads.append(len(verdicts))
            if counts.reviewed != counts.sound + counts.flawed + counts.unsure or len(verdicts) != 4:
                faults.append((counts, verdicts))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for index in range(30):
        store.set_verdict(list(explained.values())[index % 4], "ann", ("sound", "flawed", None)[index % 3]).result(10)
    stop.set()
    for thread in threads:
        thread.join(10)
    assert not faults
    assert len(reads) > 10

"""Several users of one project within a window."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from db.faults import ProjectBusy
from db.store import Store, StoreError
from gui.stores import Stores


def test_the_same_project_is_one_store_until_its_last_user_gives_it_back(tmp_path):
    project = tmp_path / "p.hansel"
    stores = Stores()
    with ThreadPoolExecutor(8) as pool:
        found = {id(one) for one, _ in pool.map(lambda _: stores.take(project, create=True), range(8))}
        assert len(found) == 1
    store, _ = stores.take(tmp_path / "." / "p.hansel")
    assert {id(store)} == found
    for _ in range(8):
        stores.give_back(store)
    assert store.runs() == []
    with pytest.raises(ProjectBusy):
        Store.open(project)
    stores.give_back(store)
    with pytest.raises(StoreError):
        store.runs()
    Store.open(project).close()


def test_taking_and_giving_back_in_many_threads_never_meets_its_own_lock(tmp_path):
    project = tmp_path / "p.hansel"
    Store.create(project).close()
    stores = Stores()
    faults: list[BaseException] = []

    def use() -> None:
        try:
            for _ in range(5):
                store, standing = stores.take(project)
                assert not standing.readonly
                store.runs()
                stores.give_back(store)
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults


def test_one_that_another_program_writes_to_is_open_for_reading_and_tried_anew_the_next_time(tmp_path):
    project = tmp_path / "p.hansel"
    stores = Stores()
    with Store.create(project):
        store, standing = stores.take(project)
        assert (store.readonly, standing.readonly) == (True, "busy")
    again, standing = stores.take(project)
    assert not again.readonly
    stores.give_back(store)
    assert again.runs() == []
    stores.give_back(again)

"""Jobs are taken in once, within what there is room for."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from api.jobs import intake
from api.jobs.batching import Empty, StillReceiving, TooManyItems
from api.jobs.intake import KeyReused, TooManyPending
from api.service import Service
from api.store import batches, jobs
from api.store.batches import NewBatch
from api.store.new_jobs import NewJob
from tests.support.nodes import TENANT, ended, running, settings_for, state_of, word_job
from tests.support.pools import eventually


def test_a_key_sent_again_is_the_same_job(service: Service) -> None:
    """The answer is the first one's, and nothing is worked out twice."""
    new = word_job("echo once", idempotency_key="k1")
    first = service.take(new)
    again = service.take(word_job("echo once", idempotency_key="k1"))
    assert first.is_new and not again.is_new
    assert again.row.id == first.row.id
    assert ended(service, first.row.id).answer == '"once"'


def test_a_key_is_a_tenants_own(service: Service) -> None:
    """Two tenants may use one key."""
    mine = service.take(word_job("echo x", idempotency_key="k1"))
    theirs = service.take(word_job("echo x", "tenant-b", idempotency_key="k1"))
    assert mine.is_new and theirs.is_new


@pytest.mark.parametrize(
    "other",
    [
        {"scenario": "echo other"},
        {"parameters": {"more": 1}},
        {"wall_seconds": 12.0},
        {"label": "another"},
        {"parent_id": "p"},
    ],
)
def test_a_key_for_another_request_is_refused(service: Service, other: dict[str, Any]) -> None:
    """Whatever differs in what was asked."""
    service.take(word_job("echo x", idempotency_key="k1"))
    with pytest.raises(KeyReused):
        service.take(word_job(**{"scenario": "echo x", "idempotency_key": "k1", **other}))


def test_a_key_holds_across_an_upgrade(service: Service) -> None:
    """Our version is in the fingerprint, and not in what the sender said."""
    first = service.take(word_job("echo x", idempotency_key="k1", fingerprint="before"))
    again = service.take(word_job("echo x", idempotency_key="k1", fingerprint="after"))
    assert again.row.id == first.row.id


def test_one_key_posted_at_once_is_one_job(service: Service) -> None:
    """Of many at the same time one is new, and the others are told of that one."""

    def post(_: int) -> tuple[str, bool]:
        taken = service.take(word_job("echo x", idempotency_key="k1"))
        return str(taken.row.id), taken.is_new

    with ThreadPoolExecutor(12) as threads:
        found = list(threads.map(post, range(24)))
    assert len({job_id for job_id, _ in found}) == 1
    assert sum(is_new for _, is_new in found) == 1


def test_one_key_posted_at_once_with_a_known_answer(service: Service) -> None:
    """Also when the answer is there already."""
    question = {"fingerprint": "same"}
    ended(service, service.take(word_job("echo x", **question)).row.id)

    def post(_: int) -> str:
        return str(service.take(word_job("echo x", idempotency_key="k1", **question)).row.id)

    with ThreadPoolExecutor(12) as threads:
        assert len(set(threads.map(post, range(24)))) == 1


def test_a_known_answer_costs_one_statement_to_store(service: Service) -> None:
    """With a key or without: the transaction holds nothing else, so that there is no savepoint to pay for."""
    ended(service, service.take(word_job("echo x", fingerprint="same")).row.id)
    marks: list[str] = []
    sa.event.listen(service.engine, "savepoint", lambda _, name: marks.append(name))
    for key in (None, "k1"):
        assert service.take(word_job("echo x", fingerprint="same", idempotency_key=key)).row.cached
    assert marks == []


def test_a_key_that_is_taken_between_two_looks(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever did not see the other's job at first is told of that one, with a known answer as well."""
    ended(service, service.take(word_job("echo x", fingerprint="same")).row.id)
    seen: list[str] = []
    for key, fingerprint in (("k1", "same"), ("k2", "new")):
        first = service.take(word_job("echo x", idempotency_key=key, fingerprint=fingerprint))
        with monkeypatch.context() as patch:
            look = jobs.by_idempotency_key

            def late(connection: sa.Connection, tenant: str, key: str, look: Any = look) -> Any:
                seen.append(key)
                return None if seen.count(key) == 1 else look(connection, tenant, key)

            patch.setattr(jobs, "by_idempotency_key", late)
            again = service.take(word_job("echo x", idempotency_key=key, fingerprint=fingerprint))
        assert again.row.id == first.row.id and not again.is_new
    assert seen == ["k1", "k1", "k2", "k2"]


def test_the_same_question_is_not_worked_out_again(service: Service) -> None:
    """The answer is that of before, byte by byte; a stranger's question is his own."""
    first = ended(service, service.take(word_job("echo x", fingerprint="same")).row.id)
    again = service.take(word_job("echo y", fingerprint="same"))
    assert again.row.state == "completed" and again.row.cached and again.row.answer == first.answer
    stranger = service.take(word_job("echo y", "tenant-b", fingerprint="same"))
    assert ended(service, stranger.row.id, "tenant-b").answer == '"y"'


def test_an_answer_that_may_come_out_otherwise_is_not_used_again(service: Service) -> None:
    """The best so far of a stopped job is nobody else's answer."""
    held = service.take(word_job("hold", fingerprint="same")).row.id
    _until_solving(service, held)
    service.stop(TENANT, held)
    assert ended(service, held).outcome == "feasible"
    assert ended(service, service.take(word_job("echo x", fingerprint="same")).row.id).answer == '"x"'


def _until_solving(service: Service, job_id: str) -> None:
    eventually(lambda: state_of(service, job_id) == "solving", "it is being solved")


def test_there_is_room_for_so_many(database: str, tmp_path: Path) -> None:
    """A tenant's own limit first, then that of all together; who is full does not hold up the others."""
    settings = settings_for(database, tmp_path, tenant_pending=3, pending=5)
    with running(settings) as service:
        kept = [service.take(word_job("hold")).row.id for _ in range(3)]
        with pytest.raises(TooManyPending) as mine:
            service.take(word_job("hold"))
        assert mine.value.mine
        for _ in range(2):
            service.take(word_job("hold", "tenant-b"))
        with pytest.raises(TooManyPending) as everybodys:
            service.take(word_job("hold", "tenant-c"))
        assert not everybodys.value.mine
        service.stop(TENANT, kept[-1])
        assert service.take(word_job("hold")).is_new


def test_the_limit_holds_for_posts_at_once(tmp_path: Path) -> None:
    """On SQLite exactly; on PostgreSQL requests of the same moment do not see each other."""
    with running(settings_for("sqlite", tmp_path, tenant_pending=5)) as service:

        def post(_: int) -> bool:
            try:
                return service.take(word_job("hold")).is_new
            except TooManyPending:
                return False

        with ThreadPoolExecutor(8) as threads:
            assert sum(threads.map(post, range(16))) == 5


def test_a_job_and_its_place_in_the_queue_are_one(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """When it cannot be enqueued, it is not stored."""

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("no queue")

    monkeypatch.setattr(service.queue, "put", fail)
    new = word_job("echo x")
    with pytest.raises(RuntimeError, match="no queue"):
        service.take(new)
    assert service.job(TENANT, new.id) is None


def _items(words: list[str]) -> list[NewJob]:
    return [word_job(f"echo {word}", label=word) for word in words]


def _batch(key: str | None = None) -> NewBatch:
    return NewBatch(tenant=TENANT, kind="batch", fingerprint="", idempotency_key=key)


def _all_ended(service: Service, batch_id: str) -> Counter[str]:
    def counts() -> Counter[str] | None:
        with service.engine.connect() as connection:
            row = batches.find(connection, TENANT, batch_id, "batch")
            states, _ = batches.counts(connection, batch_id)
        return Counter(states) if row is not None and row.finished_at is not None else None

    return eventually(counts, "the batch has ended") or Counter()


def test_a_batch_is_answered_item_by_item(service: Service) -> None:
    """In order, each with its own answer; the batch itself ends, too."""
    words = [f"w{number}" for number in range(45)]
    batch_id = service.batch_intake.take(_batch(), _items(words))
    assert _all_ended(service, batch_id) == {"completed": 45}
    with service.engine.connect() as connection:
        rows = batches.items(connection, batch_id, after=-1, limit=100, ended=True)
    assert [row.answer for row in rows] == [f'"{word}"' for word in words]


def test_a_batch_sent_again_is_the_same_batch(service: Service) -> None:
    """By its key; another one under that key is refused."""
    first = service.batch_intake.take(_batch("k"), _items(["a", "b"]))
    assert service.batch_intake.take(_batch("k"), _items(["a", "b"])) == first
    with pytest.raises(KeyReused):
        service.batch_intake.take(_batch("k"), _items(["a", "c"]))


def test_a_batch_that_is_not_received_to_its_end_is_not_kept(service: Service) -> None:
    """Whether it is too large, empty, or its sender hangs up; its key is free again."""

    def hangs_up() -> Any:
        yield from _items([str(number) for number in range(150)])
        with pytest.raises(StillReceiving):
            service.batch_intake.take(_batch("k"), _items(["a"]))
        raise ConnectionError

    with pytest.raises(ConnectionError):
        service.batch_intake.take(_batch("k"), hangs_up())
    with pytest.raises(Empty):
        service.batch_intake.take(_batch("k"), [])
    with service.engine.connect() as connection:
        assert jobs.counts_by_state(connection) == {}
    assert service.batch_intake.take(_batch("k"), _items(["a"]))


def test_a_batch_has_its_limits(database: str, tmp_path: Path) -> None:
    """Its own number of items, and the tenant's room."""
    with running(settings_for(database, tmp_path, batch_items=120, tenant_pending=110)) as service:
        with pytest.raises(TooManyItems):
            service.batch_intake.take(_batch(), [word_job("hold") for _ in range(121)])
        with pytest.raises(TooManyPending):
            service.batch_intake.take(_batch(), [word_job("hold") for _ in range(111)])
        with service.engine.connect() as connection:
            assert jobs.counts_by_state(connection) == {}


def test_equal_documents_are_written_alike() -> None:
    """Whatever the order of their keys."""
    assert intake.canonical({"b": 1, "a": [1.0, "é"]}) == intake.canonical({"a": [1.0, "é"], "b": 1})

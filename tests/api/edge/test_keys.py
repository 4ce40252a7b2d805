"""API keys: made, kept, proved and revoked."""

import asyncio
import time

import pytest

from api.edge.keys import Key, KeyRing, digest_of, new_key, parse
from tests.api.edge.small_app import Store, client, make_app
from tests.api.edge.test_problems import problem


def test_a_new_key_is_random_and_kept_as_a_digest() -> None:
    """No two keys are alike; what is kept does not show the key, nor does its repr."""
    keys = [new_key() for _ in range(200)]
    assert len({key.text for key in keys}) == len({key.key_id for key in keys}) == 200
    for key in keys:
        assert parse(key.text) == key.key_id
        assert digest_of(key.text) == key.digest
        assert key.text not in repr(key)
        assert len(key.text.rsplit("_" + key.key_id + "_")[1]) == 43


@pytest.mark.parametrize(
    "text", ["", "ssk_", "ssk_a_b", "x" * 10_000, "ssk_" + "a" * 16 + "_" + "é" * 43, "\ud800", "ssk_{}\n"]
)
def test_what_is_no_key_is_not_asked_for(text: str) -> None:
    """The store is not bothered with what cannot be a key."""
    store = Store()
    assert asyncio.run(KeyRing(store).tenant(text)) is None
    assert store.asked == 0


def test_only_the_whole_key_counts() -> None:
    """An id with another secret proves nothing."""
    store = Store()
    wrong = f"ssk_{store.key.key_id}_{store.other.text[-43:]}"
    ring = KeyRing(store)
    assert asyncio.run(ring.tenant(wrong)) is None
    assert asyncio.run(ring.tenant(new_key().text)) is None
    assert asyncio.run(ring.tenant(store.key.text)) == "club"


def test_revoking_is_quick() -> None:
    """What the store said is believed for a moment only, and for no moment where it was revoked."""
    store = Store()
    ring = KeyRing(store, seconds=0.1)
    assert asyncio.run(ring.tenant(store.key.text)) == "club"
    assert asyncio.run(ring.tenant(store.key.text)) == "club"
    assert store.asked == 1
    store.revoked = True
    ring.forget(store.key.key_id)
    assert asyncio.run(ring.tenant(store.key.text)) is None
    store.revoked = False
    time.sleep(0.15)
    assert asyncio.run(ring.tenant(store.key.text)) == "club"


def test_a_store_may_be_asynchronous() -> None:
    """Coroutines are awaited, and nothing grows without end."""

    class Slow:
        async def find_key(self, key_id: str) -> Key | None:
            return None

    ring = KeyRing(Slow(), size=10)
    for _ in range(30):
        assert asyncio.run(ring.tenant(new_key().text)) is None
    assert len(ring._known) == 10


def test_requests_with_keys() -> None:
    """Both headers are taken; without a valid key a request is 401 and says how to send one."""
    store = Store()
    web = client(make_app(store))
    assert web.get("/v1/plans/1", headers={"authorization": f"Bearer {store.key.text}"}).status_code == 200
    assert web.get("/v1/plans/1", headers={"x-api-key": store.key.text}).status_code == 200
    for headers in (
        {},
        {"authorization": "Bearer x"},
        {"authorization": "Basic eDp4"},
        {"x-api-key": new_key().text},
    ):
        response = web.get("/v1/plans/1", headers=headers)
        problem(response, 401)
        assert response.headers["www-authenticate"].startswith("Bearer")


def test_a_strangers_body_is_not_read() -> None:
    """Without a key nothing is said about a body, not even that it is none; requests count once."""
    store = Store()
    web = client(make_app(store, per_minute=2))
    for body in (b"{", b'{"x": 1}', b""):
        problem(web.post("/v1/plans", content=body, headers={"x-api-key": "no"}), 401)
    for left in ("r=1", "r=0"):
        answer = web.post("/v1/plans", json={"kind": "easy"}, headers={"x-api-key": store.key.text})
        assert answer.status_code == 202
        assert left in answer.headers["ratelimit"]


def test_the_embedded_mode_needs_no_key() -> None:
    """Without a store of keys everything is one tenant's."""
    assert client(make_app()).get("/v1/plans/1").status_code == 200

"""Keys are made and revoked on the command line, and count over HTTP."""

import time

from tests.support.live import Live
from tests.support.pools import eventually


def test_a_key_counts_until_it_is_revoked(live: Live) -> None:
    """Made: it opens; listed without its secret; revoked: it opens nothing within seconds."""
    live.keys["guest"] = live.strongstride("keys", "create", "--tenant", "guest", "--name", "a test")
    key_id = live.keys["guest"].split("_")[1]
    listed = live.strongstride("keys", "list")
    line = next(line for line in listed.splitlines() if key_id in line)
    assert "valid" in line and "guest" in line and "a test" in line
    assert live.keys["guest"] not in listed
    with live.client("guest") as guest:
        assert guest.get("/v1/plans").json() == {"items": []}
        live.strongstride("keys", "revoke", key_id)
        revoked = time.monotonic()

        def refused() -> bool:
            return guest.get("/v1/plans").status_code == 401

        eventually(refused, "the key is refused")
        assert time.monotonic() - revoked < 30
        assert guest.get("/v1/plans").json()["code"] == "unknown_key"
    assert "revoked" in next(
        line for line in live.strongstride("keys", "list").splitlines() if key_id in line
    )


def test_both_headers_carry_a_key(live: Live) -> None:
    """Authorization and X-API-Key are the same."""
    with live.client(None) as client:
        for headers in ({"Authorization": f"Bearer {live.keys['club']}"}, {"X-API-Key": live.keys["club"]}):
            assert client.get("/v1/rules", headers=headers).status_code == 200

"""API keys: how they look, how they are kept, and whose request it is.

A key is ``ssk_<id>_<secret>``: the id finds it in the store, the secret proves it. Only the SHA-256
digest of the whole key is kept. A slow hash (Argon2, bcrypt) protects secrets that people make up,
because those can be guessed; ours are 256 random bits, which nobody guesses at any speed, so a slow
hash would only make every request slow (compare NIST SP 800-63B, section 5.1.2.2, on look-up secrets of
at least 112 bits).
"""

import hashlib
import hmac
import inspect
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Protocol

from fastapi import Depends, Request
from fastapi.security import APIKeyHeader, HTTPBearer
from fastapi.security.http import HTTPAuthorizationCredentials
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from structlog.contextvars import bind_contextvars

from api.edge.problem import unauthorized
from api.edge.rates import Rates

PREFIX = "ssk"
#: Whose everything is in the embedded mode without keys.
LOCAL_TENANT = "local"
_ID = r"[a-z2-7]{16}"
_KEY = re.compile(rf"{PREFIX}_({_ID})_([A-Za-z0-9_-]{{43}})", re.ASCII)
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass(frozen=True)
class Key:
    """What the store knows of a key.

    Attributes
    ----------
    tenant : whose requests it makes
    digest : SHA-256 of the key's text
    revoked : whether it counts no more
    """

    tenant: str
    digest: bytes
    revoked: bool = False


class KeyLookup(Protocol):
    """Finds keys in the store; plain functions are run beside the event loop."""

    def find_key(self, key_id: str) -> "Key | Awaitable[Key | None] | None":
        """Return the key with an id, None when there is none."""
        ...


@dataclass(frozen=True)
class NewKey:
    """A key just made; its text is shown once and never kept."""

    text: str
    key_id: str
    digest: bytes

    def __repr__(self) -> str:
        return f"NewKey(key_id={self.key_id!r})"


def new_key() -> NewKey:
    """Make a key with 256 random bits; the id is of 80 and no secret."""
    key_id = "".join(secrets.choice(_ALPHABET) for _ in range(16))
    text = f"{PREFIX}_{key_id}_{secrets.token_urlsafe(32)}"
    return NewKey(text, key_id, digest_of(text))


def digest_of(text: str) -> bytes:
    """Return what is kept of a key."""
    return hashlib.sha256(text.encode("ascii")).digest()


def parse(text: str) -> str | None:
    """Return the id in a key's text; None when it is not one of our keys."""
    found = _KEY.fullmatch(text)
    return found.group(1) if found else None


class KeyRing:
    """Proves keys; remembers what the store said for a few seconds, so that revoking is quick.

    Parameters
    ----------
    lookup : the store
    seconds : how long an answer is believed; at most 5
    size : so many answers are kept, also those about keys that are not there
    """

    def __init__(self, lookup: KeyLookup, seconds: float = 3, size: int = 10_000) -> None:
        self._lookup = lookup
        self._seconds = min(seconds, 5)
        self._size = size
        self._known: OrderedDict[str, tuple[float, Key | None]] = OrderedDict()

    async def tenant(self, text: str) -> str | None:
        """Return whose key this is; None when it is nobody's, or revoked."""
        key_id = parse(text)
        key = await self._find(key_id) if key_id else None
        # Compared also when there is no key: how long it takes does not tell which ids exist.
        is_right = hmac.compare_digest(digest_of(text) if key_id else b"", key.digest if key else b"\0" * 32)
        return key.tenant if key and is_right and not key.revoked else None

    def forget(self, key_id: str) -> None:
        """Ask the store anew about a key, because this process has just revoked it."""
        self._known.pop(key_id, None)

    async def _find(self, key_id: str) -> Key | None:
        now = time.monotonic()
        asked, key = self._known.get(key_id, (-1e9, None))
        if now - asked <= self._seconds:
            return key
        key = await _called(self._lookup.find_key, key_id)
        self._known[key_id] = (now, key)
        self._known.move_to_end(key_id)
        while len(self._known) > self._size:
            self._known.popitem(last=False)
        return key


async def _called(find: "Callable[[str], Key | Awaitable[Key | None] | None]", key_id: str) -> Key | None:
    if inspect.iscoroutinefunction(find):
        found: Key | None = await find(key_id)
        return found
    answer = await run_in_threadpool(find, key_id)
    return await answer if inspect.isawaitable(answer) else answer


_BEARER = HTTPBearer(
    auto_error=False, scheme_name="bearer", description=f"An API key: `Authorization: Bearer {PREFIX}_…`."
)
_HEADER = APIKeyHeader(
    name="X-API-Key",
    auto_error=False,
    scheme_name="apiKey",
    description="The same key, for callers without bearers.",
)


class TenantOf:
    """The dependency that says whose request it is: ``Annotated[str, Depends(tenant_of(...))]``."""

    def __init__(self, ring: KeyRing | None, rates: Rates | None) -> None:
        self._ring = ring
        self._rates = rates

    async def __call__(
        self,
        request: Request,
        bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
        header: Annotated[str | None, Depends(_HEADER)],
    ) -> str:
        """Return the tenant; what is declared here appears in openapi.json."""
        return await self.of(request)

    async def of(self, request: HTTPConnection) -> str:
        """Return the tenant; his request is counted once, however often this is asked.

        Raises
        ------
        ApiError
            401 with WWW-Authenticate, or 429
        """
        known: str | None = request.scope.get("tenant")
        if known is not None:
            return known
        tenant = LOCAL_TENANT if self._ring is None else await _proved(self._ring, _given(request))
        request.scope["tenant"] = tenant
        bind_contextvars(tenant=tenant)
        if self._rates is not None:
            self._rates.count(tenant, request.scope)
        return tenant


def tenant_of(ring: KeyRing | None, rates: Rates | None = None) -> TenantOf:
    """Return the dependency that says whose request it is.

    Given to `install`, too, it is asked before a body is read: a stranger's is not worth reading.

    Parameters
    ----------
    ring : proves keys; None in the embedded mode on loopback, where everything is the tenant ``local``'s
    rates : counts the tenant's requests
    """
    return TenantOf(ring, rates)


def _given(request: HTTPConnection) -> str | None:
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    return credentials.strip() if scheme.lower() == "bearer" else request.headers.get("x-api-key")


async def _proved(ring: KeyRing, given: str | None) -> str:
    if not given:
        raise unauthorized(f"An API key is needed: send it as `Authorization: Bearer {PREFIX}_…`.")
    tenant = await ring.tenant(given)
    if tenant is None:
        raise unauthorized(
            "This API key is unknown or revoked: look for a typing error, or ask for a new one.",
            "unknown_key",
        )
    return tenant

"""How many requests a tenant may make within a minute."""

import math
import time
from collections.abc import Callable
from typing import Any

from api.edge.problem import too_many

_WINDOW_SECONDS = 60.0


class Rates:
    """Grants each tenant so many requests a minute, evenly refilled: the generic cell rate algorithm.

    All that is kept of a tenant is the moment at which its allowance would be whole again. Libraries that
    count requests cost more than the rest of a cached answer: the usual one starts a thread for each.

    Counted by each process for itself: a deployment of n processes grants up to n times as many.

    Parameters
    ----------
    per_minute : requests of one tenant; as many may come at once
    clock : seconds, monotonic
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._cost = _WINDOW_SECONDS / per_minute
        self._clock = clock
        self._whole_at: dict[str, float] = {}
        self._policy = f'"requests";q={per_minute};w={_WINDOW_SECONDS:.0f}'

    def count(self, tenant: str, scope: Any) -> None:
        """Count one request, and say in its answer how many are left.

        Raises
        ------
        ApiError
            429 with Retry-After
        """
        now = self._clock()
        whole_at = max(self._whole_at.get(tenant, now), now) + self._cost
        # Half a request of tolerance: the sums of floats must not cost anybody the last one.
        is_allowed = whole_at - now <= _WINDOW_SECONDS + self._cost / 2
        if is_allowed:
            self._whole_at[tenant] = whole_at
        left = max(0, int((_WINDOW_SECONDS - (whole_at - now)) / self._cost + 0.5)) if is_allowed else 0
        seconds = max(1, math.ceil(whole_at - now - _WINDOW_SECONDS if not is_allowed else whole_at - now))
        # Fields of draft-ietf-httpapi-ratelimit-headers.
        scope.setdefault("edge_headers", {}).update(
            {"RateLimit-Policy": self._policy, "RateLimit": f'"requests";r={left};t={seconds}'}
        )
        if not is_allowed:
            raise too_many(seconds)

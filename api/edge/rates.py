"""How many requests a tenant may make within a minute."""

import math
import time
from typing import Any

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from api.edge.problem import too_many

_WINDOW_SECONDS = 60


class Rates:
    """Counts requests of each tenant over the last minute.

    Counted by each process for itself: a deployment of n processes grants up to n times as many.

    Parameters
    ----------
    per_minute : requests of one tenant
    """

    def __init__(self, per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._policy = f'"requests";q={per_minute};w={_WINDOW_SECONDS}'

    def count(self, tenant: str, scope: Any) -> None:
        """Count one request, and say in its answer how many are left.

        Raises
        ------
        ApiError
            429 with Retry-After
        """
        allowed = self._limiter.hit(self._item, tenant)
        stats = self._limiter.get_window_stats(self._item, tenant)
        seconds = max(1, math.ceil(stats.reset_time - time.time()))
        # Fields of draft-ietf-httpapi-ratelimit-headers.
        scope.setdefault("edge_headers", {}).update(
            {
                "RateLimit-Policy": self._policy,
                "RateLimit": f'"requests";r={max(0, stats.remaining)};t={seconds}',
            }
        )
        if not allowed:
            raise too_many(seconds)

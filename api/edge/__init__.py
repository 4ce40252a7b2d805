"""The edge of the service: what every request passes, and what every error looks like.

An app is made with `app_options` and finished by `install`; routers take `StrictRoute` as their route
class, `responses` for their errors, and `tenant_of` to know whose request it is. Errors are raised as
`ApiError`, usually through the ready-made ones of `api.edge.problem`.
"""

from api.edge.assemble import EdgeSettings, app_options, install
from api.edge.body_limits import BodyLimit
from api.edge.keys import Key, KeyLookup, KeyRing, NewKey, TenantOf, new_key, tenant_of
from api.edge.metrics import Metrics
from api.edge.openapi import responses
from api.edge.problem import ApiError, Fault, Problem
from api.edge.rates import Rates
from api.edge.strict_route import LargeRoute, StrictRoute, decode_body

__all__ = [
    "ApiError",
    "BodyLimit",
    "EdgeSettings",
    "Fault",
    "Key",
    "KeyLookup",
    "KeyRing",
    "LargeRoute",
    "Metrics",
    "NewKey",
    "Problem",
    "Rates",
    "StrictRoute",
    "TenantOf",
    "app_options",
    "decode_body",
    "install",
    "new_key",
    "responses",
    "tenant_of",
]

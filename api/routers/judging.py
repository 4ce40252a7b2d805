"""Judging and comparing plans: done at once, without a solver."""

from typing import Annotated

from fastapi import APIRouter

import solver
from api.contract.plans import CheckRequest, ComparisonRequest, PlanReference
from api.edge.openapi import responses
from api.edge.problem import Fault, conflict, invalid
from api.edge.strict_route import StrictRoute
from api.routers.common import Tenant, TheService, found
from api.routers.examples import CHECKS, COMPARISONS
from api.service import Service
from api.sizes import readable
from solver import Comparison, Judgement, Plan

router = APIRouter(prefix="/v1", tags=["judging"], route_class=StrictRoute)


@router.post(
    "/plans/check",
    operation_id="check_plan",
    response_model_exclude_none=True,
    responses=responses(body=True),
)
def check_plan(request: Annotated[CheckRequest, CHECKS], tenant: Tenant) -> Judgement:
    """Judge any plan, also one that a person wrote: every rule and goal, match by match."""
    return solver.check(request.plan, readable(request.scenario))


@router.post(
    "/comparisons",
    operation_id="compare_plans",
    response_model_exclude_none=True,
    responses=responses(404, 409, body=True),
)
def compare_plans(
    request: Annotated[ComparisonRequest, COMPARISONS], service: TheService, tenant: Tenant
) -> Comparison:
    """Hold two plans side by side: values, weekly dose, days and exercises."""
    before, after = (
        _plan(service, tenant, reference, name)
        for name, reference in (("before", request.before), ("after", request.after))
    )
    return solver.compare(before, after)


def _plan(service: Service, tenant: str, reference: PlanReference, name: str) -> Plan:
    if (reference.id is None) == (reference.plan is None):
        message = "a plan is named by its id or given as it is, one of the two"
        raise invalid([Fault(pointer=f"/{name}", code="not_allowed", message=message)])
    if reference.plan is not None:
        if not reference.plan.tiers:
            hint = "judge it first: POST /v1/plans/check has its tiers"
            message = "a plan without tiers cannot be compared"
            raise invalid([Fault(pointer=f"/{name}/plan/tiers", code="missing", message=message, hint=hint)])
        return reference.plan
    row = found(service.job(tenant, reference.id or "", kind="plan"))
    if row.answer is None:
        raise conflict(f"The plan under `{name}` is {row.state}: there is nothing to compare.", "no_plan")
    if row.outcome not in ("optimal", "feasible"):
        detail = f"The week under `{name}` has no plan: there is nothing to compare."
        raise conflict(detail, "no_plan")
    return Plan.model_validate_json(row.answer)

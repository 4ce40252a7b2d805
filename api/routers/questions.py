"""Explanations of plans. Each is a job; asked again, the same question finds its answer."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from fastapi.types import DecoratedCallable

from api.contract.plans import Metadata, metadata_of
from api.contract.questions import (
    AlternativesEnvelope,
    AlternativesParameters,
    ExplanationsEnvelope,
    ReasonsEnvelope,
    WhyNotEnvelope,
    WorthEnvelope,
)
from api.edge.openapi import responses
from api.edge.strict_route import StrictRoute
from api.routers.asking import AboutPlan, answer_of
from api.routers.common import QuestionId, Tenant, TheService, found, waited
from api.routers.examples import WISHES
from api.routers.preferences import Prefer
from solver import Wish

router = APIRouter(tags=["explanations"], route_class=StrictRoute)

_Envelope = ExplanationsEnvelope | ReasonsEnvelope | WhyNotEnvelope | WorthEnvelope | AlternativesEnvelope


def _explanation(
    name: str, operation_id: str, model: type[Any], method: Literal["GET", "POST"] = "GET"
) -> Callable[[DecoratedCallable], DecoratedCallable]:
    """Return the decorator of a route that asks about a plan.

    Parameters
    ----------
    name : the last part of its path
    model : what it answers with
    method : POST when it takes a body
    """
    return router.api_route(
        f"/v1/plans/{{plan_id}}/{name}",
        methods=[method],
        operation_id=operation_id,
        response_model=model,
        responses={
            **waited(model, 200, "The answer"),
            **waited(model, 202, "Not finished yet: look again at `Location`"),
            **responses(404, 409, body=method == "POST"),
        },
    )


@_explanation("conflict", "get_conflict", ExplanationsEnvelope)
async def get_conflict(about: AboutPlan) -> Response:
    """Say why there is no plan: the minimal clash and the repairs, cheapest first."""
    return await about.ask("conflict")


@_explanation("why-not-more", "get_why_not_more", ExplanationsEnvelope)
async def get_why_not_more(about: AboutPlan) -> Response:
    """Say what stands in the way of each goal that is not reached."""
    return await about.ask("why_not_more")


@_explanation("reasons", "get_reasons", ReasonsEnvelope)
async def get_reasons(about: AboutPlan) -> Response:
    """Say what each exercise is there for: what would be missing without it."""
    return await about.ask("reasons")


@_explanation("why-not", "ask_why_not", WhyNotEnvelope, "POST")
async def ask_why_not(about: AboutPlan, wish: Annotated[Wish, WISHES]) -> Response:
    """Force a wish: what it would cost, tier by tier, or the clash that forbids it."""
    return await about.ask("why_not", wish.model_dump(mode="json", exclude_none=True))


@_explanation("worth", "get_worth", WorthEnvelope)
async def get_worth(about: AboutPlan) -> Response:
    """Say what one more thing would buy: ten minutes on Tuesday, a kettlebell, a free day."""
    return await about.ask("worth")


@_explanation("alternatives", "get_alternatives", AlternativesEnvelope)
async def get_alternatives(
    about: AboutPlan, parameters: Annotated[AlternativesParameters, Query()]
) -> Response:
    """Return really different plans within a stated loss."""
    return await about.ask("alternatives", parameters.model_dump())


@router.get(
    "/v1/questions/{question_id}",
    operation_id="get_question",
    response_model=_Envelope,
    responses={**waited(_Envelope, 200, "As it is"), **responses(404)},
)
async def get_question(
    question_id: QuestionId, service: TheService, tenant: Tenant, prefer: Prefer
) -> Response:
    """Return an explanation that was asked for, finished or not."""
    row = await service.ended(tenant, question_id, prefer.seconds or 0.0)
    return answer_of(found(_question(row), "question"), prefer, status=200)


@router.post(
    "/v1/questions/{question_id}/stop",
    operation_id="stop_question",
    status_code=202,
    response_model_exclude_none=True,
    responses=responses(404),
)
def stop_question(question_id: QuestionId, service: TheService, tenant: Tenant) -> Metadata:
    """Stop an explanation and keep what is known; as often as you like."""
    found(_question(service.job(tenant, question_id)), "question")
    return metadata_of(found(service.stop(tenant, question_id), "question"))


def _question(row: Any) -> Any:
    return None if row is None or row.kind == "plan" else row

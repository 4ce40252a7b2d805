"""What all messages share."""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

import solver


class Message(BaseModel):
    """Base of requests and answers: unknown keys are errors, docstrings describe the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class ScenarioDocument(dict[str, Any]):
    """A scenario as it is sent. In OpenAPI it is a `Scenario`; here the solver's reader checks it.

    The reader says everything that is wrong at once, in the same words as the command line.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Take any mapping. The ref is the name that the schema has in OpenAPI."""
        return core_schema.dict_schema(
            core_schema.str_schema(), core_schema.any_schema(), ref=f"{__name__}.Scenario:1"
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe a scenario."""
        return handler.resolve_ref_schema(handler(solver.Scenario.__pydantic_core_schema__))


def _shown(time: datetime) -> str:
    # Always with milliseconds, so that times compare as texts, too.
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


Moment = Annotated[
    datetime,
    PlainSerializer(_shown, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A time of the contract (UTC), to the millisecond."""


def moment(seconds: float | None) -> datetime | None:
    """Return a time of the store as one of the contract (UTC)."""
    return None if seconds is None else datetime.fromtimestamp(round(seconds, 3), UTC)

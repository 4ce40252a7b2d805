"""What Schemathesis is told about the service: how lines are written, which ids exist, not to wait long."""

import json
import os
import zlib
from typing import Any

import schemathesis

#: Template parameter, and folder of the route for batches and sweeps -> ids that exist.
IDS: dict[str, list[str]] = json.loads(os.environ.get("STRONGSTRIDE_TEST_IDS", "{}"))


@schemathesis.serializer("application/x-ndjson")
def lines(context: schemathesis.SerializationContext, value: Any) -> bytes:
    """Send a text as it is."""
    return str(value).encode(errors="surrogatepass")


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Put an id that exists in place of most of those that were made up."""
    for name, value in (path_parameters or {}).items():
        ids = IDS.get(name) or IDS.get(context.operation.path.split("/")[2], [])
        chosen = zlib.crc32(repr(value).encode(errors="replace"))
        if ids and chosen % 4:
            assert path_parameters is not None
            path_parameters[name] = ids[chosen % len(ids)]
    return path_parameters


@schemathesis.hook
def map_headers(context: Any, headers: dict[str, Any] | None) -> dict[str, Any]:
    """Let no request wait for an explanation as long as a person would."""
    found = dict(headers or {})
    said = found.get("prefer")
    found["prefer"] = f"{said}, wait=1" if isinstance(said, str) else "wait=0"
    return found

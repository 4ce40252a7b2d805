"""``openapi.json``: completed, written and compared.

``python -m api.openapi --write`` writes the committed file anew, ``--check`` fails when it is not what
the app serves.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

FILE = Path(__file__).parent / "openapi.json"
_REF = "#/components/schemas/{model}"


def complete(app: FastAPI) -> None:
    """Add to an app's document what FastAPI cannot see: messages that a route reads by itself."""
    from api.routers.batches import COMPONENTS

    original: Callable[[], dict[str, Any]] = app.openapi

    def openapi() -> dict[str, Any]:
        is_new = app.openapi_schema is None
        document = original()
        if is_new:
            _, found = models_json_schema([(model, "validation") for model in COMPONENTS], ref_template=_REF)
            schemas = document["components"]["schemas"]
            for name, schema in found["$defs"].items():
                schemas.setdefault(name, schema)
            document["components"]["schemas"] = dict(sorted(schemas.items()))
        return document

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's documented way


def text() -> str:
    """Return the document as it is committed."""
    from api.app import create_app
    from api.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        # Nothing is started: the folder is where it would have its data.
        app = create_app(Settings(data_dir=Path(folder), solvers=1, keys="required"))
        return json.dumps(app.openapi(), indent=1, ensure_ascii=False) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Write the file or compare it; 1 when it is out of date."""
    parser = argparse.ArgumentParser(prog="python -m api.openapi", description=__doc__)
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--write", action="store_true", help="write the file anew")
    chosen.add_argument("--check", action="store_true", help="fail when the file is out of date")
    if parser.parse_args(arguments).write:
        FILE.write_text(text(), encoding="utf-8")
        return 0
    if FILE.is_file() and FILE.read_text(encoding="utf-8") == text():
        return 0
    print("api/openapi.json is out of date: run `make openapi` and look at what changed.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

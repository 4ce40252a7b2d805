"""Interactive documentation at ``/docs``, from files of our own installation: it works offline.

Swagger UI comes with the package ``fastapi-standalone-docs``; of that only the files are used. Its page
and FastAPI's start Swagger UI from a script within the page, which our content security policy forbids.
"""

import json
from html import escape
from importlib.resources import files

from fastapi import FastAPI, Request
from starlette.responses import HTMLResponse, Response

_PACKAGE = "fastapi_standalone_docs"
_FILES = {
    "swagger-ui-bundle.js": ("static/swagger/swagger-ui-bundle.js", "text/javascript"),
    "swagger-ui.css": ("static/swagger/swagger-ui.css", "text/css"),
    "LICENSE": ("static/swagger/LICENSE", "text/plain"),
}
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{root}/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="{root}/docs/swagger-ui-bundle.js"></script>
<script src="{root}/docs/start.js"></script>
</body>
</html>
"""
_START = """SwaggerUIBundle({{
  url: {url},
  dom_id: "#swagger-ui",
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  persistAuthorization: false,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIBundle.SwaggerUIStandalonePreset],
}});
"""
#: A day: the files change with an installation only.
_CACHED = {"Cache-Control": "public, max-age=86400"}


def mount_docs(app: FastAPI) -> None:
    """Serve ``/docs``. The app is to be made with ``docs_url=None``."""

    async def page(request: Request) -> Response:
        root = escape(request.scope.get("root_path", "").rstrip("/"), quote=True)
        return HTMLResponse(_PAGE.format(title=escape(app.title), root=root))

    async def start(request: Request) -> Response:
        url = request.scope.get("root_path", "").rstrip("/") + (app.openapi_url or "/openapi.json")
        return Response(_START.format(url=json.dumps(url)), media_type="text/javascript")

    app.add_route("/docs", page, include_in_schema=False)
    app.add_route("/docs/start.js", start, include_in_schema=False)
    for name, (path, kind) in _FILES.items():
        app.add_route(f"/docs/{name}", _Asset(path, kind).answer, include_in_schema=False)


class _Asset:
    """A file of the package, read when it is first asked for."""

    def __init__(self, path: str, kind: str) -> None:
        self._path = path
        self._kind = kind
        self._content: bytes | None = None

    def answer(self, _: Request) -> Response:
        if self._content is None:
            self._content = files(_PACKAGE).joinpath(self._path).read_bytes()
        return Response(self._content, media_type=self._kind, headers=_CACHED)

"""Runs the app in a server, and ends it within seconds."""

import sys
from types import FrameType

import uvicorn

from api.app import create_app, keys_needed
from api.edge import logs
from api.jobs.executor import DataFolderInUse
from api.service import Service
from api.settings import Settings

#: Seconds that running requests have to end.
GRACE = 2


class _Server(uvicorn.Server):
    """Tells the service that it ends before connections are closed, so that streams end by themselves."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._service.end_waiting()
        super().handle_exit(sig, frame)


def run(settings: Settings) -> None:
    """Serve until a signal ends it.

    Exit codes: 0 ended by a signal, 2 wrong settings or a data folder in use, 3 not started.
    """
    logs.configure(settings.log_level)
    app = create_app(settings)
    service: Service = app.state.service
    try:
        if service.executor is not None:
            service.executor.lock()
    except DataFolderInUse as error:
        print(f"Error: {error}", file=sys.stderr)
        raise SystemExit(2) from None
    print(_greeting(settings), file=sys.stderr)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_graceful_shutdown=GRACE,
        lifespan="on",
    )
    server = _Server(config, service)
    server.run()
    if not server.started:
        raise SystemExit(3)


def _greeting(settings: Settings) -> str:
    where = f"http://{f'[{settings.host}]' if ':' in settings.host else settings.host}:{settings.port}"
    data = f"data in {settings.data_dir}" if settings.is_embedded else "data in PostgreSQL"
    keys = "API keys are needed" if keys_needed(settings) else "no API key is needed on this machine"
    return f"Strongstride at {where}, documentation at {where}/docs; {data}; {keys}."

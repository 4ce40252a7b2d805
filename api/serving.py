"""Runs the app in a server, and ends it within seconds."""

import socket
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

    def __init__(self, config: uvicorn.Config, settings: Settings, service: Service) -> None:
        super().__init__(config)
        self._settings = settings
        self._service = service

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            port = self.servers[0].sockets[0].getsockname()[1]
            print(_greeting(self._settings, port), file=sys.stderr, flush=True)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._service.end_waiting()
        super().handle_exit(sig, frame)
        # It would raise the signal again when all is done, and the exit code would speak of a crash.
        self._captured_signals.clear()


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
    server = _Server(config, settings, service)
    server.run()
    if not server.started:
        raise SystemExit(3)


def _greeting(settings: Settings, port: int) -> str:
    where = f"http://{f'[{settings.host}]' if ':' in settings.host else settings.host}:{port}"
    data = f"data in {settings.data_dir}" if settings.is_embedded else "data in PostgreSQL"
    keys = "API keys are needed" if keys_needed(settings) else "no API key is needed on this machine"
    return f"Strongstride at {where}, documentation at {where}/docs; {data}; {keys}."

"""Settings of the service, from variables that start with ``STRONGSTRIDE_``."""

import os
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

POSTGRESQL = "postgresql"
_SQLITE_PREFIX = "sqlite:///"


class Settings(BaseSettings):
    """What can be set; every field is ``STRONGSTRIDE_`` and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="STRONGSTRIDE_", frozen=True, extra="ignore", use_attribute_docstrings=True
    )

    data_dir: Path = Path("strongstride-data")
    """Where the embedded database lives; made when it is not there."""
    database_url: SecretStr | None = None
    """``postgresql://user:password@host/name`` for the distributed mode; unset, SQLite in the data folder."""
    host: str = "127.0.0.1"
    """Address to listen on."""
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    """Port to listen on; 0 takes a free one."""
    solvers: Annotated[int, Field(ge=0, le=256)] | None = None
    """Solver children of this process; unset, one per core. 0: only workers solve (PostgreSQL)."""
    solver_memory_mb: Annotated[int, Field(ge=512)] = 4096
    """Address space of one solver child."""
    solver_recycle_after: Annotated[int, Field(ge=1)] = 500
    """Questions after which a child is replaced by a fresh one."""
    deterministic_seconds: Annotated[float, Field(gt=0, le=3600)] = 30.0
    """CP-SAT's deterministic time for one plan: the same limit on every machine."""
    wall_seconds: Annotated[float, Field(gt=0, le=7200)] = 300.0
    """Safety net for one plan; a plan that it cut says so."""
    explanation_factor: Annotated[float, Field(ge=1, le=1000)] = 20.0
    """Explanations solve many times: they may take so many times a plan's limits."""
    attempts: Annotated[int, Field(ge=1, le=20)] = 3
    """How often a job is tried when its child or process dies, before it is parked as failed."""
    keys: Literal["auto", "required", "off"] = "auto"
    """``auto``: an embedded service that listens on loopback only asks for none, every other one does."""
    tenant_pending: Annotated[int, Field(ge=1)] = 20_000
    """Jobs of one tenant that may wait, items of batches included; then 429."""
    pending: Annotated[int, Field(ge=1)] = 100_000
    """Jobs that may wait altogether; then 503."""
    batch_items: Annotated[int, Field(ge=1)] = 10_000
    """Items of one batch."""
    body_kib: Annotated[int, Field(ge=16)] = 1024
    """Largest body in KiB; batches have their own."""
    batch_body_kib: Annotated[int, Field(ge=16)] = 65_536
    """Largest body of a batch in KiB."""
    requests_per_minute: Annotated[int, Field(ge=1)] = 6000
    """Requests of one tenant to one process within a minute; then 429."""
    keep_days: Annotated[float, Field(gt=0)] | None = None
    """Finished plans, batches and their input are deleted after so many days; unset, they are kept."""
    cors_origins: tuple[str, ...] = ()
    """Origins that browsers may call from; none by default."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """What is logged, as lines of JSON on stderr."""

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: SecretStr | None) -> SecretStr | None:
        if url is None:
            return None
        scheme = url.get_secret_value().split("://", 1)[0]
        if scheme not in (POSTGRESQL, "postgres", "postgresql+psycopg"):
            # The value may hold a password: only its first word is repeated.
            raise ValueError("is not a PostgreSQL address; write postgresql://user:password@host/name")
        return url

    @model_validator(mode="after")
    def _somebody_solves(self) -> Self:
        if self.is_embedded and self.solvers == 0:
            raise ValueError("an embedded service solves itself: SOLVERS is 1 or more without a DATABASE_URL")
        return self

    @property
    def is_embedded(self) -> bool:
        """Whether one process does everything over SQLite."""
        return self.database_url is None

    @property
    def sqlalchemy_url(self) -> str:
        """The database as SQLAlchemy names it, with its driver."""
        if self.database_url is None:
            return f"{_SQLITE_PREFIX}{(self.data_dir / 'strongstride.db').absolute()}"
        return f"postgresql+psycopg://{self.database_url.get_secret_value().split('://', 1)[1]}"

    @property
    def solver_count(self) -> int:
        """Solver children to start."""
        return self.solvers if self.solvers is not None else (os.cpu_count() or 1)

"""Settings: one typed place for every ``PSRA_*`` variable, read when asked, never at import."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from uuid import UUID

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_ROOT = Path(__file__).resolve().parents[2]
SAMPLE_TENANT = UUID("00000000-0000-4000-8000-000000000001")


class Settings(BaseSettings):
    """Settings of one process. Field ``x`` is the variable ``PSRA_X``."""

    model_config = SettingsConfigDict(env_prefix="PSRA_", frozen=True, extra="ignore")

    home: Path = Field(default=PROJECT_ROOT / "data", description="data folder: database, landing, certificates")
    database_url: SecretStr | None = Field(default=None, description="any PostgreSQL 15+; absent: the embedded one")
    pg_bindir: Path | None = Field(default=None, description="folder with initdb and pg_ctl, before those of wheels")
    tenant: UUID = Field(default=SAMPLE_TENANT, description="tenant of the command line")
    environment: str = Field(default="embedded", pattern="^(embedded|production)$")
    hmrc_url: str = "https://www.trade-tariff.service.gov.uk"
    taric_url: str | None = None
    wco_url: str | None = None
    vault_addr: str | None = None
    vault_role_id: SecretStr | None = None
    vault_secret_id: SecretStr | None = None
    vault_mount: str = "secret"
    vault_path: str = "psra"
    vault_ca_cert: Path | None = None
    vault_client_cert: Path | None = None
    vault_client_key: Path | None = None

    @property
    def landing_dir(self) -> Path:
        """Content-addressed store of landed bytes."""
        return self.home / "landing"

    @property
    def certificates_dir(self) -> Path:
        """Issued PDF files."""
        return self.home / "certificates"

    @property
    def dagster_home(self) -> Path:
        """Dagster's own folder; never the project's root."""
        return self.home / "dagster"

    @property
    def postgres_dir(self) -> Path:
        """Folder of the embedded server: cluster, socket, password, lock."""
        return self.home / "postgres"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once. Tests call ``settings.cache_clear()``."""
    return Settings()

"""Secrets: from OpenBao or Vault by AppRole in production, from the environment in the embedded default.

Nothing here logs, prints or caches a secret in a file. In production the connection is mutually authenticated: a
client certificate is required and the server's certificate is checked against the configured authority.
"""

from __future__ import annotations

import os
from typing import Protocol

from psra_assets.foundation.errors import SecretUnavailable
from psra_assets.foundation.settings import Settings


class SecretProvider(Protocol):
    """Where secrets come from."""

    def get(self, name: str) -> str:
        """The secret ``name``. Raises ``SecretUnavailable`` (SRV511), which names it and never its value."""
        ...


class EnvironmentSecrets:
    """Secret ``x`` is the variable ``PSRA_SECRET_X``. For the embedded default only."""

    def get(self, name: str) -> str:
        """The secret ``name`` from the environment."""
        variable = f"PSRA_SECRET_{name.upper()}"
        value = os.environ.get(variable)
        if not value:
            raise SecretUnavailable(f"the secret {name} is not set.", remedy=f"Set {variable}.")
        return value


class VaultSecrets:
    """KV version 2 behind an AppRole login. The token lives in this object only and is renewed by a new login."""

    def __init__(self, configuration: Settings) -> None:
        self._settings = configuration
        if not configuration.vault_addr or not configuration.vault_role_id or not configuration.vault_secret_id:
            raise SecretUnavailable(
                "the vault is not configured.",
                remedy="Set PSRA_VAULT_ADDR, PSRA_VAULT_ROLE_ID and PSRA_VAULT_SECRET_ID.",
            )
        if configuration.environment == "production":
            if not configuration.vault_addr.startswith("https://"):
                raise SecretUnavailable("production needs a vault behind TLS.", remedy="Use an https:// address.")
            if not (configuration.vault_client_cert and configuration.vault_client_key and configuration.vault_ca_cert):
                raise SecretUnavailable(
                    "production needs mutual TLS to the vault.",
                    remedy="Set PSRA_VAULT_CA_CERT, PSRA_VAULT_CLIENT_CERT and PSRA_VAULT_CLIENT_KEY.",
                )
        self._token: str | None = None

    def get(self, name: str) -> str:
        """The secret ``name``: key ``value`` of ``<mount>/<path>/<name>``."""
        import hvac

        try:
            return self._read(name)
        except hvac.exceptions.Forbidden:
            self._token = None  # the token ran out: log in once more, then give up
        try:
            return self._read(name)
        except hvac.exceptions.Forbidden as error:
            raise SecretUnavailable(
                f"the vault refuses the secret {name}.", remedy="Check the role's policy."
            ) from error

    def _read(self, name: str) -> str:
        import hvac
        import requests

        configuration = self._settings
        certificate = None
        if configuration.vault_client_cert and configuration.vault_client_key:
            certificate = (str(configuration.vault_client_cert), str(configuration.vault_client_key))
        client = hvac.Client(
            url=configuration.vault_addr,
            cert=certificate,
            verify=str(configuration.vault_ca_cert) if configuration.vault_ca_cert else True,
            timeout=10,
        )
        try:
            if self._token is None:
                assert configuration.vault_role_id is not None  # noqa: S101 - checked at construction
                assert configuration.vault_secret_id is not None  # noqa: S101
                login = client.auth.approle.login(
                    role_id=configuration.vault_role_id.get_secret_value(),
                    secret_id=configuration.vault_secret_id.get_secret_value(),
                )
                self._token = login["auth"]["client_token"]
            client.token = self._token
            answer = client.secrets.kv.v2.read_secret_version(
                path=f"{configuration.vault_path}/{name}",
                mount_point=configuration.vault_mount,
                raise_on_deleted_version=True,
            )
            return str(answer["data"]["data"]["value"])
        except (hvac.exceptions.InvalidPath, KeyError) as error:
            raise SecretUnavailable(f"the vault has no secret {name}.", remedy="Write it, key `value`.") from error
        except hvac.exceptions.InvalidRequest as error:
            raise SecretUnavailable("the vault refuses the AppRole login.", remedy="Renew the secret id.") from error
        except requests.exceptions.RequestException as error:
            raise SecretUnavailable(
                f"the vault does not answer: {type(error).__name__}.", remedy="Check PSRA_VAULT_ADDR and certificates."
            ) from error


def secret_provider(configuration: Settings) -> SecretProvider:
    """The vault where one is configured, and always in production; the environment otherwise."""
    if configuration.environment == "production" or configuration.vault_addr:
        return VaultSecrets(configuration)
    return EnvironmentSecrets()

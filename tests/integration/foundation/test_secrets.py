"""Secrets from a real OpenBao by AppRole, least privilege, and never in a message."""

from __future__ import annotations

import hvac
import pytest

from psra_assets.foundation.errors import SecretUnavailable
from psra_assets.foundation.secrets import EnvironmentSecrets, VaultSecrets, secret_provider
from psra_assets.foundation.settings import Settings
from tests.integration.conftest import Bao

VALUE = "only-in-the-vault"


@pytest.fixture(scope="module")
def configuration(openbao: Bao) -> Settings:
    root = hvac.Client(url=openbao.address, token=openbao.root_token)
    root.sys.enable_auth_method("approle")
    root.sys.create_or_update_policy("psra", 'path "secret/data/psra/*" { capabilities = ["read"] }')
    root.auth.approle.create_or_update_approle("psra", token_policies=["psra"], token_ttl="1m", secret_id_num_uses=0)
    root.secrets.kv.v2.create_or_update_secret(path="psra/database", secret={"value": VALUE})
    root.secrets.kv.v2.create_or_update_secret(path="other/database", secret={"value": VALUE})
    return Settings(
        vault_addr=openbao.address,
        vault_role_id=root.auth.approle.read_role_id("psra")["data"]["role_id"],
        vault_secret_id=root.auth.approle.generate_secret_id("psra")["data"]["secret_id"],
    )


def test_a_secret_is_read_by_approle(configuration: Settings) -> None:
    assert secret_provider(configuration).get("database") == VALUE


def test_a_revoked_token_is_replaced_by_a_new_login(configuration: Settings, openbao: Bao) -> None:
    provider = VaultSecrets(configuration)
    assert provider.get("database") == VALUE
    assert provider._token is not None
    hvac.Client(url=openbao.address, token=openbao.root_token).auth.token.revoke(provider._token)
    assert provider.get("database") == VALUE


def test_another_path_is_forbidden(configuration: Settings) -> None:
    with pytest.raises(SecretUnavailable, match="refuses") as caught:
        VaultSecrets(configuration.model_copy(update={"vault_path": "other"})).get("database")
    assert VALUE not in str(caught.value)


def test_a_missing_secret_and_a_wrong_login_say_what_to_do(configuration: Settings) -> None:
    with pytest.raises(SecretUnavailable, match="has no secret absent"):
        VaultSecrets(configuration).get("absent")
    wrong = Settings(vault_addr=configuration.vault_addr, vault_role_id="x", vault_secret_id="y")
    with pytest.raises(SecretUnavailable, match="AppRole login"):
        VaultSecrets(wrong).get("database")


def test_production_refuses_a_vault_without_mutual_tls() -> None:
    plain = Settings(environment="production", vault_addr="http://v", vault_role_id="r", vault_secret_id="s")
    with pytest.raises(SecretUnavailable, match="TLS"):
        secret_provider(plain)
    with pytest.raises(SecretUnavailable, match="mutual TLS"):
        secret_provider(plain.model_copy(update={"vault_addr": "https://v"}))
    with pytest.raises(SecretUnavailable, match="not configured"):
        secret_provider(Settings(environment="production"))


def test_the_environment_serves_the_embedded_default(monkeypatch: pytest.MonkeyPatch) -> None:
    provider = secret_provider(Settings())
    assert isinstance(provider, EnvironmentSecrets)
    with pytest.raises(SecretUnavailable, match="PSRA_SECRET_DATABASE"):
        provider.get("database")
    monkeypatch.setenv("PSRA_SECRET_DATABASE", "x")
    assert provider.get("database") == "x"


def test_settings_never_show_a_secret(configuration: Settings) -> None:
    assert configuration.vault_secret_id is not None
    assert configuration.vault_secret_id.get_secret_value() not in repr(configuration)

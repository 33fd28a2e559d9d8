"""The embedded server: shared, restartable, and never orphaned."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from psra_assets.foundation.errors import DatabaseUnavailable
from psra_assets.foundation.postgres import Database
from psra_assets.foundation.postgres.binaries import find
from psra_assets.foundation.postgres.embedded import EmbeddedServer
from psra_assets.foundation.settings import Settings

HOLDER = """
import sys, time
from pathlib import Path
from psra_assets.foundation.postgres.embedded import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]))
print(server.acquire(), flush=True)
time.sleep(120)
"""


def _wait_until(condition: object, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.1)
    return False


def _server_pid(server: EmbeddedServer) -> int:
    return int((server.cluster / "postmaster.pid").read_text().splitlines()[0])


def test_the_last_user_stops_the_server_and_data_survive(tmp_path: Path) -> None:
    first, second = EmbeddedServer(tmp_path / "pg"), EmbeddedServer(tmp_path / "pg")
    assert first.acquire() == second.acquire()
    with psycopg.connect(first.url(), autocommit=True) as connection:
        connection.execute("create table kept as select 42 as answer")
    pid = _server_pid(first)
    first.release()
    assert psutil.pid_exists(pid)
    second.release()
    assert _wait_until(lambda: not psutil.pid_exists(pid), 10)
    with psycopg.connect(second.acquire()) as connection:
        assert connection.execute("select answer from kept").fetchone() == (42,)
    second.destroy()
    assert not second.cluster.exists()


def test_a_killed_parent_leaves_no_orphan_and_a_killed_server_starts_again(tmp_path: Path) -> None:
    folder = tmp_path / "pg"
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    address = holder.stdout.readline().strip()
    server = EmbeddedServer(folder)
    pid = _server_pid(server)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("create table kept as select 1 as x")
    os.kill(pid, signal.SIGKILL)
    assert _wait_until(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == "zombie", 5)
    with psycopg.connect(server.acquire()) as connection:
        assert connection.execute("select x from kept").fetchone() == (1,)
    pid = _server_pid(server)
    server.release()
    assert psutil.pid_exists(pid), "the other holder still lives"
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert _wait_until(lambda: not psutil.pid_exists(pid), 15), "nobody uses the server, but it runs"
    server.destroy()


def test_missing_programs_are_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="no PostgreSQL programs in") as caught:
        find(tmp_path)
    assert "PSRA_DATABASE_URL" in str(caught.value)


def test_an_address_that_does_not_answer_is_our_error() -> None:
    db = Database(Settings(database_url="postgresql://nobody:x@127.0.0.1:1/none"))
    with pytest.raises(DatabaseUnavailable, match="SRV510"):
        db.prepare()


def test_the_password_is_private_and_not_shown(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path / "pg")
    address = server.acquire()
    try:
        password = (tmp_path / "pg" / "password").read_text()
        assert (tmp_path / "pg" / "password").stat().st_mode & 0o077 == 0
        assert password not in repr(Settings(database_url=address))
        wrong = address.replace(password, "wrong")
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(wrong)
    finally:
        server.destroy()

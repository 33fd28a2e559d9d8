"""The embedded server: a real PostgreSQL in a folder of the project's own.

Started by the first process that needs it and shared by all that run at the same time. Each process holds a
*lease* (a file with its pid and start time). The last to leave stops the server; a watchdog process, one for each
server, stops it when every lease holder has died (a killed parent leaves no orphan). Works as root, where the
server runs as an existing unprivileged account, and as any user.
"""

from __future__ import annotations

import atexit
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
from filelock import FileLock, Timeout

from psra_assets.foundation.errors import DatabaseUnavailable
from psra_assets.foundation.postgres import binaries

_START_TRIES = 4
_ACCOUNTS = ("postgres", "nobody")


@dataclass(frozen=True)
class _Account:
    """The account that runs the server, as arguments of ``subprocess``; empty where we are not root."""

    uid: int
    gid: int
    switch: bool

    def popen(self) -> dict[str, Any]:
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}


def _account() -> _Account:
    if os.geteuid() != 0:
        return _Account(os.geteuid(), os.getegid(), switch=False)
    for name in _ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return _Account(entry.pw_uid, entry.pw_gid, switch=True)
    raise DatabaseUnavailable(
        "PostgreSQL refuses to run as root and there is no account `postgres` or `nobody`.",
        remedy="Run as an ordinary user, or set PSRA_DATABASE_URL.",
    )


class EmbeddedServer:
    """One cluster below ``folder``; ``acquire`` gives its address, ``release`` gives it back."""

    def __init__(self, folder: Path, bindir: Path | None = None, *, durable: bool = True) -> None:
        """``durable=False`` trades safety against a power cut for speed: for data that tests throw away."""
        self.folder = folder.absolute()
        self._configured_bindir = bindir
        self._durable = durable
        digest = sha256(str(self.folder).encode()).hexdigest()[:12]
        # A unix socket's path is limited to 107 bytes, so its folder is short and named by a digest.
        self._digest = digest
        self._lease: Path | None = None

    # -- places ---------------------------------------------------------------------------------------------
    @property
    def _leases(self) -> Path:
        return self.folder / "leases"

    @property
    def _password_file(self) -> Path:
        return self.folder / "password"

    @property
    def cluster(self) -> Path:
        """The data folder (PGDATA).

        Beside the lease files, unless we are root and the server's account cannot enter that folder (a clone under
        root's home, say): then below ``/var/lib/psra``, named by the folder's digest.
        """
        if os.geteuid() != 0 or binaries.enterable(self.folder.parent):
            return self.folder / "cluster"
        return Path("/var/lib/psra") / self._digest / "cluster"

    @property
    def _socket_dir(self) -> Path:
        return Path(tempfile.gettempdir()) / f"psra-{self._digest}"

    def _lock(self) -> FileLock:
        self.folder.mkdir(parents=True, exist_ok=True)
        return FileLock(str(self.folder / "lock"), timeout=90)

    # -- life -----------------------------------------------------------------------------------------------
    def acquire(self) -> str:
        """Start the server if it is not running, take a lease, and return its address (database ``postgres``)."""
        with self._lock():
            self._leases.mkdir(parents=True, exist_ok=True)
            if self._port() is None:
                self._start()
            if self._lease is None:
                me = psutil.Process()
                self._lease = self._leases / f"{me.pid}-{int(me.create_time())}-{secrets.token_hex(3)}"
                self._lease.touch()
                atexit.register(self.release)
        self._ensure_watchdog()
        return self.url()

    def release(self) -> None:
        """Give the lease back; the last one out stops the server."""
        lease, self._lease = self._lease, None
        atexit.unregister(self.release)
        if lease is None or not self.folder.exists():
            return
        with self._lock():
            lease.unlink(missing_ok=True)
            if not self.living_leases():
                self._stop()

    def stop_if_unused(self) -> bool:
        """Stop when no lease holder lives any more. True if the server is down afterwards."""
        with self._lock():
            if self.living_leases():
                return False
            self._stop()
            return True

    def destroy(self) -> None:
        """Stop the server and remove its cluster for good. For tests."""
        self.release()
        with self._lock():
            self._stop()
            shutil.rmtree(self.cluster, ignore_errors=True)
            if self.cluster.parent.name == self._digest:
                self.cluster.parent.rmdir()
            shutil.rmtree(self._socket_dir, ignore_errors=True)

    def living_leases(self) -> list[Path]:
        """Leases whose process lives; dead ones are removed."""
        alive = []
        for lease in self._leases.glob("*-*-*"):
            pid, started, _ = lease.name.split("-")
            try:
                holder = psutil.Process(int(pid))
                if int(holder.create_time()) == int(started) and holder.status() != psutil.STATUS_ZOMBIE:
                    alive.append(lease)
                    continue
            except psutil.NoSuchProcess:
                pass
            lease.unlink(missing_ok=True)
        return alive

    def url(self, dbname: str = "postgres") -> str:
        """The address in libpq's form. Raises ``DatabaseUnavailable`` if the server is down."""
        port = self._port()
        if port is None:
            raise DatabaseUnavailable("the embedded PostgreSQL is not running.", remedy="Run `psra doctor`.")
        password = quote(self._password_file.read_text().strip())
        return f"postgresql://postgres:{password}@127.0.0.1:{port}/{dbname}"

    # -- the server -----------------------------------------------------------------------------------------
    def _port(self) -> int | None:
        """The port of the running server, or None. The pid file's fourth line is the port."""
        try:
            lines = (self.cluster / "postmaster.pid").read_text().splitlines()
            pid, port = int(lines[0]), int(lines[3])
            process = psutil.Process(pid)
            if process.status() == psutil.STATUS_ZOMBIE or "postgres" not in process.name():
                return None
        except (OSError, ValueError, IndexError, psutil.NoSuchProcess):
            return None
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=2):
                return port
        except OSError:
            return None

    def _bindir(self, account: _Account) -> Path:
        bindir = binaries.find(self._configured_bindir)
        return binaries.readable_copy(bindir, account.uid) if account.switch else bindir

    def _environment(self) -> dict[str, str]:
        return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": tempfile.gettempdir()}

    def _initialise(self, bindir: Path, account: _Account) -> None:
        if (self.cluster / "PG_VERSION").exists():
            return
        self.cluster.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.chown(self.cluster, account.uid, account.gid)
        if not self._password_file.exists():
            self._password_file.touch(mode=0o600)
            self._password_file.write_text(secrets.token_urlsafe(32))
        # initdb reads the password as the server's account, from a file that only that account can read.
        with tempfile.NamedTemporaryFile("w", prefix="psra-pw-") as handover:
            handover.write(self._password_file.read_text())
            handover.flush()
            os.chown(handover.name, account.uid, account.gid)
            command = [
                str(bindir / "initdb"), "-D", str(self.cluster), "-U", "postgres", "-A", "scram-sha-256",
                "--pwfile", handover.name, "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums",
            ]  # fmt: skip
            done = subprocess.run(
                command,
                cwd="/",
                env=self._environment(),
                capture_output=True,
                text=True,
                check=False,
                **account.popen(),
            )
        if done.returncode:
            raise DatabaseUnavailable(f"initdb failed: {done.stderr.strip()[-400:]}", place=str(self.cluster))

    def _start(self) -> None:
        account = _account()
        bindir = self._bindir(account)
        self._initialise(bindir, account)
        self._socket_dir.mkdir(mode=0o700, exist_ok=True)
        if account.switch:
            os.chown(self._socket_dir, account.uid, account.gid)
        log = self.cluster / "server.log"
        for attempt in range(_START_TRIES):
            port = _free_port()
            options = (
                f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={self._socket_dir} "
                "-c max_connections=120 -c shared_buffers=128MB"
            )
            if not self._durable:
                options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
            # Never a pipe here: the server would inherit it and the call would wait for the server's end.
            done = subprocess.run(
                [
                    str(bindir / "pg_ctl"), "-w", "-t", "60", "-D", str(self.cluster),
                    "-l", str(log), "-o", options, "start",
                ],
                cwd="/", env=self._environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True, check=False, **account.popen(),
            )  # fmt: skip
            if done.returncode == 0 and self._port() is not None:
                return
            # After a kill -9 the first start may meet the dead server's pid file; a moment later it does not.
            time.sleep(0.5 * (attempt + 1))
        tail = log.read_text(errors="replace")[-400:] if log.exists() else "no log"
        raise DatabaseUnavailable(f"the embedded PostgreSQL does not start: {tail.strip()}", place=str(log))

    def _stop(self) -> None:
        if self._port() is None:
            return
        account = _account()
        subprocess.run(
            [str(self._bindir(account) / "pg_ctl"), "-w", "-t", "30", "-m", "fast", "-D", str(self.cluster), "stop"],
            cwd="/", env=self._environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, check=False, **account.popen(),
        )  # fmt: skip

    def _ensure_watchdog(self) -> None:
        """Start the process that stops the server when every holder has died. It ends with the server."""
        try:
            with FileLock(str(self.folder / "watchdog.lock"), timeout=0):
                pass
        except Timeout:
            return  # one is at work
        code = "from psra_assets.foundation.postgres.watchdog import main; main()"
        subprocess.Popen(
            [sys.executable, "-c", code, str(self.folder)],
            cwd=str(Path(__file__).resolve().parents[3]), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

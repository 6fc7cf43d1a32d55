"""Runs a command beside a throw-away PostgreSQL: `python -m tests.postgresql pytest ...`.

The server listens on 127.0.0.1 on a free port, keeps its data in a temporary directory, runs as an unprivileged user
(PostgreSQL refuses root) and is gone with all it held when the command ends.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path


def programs() -> Path:
    """The directory of initdb and postgres: on the path, or where Debian keeps it (the newest)."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not installed:
        sys.exit("PostgreSQL is not installed. On Debian: apt-get install postgresql")
    return installed[-1].parent


def unprivileged() -> str | None:
    """The user to run the server as: ourselves, unless we are root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main(command: list[str]) -> int:
    user, port, directory = unprivileged(), free_port(), programs()
    home = Path(tempfile.mkdtemp(prefix="postgresql-"))
    if user:
        shutil.chown(home, user)
    data = str(home / "data")
    initdb = [
        str(directory / "initdb"),
        "-D",
        data,
        "-U",
        "tests",
        "--auth=trust",
        "--no-sync",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
    ]
    subprocess.run(initdb, user=user, cwd=home, check=True, stdout=subprocess.DEVNULL)
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": home,
        "fsync": "off",
        "max_connections": 200,
    }
    server = subprocess.Popen(
        [str(directory / "postgres"), "-D", data, *(f"--{name}={value}" for name, value in settings.items())],
        user=user,
        cwd=home,
        stderr=subprocess.DEVNULL,
    )
    try:
        ready = [str(directory / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port), "-t", "30"]
        while subprocess.run(ready, check=False).returncode != 0:
            if server.poll() is not None:
                sys.exit("PostgreSQL did not start")
        address = f"postgres://tests@127.0.0.1:{port}/postgres"
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}, check=False).returncode
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

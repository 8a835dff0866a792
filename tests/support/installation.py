"""The committed server configuration, put up below a temporary folder on ports of its own."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.server.health import check, problem
from tests.support.installed import missing, program
from tests.support.patience import PATIENCE_S
from tests.support.ports import free_port

ROOT = Path(__file__).parents[2]
SERVER = ROOT / "deploy" / "server"
UNITS = SERVER / "systemd"
# A name that browsers do not trust the way they trust this machine's own.
HOST = "dasbor-ntt.test"
# Two starts at once on a busy machine.
WAIT_S = 400


def exec_start(unit: str) -> list[str]:
    """The command that a committed unit starts."""
    line = re.search(r"^ExecStart=(.+)$", (UNITS / unit).read_text(), re.MULTILINE)
    assert line, f"{unit} starts nothing"
    return shlex.split(line.group(1))


class Application:
    """One process of the application, started as its unit does."""

    def __init__(self, port: int, folder: Path, environment: Mapping[str, str]) -> None:
        self.port = port
        self._log = folder / f"application-{port}.log"
        self._environment = {**os.environ, **environment}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start without waiting until it is healthy."""
        streamlit, *rest = exec_start("masyarakat-ekonomi-ntt@.service")
        assert streamlit.endswith("/.venv/bin/streamlit")
        command = [
            sys.executable,
            "-m",
            "streamlit",
            *(str(self.port) if word == "%i" else word for word in rest),
        ]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )

    def wait(self) -> None:
        """Until it is healthy."""
        found = check(self.port, WAIT_S)
        assert found is None, f"{found}\n{self.log}"

    def kill(self) -> None:
        """As a power cut or the kernel out of memory would."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(timeout=PATIENCE_S)

    def stop(self) -> float:
        """As systemd does; gives the seconds that it took."""
        assert self._process is not None
        start = time.monotonic()
        self._process.terminate()
        self._process.wait(timeout=PATIENCE_S)
        return time.monotonic() - start

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def log(self) -> str:
        return self._log.read_text(errors="replace")


class Nginx:
    """Debian's nginx with its own main configuration and the committed site."""

    def __init__(
        self,
        folder: Path,
        ports: Sequence[int],
        files: Path,
        scheme: str = "http",
        hosts: Sequence[str] = ("127.0.0.1", "127.0.0.1"),
    ) -> None:
        self._program = program("nginx", folders=("usr/sbin",))
        self._folder = folder
        self.scheme = scheme
        self.port = free_port()
        self._configuration(ports, files, hosts)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """As a visitor in the hall types it."""
        return f"{self.scheme}://{HOST}:{self.port}"

    @property
    def local(self) -> str:
        """The same, for programs that cannot resolve the name."""
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def log(self, name: str, until: str = "") -> str:
        """What it has written into one of its logs, waiting for a text.

        A line is written after its answer has left, by each worker in its own time.
        """
        path = self._folder / "log" / name
        end = time.monotonic() + PATIENCE_S
        while True:
            written = path.read_text() if path.exists() else ""
            if until in written or time.monotonic() > end:
                return written
            time.sleep(0.05)

    def start(self) -> None:
        """Start and wait until it listens."""
        main = self._folder / "etc" / "nginx.conf"
        subprocess.run([self._program, "-t", "-q", "-c", main], check=True)
        self._process = subprocess.Popen([self._program, "-c", main, "-g", "daemon off;"])
        pid = self._folder / "nginx.pid"
        for _attempt in range(10 * PATIENCE_S):
            if pid.exists() and pid.read_text().strip():
                return
            time.sleep(0.1)
        raise AssertionError("nginx did not start")

    def stop(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=PATIENCE_S)

    def _configuration(self, ports: Sequence[int], files: Path, hosts: Sequence[str]) -> None:
        etc, log, state = (self._folder / name for name in ("etc", "log", "state"))
        for made in (etc / "conf.d", etc / "sites-enabled", log, state):
            made.mkdir(parents=True)
        snippets = etc / "snippets" / "masyarakat-ekonomi-ntt"
        snippets.mkdir(parents=True)
        first, second = ports
        unused = str(free_port())
        here = {
            "127.0.0.1:8501": f"{hosts[0]}:{first}",
            "127.0.0.1:8502": f"{hosts[1]}:{second}",
            ":8501$": f":{first}$",
            ":8502$": f":{second}$",
            "/var/www/masyarakat-ekonomi-ntt": str(files),
            "/var/log/nginx": str(log),
            # One port is tried; the redirection to HTTPS listens as well.
            "listen 80 ": f"listen {self.port if self.scheme == 'http' else unused} ",
            "listen [::]:80 ": f"listen [::]:{self.port if self.scheme == 'http' else unused} ",
            "listen 443 ": f"listen {self.port} ",
            "listen [::]:443 ": f"listen [::]:{self.port} ",
            "/etc/ssl/certs/masyarakat-ekonomi-ntt.pem": str(etc / "certificate.pem"),
            "/etc/ssl/private/masyarakat-ekonomi-ntt.key": str(etc / "key.pem"),
        }

        def put(name: str, target: Path) -> None:
            words = (SERVER / "nginx" / name).read_text()
            for theirs, ours in here.items():
                words = words.replace(theirs, ours)
            target.write_text(words)

        put("common.conf", etc / "conf.d" / "masyarakat-ekonomi-ntt.conf")
        put("site.conf", snippets / "site.conf")
        put(f"{self.scheme}.conf", etc / "sites-enabled" / "masyarakat-ekonomi-ntt")
        if self.scheme == "https":
            _certificate(etc)
        main = Path("/etc/nginx/nginx.conf")
        if not main.exists():
            missing("Debian's /etc/nginx/nginx.conf is not there")
        words = main.read_text()
        for theirs, ours in {
            "/run/nginx.pid": f"{self._folder}/nginx.pid",
            "/var/log/nginx": str(log),
            "/etc/nginx/conf.d": f"{etc}/conf.d",
            "/etc/nginx/sites-enabled": f"{etc}/sites-enabled",
            "http {": "http {\n"
            + "".join(
                f"{kind}_temp_path {state}/{kind};\n"
                for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
            ),
        }.items():
            assert theirs in words, f"Debian's nginx.conf does not say {theirs}"
            words = words.replace(theirs, ours, 1 if theirs == "http {" else -1)
        if os.geteuid() != 0:
            words = re.sub(r"^user .*;$", "", words, flags=re.MULTILINE)
        (etc / "nginx.conf").write_text(words)


def _certificate(folder: Path) -> None:
    subprocess.run(
        [
            *(program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
            *("-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST},IP:127.0.0.1"),
            *("-keyout", folder / "key.pem", "-out", folder / "certificate.pem"),
        ],
        check=True,
        capture_output=True,
    )


@contextmanager
def nginx_before(
    ports: Sequence[int], hosts: Sequence[str] = ("127.0.0.1", "127.0.0.1")
) -> Iterator[Nginx]:
    """The committed site before two processes that somebody else has started, on these hosts.

    Of the files it has those alone with which it answers for processes that do not.
    """
    # Not below pytest's folder: nginx' workers are www-data and may not look into that.
    folder = Path(tempfile.mkdtemp(prefix="ntt-nginx-"))
    folder.chmod(0o755)
    try:
        shutil.copytree(ROOT / "static" / "page", folder / "www/current/app/static/page")
        nginx = Nginx(folder, ports, folder / "www", hosts=hosts)
        nginx.start()
        try:
            yield nginx
        finally:
            nginx.stop()
    finally:
        shutil.rmtree(folder)


class Installation:
    """Two processes, their database and nginx before them."""

    def __init__(self, folder: Path, database_url: str, files: Path) -> None:
        self.folder = folder
        self.files = files
        self.database_url = database_url
        # The same folder for both, as the unit's cache is: numba compiles once.
        environment = {"NTT_DATABASE_URL": database_url, "NTT_HOSTS": HOST}
        self.processes = [Application(free_port(), folder, environment) for _ in range(2)]
        self.nginx = self._nginx("http")

    def _nginx(self, scheme: str) -> Nginx:
        ports = [process.port for process in self.processes]
        return Nginx(self.folder / scheme, ports, self.files, scheme)

    @contextmanager
    def https(self) -> Iterator[Nginx]:
        """A second nginx before the same processes, with the site for HTTPS."""
        secure = self._nginx("https")
        secure.start()
        try:
            yield secure
        finally:
            secure.stop()
            shutil.rmtree(self.folder / "https")

    def restore(self) -> None:
        """Start what a test has ended."""
        for process in self.processes:
            if not process.runs:
                process.start()
        for process in self.processes:
            process.wait()

    def healthy(self) -> list[bool]:
        """Which of the two answer, without patience."""
        return [problem(process.port) is None for process in self.processes]


@contextmanager
def installation(database_url: str, files: Path) -> Iterator[Installation]:
    """Everything started before the gathered files; ended and removed afterwards."""
    # Not below pytest's folder: nginx' workers are www-data and may not look into that.
    folder = Path(tempfile.mkdtemp(prefix="ntt-server-"))
    folder.chmod(0o755)
    try:
        made = Installation(folder, database_url, files)
        try:
            made.nginx.start()
            for process in made.processes:
                process.start()
            for process in made.processes:
                process.wait()
            yield made
        finally:
            made.nginx.stop()
            for process in made.processes:
                if process.runs:
                    process.kill()
    finally:
        shutil.rmtree(folder)

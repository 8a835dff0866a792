"""Install the application from the wheels beside this file, once, and start it for the hall.

``cadangkan [FOLDER]`` backs up what was saved instead, ``pulihkan FILE`` brings a backup back;
``salin FOLDER`` copies it again and again for a second laptop, which ``buka FOLDER`` opens there.

Runs on a bare Python: nothing but the standard library may be imported here.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
APP = HERE / "app"
WHEELS = HERE / "wheels"
VENV = HERE / "venv"
# Written last: without it, or with other words in it, the installation is made anew.
DONE = VENV / "installed.txt"
BACKUPS = HERE / "cadangan"
LOCK_FILES = [HERE / "installer.lock", APP / "requirements.lock"]


def say(indonesian, english):
    """Both languages, one below the other."""
    print(f"{indonesian}\n{english}\n", flush=True)


def fingerprint():
    """What the installation depends on: the packages, the Python, the folder it lies in."""
    digest = hashlib.sha256()
    for path in LOCK_FILES:
        digest.update(path.read_bytes())
    return f"{digest.hexdigest()} {sys.version.split()[0]} {HERE}"


def listed():
    """Every file of the bundle with its SHA-256; nothing where not even the list is here."""
    try:
        lines = (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {line[66:]: line[:64] for line in lines}


def missing():
    """Files that were packed and are not here: started inside the ZIP, or not all was copied."""
    files = listed()
    if not files:
        return ["SHA256SUMS"]
    # What is installed needs its wheels no more.
    needed = [name for name in files if not (name.startswith("wheels/") and installed())]
    return [name for name in needed if not (HERE / name).is_file()]


def damaged():
    """Wheels and lists of packages that are not as they were packed."""
    locks = {path.relative_to(HERE).as_posix() for path in LOCK_FILES}
    found = []
    for name, packed in listed().items():
        if name in locks or name.startswith("wheels/"):
            with (HERE / name).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != packed:
                    found.append(name)
    return found


def extract_first(names, wrong, wrong_english):
    """What to do about files that are missing or damaged, in both languages."""
    shown = ", ".join(names[:3]) + (f" (+{len(names) - 3})" if len(names) > 3 else "")
    return (
        f"Paket ini {wrong}: {shown}.\nEkstrak seluruh ZIP dahulu (klik kanan berkas ZIP, lalu "
        '"Ekstrak Semua"), dan jalankan berkas start dari folder hasilnya, bukan dari dalam ZIP. '
        "Jika tetap begini, salin ulang ZIP-nya: mungkin rusak saat disalin.",
        f"This bundle {wrong_english}: {shown}.\nExtract the whole ZIP first (right-click the ZIP, "
        'then "Extract All"), and run the start file from the folder that comes out of it, not '
        "from inside the ZIP. If it stays like this, copy the ZIP anew: it may have been damaged "
        "on the way.",
    )


def venv_python():
    """The Python of the installation."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def clean_environment():
    """The environment without what could lead Python or pip to other packages."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    return {**kept, "PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1"}


def installed():
    """Whether a finished installation of exactly these packages is there."""
    try:
        return DONE.read_text(encoding="utf-8") == fingerprint() and venv_python().exists()
    except (OSError, UnicodeDecodeError):
        return False


@contextlib.contextmanager
def alone():
    """Only one installation at a time; the lock is gone when its holder is, however that ends."""
    with (HERE / "install.lock").open("a+b") as file:
        waited = False
        while True:
            try:
                if os.name == "nt":
                    import msvcrt

                    file.seek(0)
                    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                else:
                    import fcntl

                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if not waited:
                    say(
                        "Pemasangan sedang berjalan di jendela lain; menunggu …",
                        "Another window is installing; waiting …",
                    )
                waited = True
                time.sleep(1)
        # Whoever kills this program may leave pip at work: it keeps the lock until it ends.
        os.set_inheritable(file.fileno(), True)
        yield


def pip(*arguments):
    """Run the pip that comes with the bundle: some systems have a Python without one."""
    (wheel,) = WHEELS.glob("pip-*.whl")
    command = [str(venv_python()), str(wheel / "pip"), *arguments]
    subprocess.run(command, check=True, env=clean_environment(), cwd=HERE, close_fds=False)


class DamagedBundleError(Exception):
    """Files that are not as they were packed."""


def install():
    """Make the installation anew and mark it as finished at the very end."""
    broken = damaged()
    if broken:
        raise DamagedBundleError(*broken)
    say(
        "Pemasangan pertama, satu sampai lima menit. Jangan tutup jendela ini …",
        "First installation, one to five minutes. Do not close this window …",
    )
    shutil.rmtree(VENV, ignore_errors=True)
    make = [sys.executable, "-m", "venv", "--without-pip", str(VENV)]
    subprocess.run(make, check=True, env=clean_environment(), close_fds=False)
    for lock in LOCK_FILES:
        # Compiling everything beforehand takes minutes on a slow laptop; the first start compiles
        # the tenth that it uses.
        pip(
            *("install", "--quiet", "--no-index", "--find-links", str(WHEELS)),
            *("--only-binary", ":all:", "--no-deps", "--require-hashes"),
            *("--disable-pip-version-check", "--no-compile", "--requirement", str(lock)),
        )
    half = DONE.with_suffix(".half")
    half.write_text(fingerprint(), encoding="utf-8")
    half.replace(DONE)
    say("Pemasangan selesai.", "Installation finished.")


def what_failed(error):
    """What to tell of an installation that has failed, in both languages."""
    if isinstance(error, DamagedBundleError):
        return extract_first(error.args, "rusak", "is damaged")
    if isinstance(error, PermissionError):
        mine = Path.home() / HERE.name
        return (
            f"Aplikasi belum terpasang di {HERE}, dan akun ini tidak boleh menulis di sana. "
            "Jalankan sekali dengan akun pemilik folder itu, atau salin seluruh folder ke tempat "
            f"milik Anda, misalnya {mine}, lalu mulai dari sana.",
            f"The application is not installed in {HERE} yet, and this account may not write "
            "there. Start it once with the account that owns the folder, or copy the whole folder "
            f"to a place of your own, such as {mine}, and start it there.",
        )
    return (
        f"Pemasangan gagal: {error}\nPastikan ada 2 GB ruang kosong dan folder ini boleh "
        "ditulisi. Jika tetap gagal, salin ulang seluruh folder: mungkin ada berkas rusak "
        "(periksa dengan SHA256SUMS).",
        f"The installation failed: {error}\nMake sure that 2 GB are free and this folder may "
        "be written to. If it fails again, copy the whole folder anew: a file may be damaged "
        "(check with SHA256SUMS).",
    )


def of_what_was_saved(action, places):
    """Back up, restore, copy, open; places are meant from this folder, where the script goes."""
    named = [str(HERE / place) for place in places]
    words = {
        "cadangkan": ["services.backups", "make", *(named or [str(BACKUPS)])],
        "pulihkan": ["services.backups", "restore", *named],
        "salin": ["services.second_laptop", "copy", "--to", *named],
        "buka": ["services.second_laptop", "open", *named],
    }[action]
    command = [str(venv_python()), "-m", *words]
    return subprocess.run(command, env=clean_environment()).returncode


def main():
    """Install if needed, then serve until Ctrl+C."""
    if sys.version_info[:2] != (3, 11) or sys.maxsize < 2**32:
        say(
            f"Diperlukan Python 3.11 (64-bit); yang ditemukan {sys.version.split()[0]}. "
            "Pasang Python 3.11, lalu jalankan lagi.",
            f"Python 3.11 (64-bit) is needed; found {sys.version.split()[0]}. "
            "Install Python 3.11, then start again.",
        )
        return 1
    gone = missing()
    if gone:
        say(*extract_first(gone, "tidak lengkap", "is incomplete"))
        return 1
    try:
        # Not even the lock is needed to start what is installed, perhaps by another account.
        if not installed():
            with alone():
                if not installed():
                    install()
    except (OSError, subprocess.CalledProcessError, DamagedBundleError) as error:
        say(*what_failed(error))
        return 1
    os.chdir(APP)
    if sys.argv[1:2] and sys.argv[1] in ("cadangkan", "pulihkan", "salin", "buka"):
        return of_what_was_saved(sys.argv[1], sys.argv[2:])
    say("Memulai aplikasi …", "Starting the application …")
    command = [str(venv_python()), "-m", "pages.hall", *sys.argv[1:]]
    if os.name != "nt":
        os.execve(command[0], command, clean_environment())
    process = subprocess.Popen(command, env=clean_environment())
    while True:
        # Ctrl+C reaches the application as well, which then ends by itself.
        with contextlib.suppress(KeyboardInterrupt):
            return process.wait()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        say("Dihentikan.", "Stopped.")
        sys.exit(130)

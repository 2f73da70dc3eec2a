"""Templates are compiled once; a cache that is spoilt, or that nobody may write, breaks no page."""

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from webui import compiled


def drawn(folder: Path) -> str:
    cache = compiled.Compiled(str(folder))
    environment = Environment(loader=DictLoader({"a": "{{ 1 + 1 }}"}), bytecode_cache=cache, autoescape=True)
    return environment.get_template("a").render()


def test_a_template_is_kept_as_it_was_compiled(tmp_path: Path) -> None:
    assert drawn(tmp_path) == "2"
    (kept,) = tmp_path.iterdir()
    before = kept.stat().st_mtime_ns
    assert (drawn(tmp_path), kept.stat().st_mtime_ns) == ("2", before)


@pytest.mark.parametrize("spoilt", [b"", b"nonsense", None])
def test_what_was_spoilt_is_compiled_anew(tmp_path: Path, spoilt: bytes | None) -> None:
    drawn(tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-9] if spoilt is None else spoilt)
    assert drawn(tmp_path) == "2"


def test_a_folder_that_is_gone_breaks_nothing(tmp_path: Path) -> None:
    assert drawn(tmp_path / "gone") == "2"


def test_where_python_keeps_nothing_we_keep_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiled.beside_bytecode() is None

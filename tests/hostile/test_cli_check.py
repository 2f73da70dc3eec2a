"""`ladoflow check`, `outline` and `diff`: their lines and exit codes, on sound, spoilt and unreadable files."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.hostile import sound
from webui.cli_check import check_command, diff_command, outline_command


def run(command: object, *arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments])


def laid(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture
def procedure(tmp_path: Path) -> Path:
    return laid(tmp_path / "sound", sound.files())


def test_a_sound_procedure_says_nothing(procedure: Path):
    result = run(check_command, procedure / "processes", procedure / "forms")
    assert (result.exit_code, result.output) == (0, "")


def test_a_problem_is_a_line_and_exit_1(tmp_path: Path):
    path = (
        laid(tmp_path, {"a.bpmn": sound.STRAND.replace(b"<bpmn:flowNodeRef>report</bpmn:flowNodeRef>", b"")}) / "a.bpmn"
    )
    result = run(check_command, path)
    assert result.exit_code == 1
    assert result.output == (
        f'{path}: Send the report: "Send the report" is in no lane, so it would be in nobody\'s inbox. '
        "Put it in a lane named after a role.\n"
    )
    found = json.loads(run(check_command, "--json", path).output)
    assert [(each["step"], each["element_id"]) for each in found] == [("Send the report", "report")]


def test_what_cannot_be_read_is_exit_2(tmp_path: Path):
    laid(tmp_path, {"a.bpmn": b"no", "b.dmn": b"<a", "d.form": b"{", "e.form": b""})
    for name in ("a.bpmn", "b.dmn", "c.bpmn", "d.form", "e.form"):
        result = run(check_command, tmp_path / name)
        assert result.exit_code == 2
        assert result.output.startswith(f"{tmp_path / name}: (whole file): ")
        assert result.output.count("\n") == 1
    assert run(outline_command, tmp_path / "a.bpmn").exit_code == 2
    assert run(outline_command, tmp_path / "b.dmn").exit_code == 2
    assert run(diff_command, tmp_path / "none", tmp_path).exit_code == 2
    assert run(check_command).exit_code == 2


def test_json_of_nothing_wrong_is_an_empty_list(procedure: Path):
    assert run(check_command, "--json", procedure).output == "[]\n"


def test_an_outline_of_a_file_and_of_a_folder(procedure: Path):
    alone = run(outline_command, procedure / "processes" / "employer_strand.bpmn")
    assert (alone.exit_code, alone.output.splitlines()[0]) == (0, "Employer strand")
    assert "Case of one" in run(outline_command, procedure).output


def test_a_diff_of_folders_and_of_files(procedure: Path, tmp_path: Path):
    strand = "processes/employer_strand.bpmn"
    other = laid(tmp_path / "other", sound.spoilt(strand, "Send the report", "Send it"))
    assert run(diff_command, procedure, procedure).exit_code == 0
    result = run(diff_command, procedure, other)
    expected = f"changed: {strand}: Send it: “Send it” is called Send it. It was: Send the report.\n"
    assert (result.exit_code, result.output) == (1, expected)
    assert run(diff_command, procedure / strand, other / strand).exit_code == 1
    assert json.loads(run(diff_command, "--json", procedure, other).output)[0]["before"] == "Send the report"


@pytest.mark.parametrize(
    ("name", "data"), [("a.bpmn", b"no"), ("a.dmn", b""), ("a.form", b"\xff\xfe\xfd"), ("b.form", b"{")]
)
def test_nothing_is_compared_with_what_cannot_be_read(procedure: Path, tmp_path: Path, name: str, data: bytes):
    other = laid(tmp_path / "other", {name: data})
    for old, new in ((procedure, other / name), (other / name, procedure), (other / name, other / name)):
        result = run(diff_command, old, new)
        assert result.exit_code == 2
        assert result.output.startswith(f"{name}: (whole file): ")


def test_a_link_to_nowhere_and_a_folder_without_files(tmp_path: Path):
    (tmp_path / "gone.bpmn").symlink_to(tmp_path / "nothing")
    assert run(check_command, tmp_path / "gone.bpmn").exit_code == 2
    (tmp_path / "empty").mkdir()
    assert run(check_command, tmp_path / "empty").exit_code == 2


@pytest.mark.parametrize("name", ["a.bpmn", "a.dmn", "a.form", "a.csv"])
def test_a_file_that_is_too_large_is_a_problem_said_in_words_whatever_its_kind(tmp_path: Path, name: str):
    result = run(check_command, laid(tmp_path, {name: b" " * 2_000_001}) / name)
    assert (result.exit_code, result.output) == (
        1,
        f"{tmp_path / name}: (whole file): This file is larger than 2 MB. Split it into several files.\n",
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.bpmn", b" " * 2_000_001),
        ("a.bpmn", b"<!DOCTYPE d>" + sound.STRAND.partition(b"\n")[2]),
        ("a.form", b"[" * 100_000),
        ("a.csv", b"a,b\n"),
    ],
    ids=["large", "doctype", "deep", "head"],
)
def test_what_the_check_refuses_whole_is_never_compared_as_if_it_were_gone(tmp_path: Path, name: str, data: bytes):
    old = laid(tmp_path / "old", {name: sound.STRAND})
    new = laid(tmp_path / "new", {name: data})
    result = run(diff_command, old, new)
    assert result.exit_code == 2
    assert "gone" not in result.output
    assert result.output.startswith(f"{name}: (whole file): ")

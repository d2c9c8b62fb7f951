"""`bin/demo` and folders that are not its own; ports and data folders that somebody else uses."""

import socket
import subprocess
from pathlib import Path

import pytest

from shequyun.config import demo, embedded
from shequyun.config.demo import HOST, LOADED, LOADING, LOCK, alone, held_port, take


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "demo").write_text(LOADED)
    (tmp_path / LOCK).touch()
    return tmp_path


def _holds(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_folder_is_marked_until_it_is_loaded(tmp_path: Path) -> None:
    take(tmp_path, reset=False)
    assert (tmp_path / "demo").read_text() == LOADING


def test_what_is_loaded_stays(loaded: Path) -> None:
    take(loaded, reset=False)
    assert (_holds(loaded), (loaded / "demo").read_text()) == (["demo", LOCK, "postgres"], LOADED)


def test_reset_starts_over(loaded: Path) -> None:
    take(loaded, reset=True)
    assert (_holds(loaded), (loaded / "demo").read_text()) == (["demo", LOCK], LOADING)


def test_a_start_that_was_broken_off_is_begun_again(loaded: Path) -> None:
    (loaded / "demo").write_text(LOADING)
    take(loaded, reset=False)
    assert _holds(loaded) == ["demo", LOCK]


@pytest.mark.parametrize("reset", [False, True])
def test_the_data_of_an_installation_is_left_alone(loaded: Path, reset: bool) -> None:
    (loaded / "demo").unlink()
    with pytest.raises(SystemExit, match="has not made"):
        take(loaded, reset=reset)
    assert _holds(loaded) == [LOCK, "postgres"]


def test_two_demos_do_not_share_a_folder(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(SystemExit, match="runs on"), alone(tmp_path):
        pass
    with alone(tmp_path):
        pass


def test_a_port_in_use_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match="in use"), held_port(port):
            pass
    with held_port(port) as held:
        assert held == port


def test_two_demos_that_start_at_once_have_two_ports() -> None:
    with held_port(None) as one, held_port(None) as other:
        assert one != other
        with pytest.raises(SystemExit, match="in use"), held_port(one):
            pass
        with socket.socket() as server:  # as granian binds
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            server.bind((HOST, one))
            server.listen()
            socket.create_connection((HOST, one)).close()


@pytest.mark.parametrize("port", [0, 65536, -1])
def test_a_port_that_does_not_exist_is_refused(port: int) -> None:
    with pytest.raises(SystemExit, match="no such port"), held_port(port):
        pass


def test_a_full_disk_is_told_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "ROOM", 2**63)
    with pytest.raises(SystemExit, match="GB of disk"):
        take(tmp_path, reset=False)
    assert _holds(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SystemExit, match="cannot be written to"), alone(tmp_path / "file"):
        pass


def test_a_process_id_that_is_somebody_elses_is_not_the_database(tmp_path: Path) -> None:
    """After a power cut the file stays, and its number is given to another process: it must not be stopped."""
    (tmp_path / "postgres").mkdir()
    sleeper = subprocess.Popen(["sleep", "60"])
    (tmp_path / "postgres" / "postmaster.pid").write_text(f"{sleeper.pid}\n")
    embedded.stop(tmp_path)
    still = sleeper.poll()
    sleeper.kill()
    sleeper.wait()
    assert still is None


def test_a_database_of_somebody_else_is_told_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").touch()
    monkeypatch.setattr(embedded.os, "geteuid", lambda: 65534)
    with pytest.raises(SystemExit, match="was made by"):
        embedded.attach(tmp_path)

"""`bin/demo` and folders that are not its own; ports and data folders that somebody else uses."""

import socket
from pathlib import Path

import pytest

from shequyun.config.demo import HOST, LOADED, LOADING, LOCK, alone, free_port, take


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
    with pytest.raises(SystemExit, match="did not make"):
        take(loaded, reset=reset)
    assert _holds(loaded) == [LOCK, "postgres"]


def test_two_demos_do_not_share_a_folder(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(SystemExit, match="Another demo runs"), alone(tmp_path):
        pass
    with alone(tmp_path):
        pass


def test_a_port_in_use_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match="in use"):
            free_port(port)
    assert free_port(port) == port

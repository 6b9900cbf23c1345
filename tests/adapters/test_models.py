from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

import pytest

from speakstar.adapters import models
from speakstar.errors import ModelError

FILES = ("config.json", "model.bin", "tokenizer.json", "vocabulary.json")


def make_model(folder: Path, *, installed_s: float = 1_000.0, files: tuple[str, ...] = FILES) -> Path:
    folder.mkdir(parents=True)
    for name in files:
        (folder / name).write_bytes(b"x" * 500)
    os.utime(folder, (installed_s, installed_s))
    return folder


def cache_model(cache: Path, repository: str, **options: float) -> Path:
    root = cache / f"models--{repository.replace('/', '--')}"
    (root / "refs").mkdir(parents=True)
    (root / "refs" / "main").write_text("0ff1ce")
    return make_model(root / "snapshots" / "0ff1ce", **options)


@pytest.fixture
def models_home(tmp_path: Path) -> Path:
    return tmp_path / "home" / "models"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def choose(wanted: str | None, models_home: Path, configured: str | None = None) -> models.Model:
    return models.resolve(wanted, configured=configured, models_home=models_home)


def test_the_embedded_model_is_complete_and_small_enough_to_ship() -> None:
    models.validate(models.embedded_pocket())
    assert choose("pocket", Path("/nowhere")).size_mb < 100


def test_order_is_wanted_then_configured_then_latest_installed_then_embedded(models_home: Path) -> None:
    assert choose(None, models_home) == models.Model("pocket", models.embedded_pocket(), "embedded")
    make_model(models_home / "small.en", installed_s=3_000)
    make_model(models_home / "tiny.en", installed_s=2_000)
    make_model(models_home / "my-own", installed_s=1_000)
    assert choose(None, models_home).name == "small.en"
    assert choose(None, models_home, configured="tiny.en").name == "tiny.en"
    assert choose("my-own", models_home, configured="tiny.en") == models.Model("my-own", models_home / "my-own", "home")
    assert choose("pocket", models_home).origin == "embedded"


def test_a_path_is_taken_as_it_is(models_home: Path, tmp_path: Path) -> None:
    folder = make_model(tmp_path / "elsewhere" / "verbatim")
    assert choose(str(folder), models_home) == models.Model("verbatim", folder, "path")


def test_a_relative_path_becomes_absolute(models_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_model(tmp_path / "here")
    monkeypatch.chdir(tmp_path)
    assert choose("./here", models_home).path == folder


def test_models_in_the_hugging_face_cache_are_found(models_home: Path, cache: Path) -> None:
    folder = cache_model(cache, "Systran/faster-whisper-base.en", installed_s=5_000)
    make_model(models_home / "tiny.en", installed_s=4_000)
    assert [model.name for model in models.installed(models_home)] == ["base.en", "tiny.en"]
    assert choose("base.en", models_home) == models.Model("base.en", folder, "cache")


def test_available_adds_the_embedded_model(models_home: Path) -> None:
    make_model(models_home / "tiny.en")
    assert [model.name for model in models.available(models_home)] == ["tiny.en", "pocket"]


def test_the_home_wins_over_the_cache(models_home: Path, cache: Path) -> None:
    cache_model(cache, "Systran/faster-whisper-tiny.en")
    make_model(models_home / "tiny.en")
    assert [model.origin for model in models.installed(models_home)] == ["home"]
    assert choose("tiny.en", models_home).origin == "home"


def test_incomplete_and_half_fetched_models_are_not_installed(models_home: Path) -> None:
    make_model(models_home / "broken", files=("config.json",))
    make_model(models_home / ".small.en.part")
    (models_home / "a-file").write_text("x")
    assert models.installed(models_home) == ()


@pytest.mark.parametrize("missing", FILES)
def test_an_incomplete_model_names_what_is_missing(models_home: Path, missing: str) -> None:
    make_model(models_home / "mine", files=tuple(name for name in FILES if name != missing))
    with pytest.raises(ModelError, match=f"mine is incomplete: {missing.partition('.')[0]}") as caught:
        choose("mine", models_home)
    assert caught.value.hint


@pytest.mark.parametrize("name", ["/no/such/folder", "./none", ".."])
def test_a_path_that_is_no_model_is_refused(models_home: Path, name: str) -> None:
    with pytest.raises(ModelError, match=r"is not a folder|is incomplete"):
        choose(name, models_home)


def test_a_known_model_that_is_not_here_says_how_to_fetch_it(models_home: Path) -> None:
    with pytest.raises(ModelError, match=r"about 484 MB\): speakstar models get small\.en"):
        choose("small.en", models_home)


def test_an_unknown_name_lists_the_known_ones(models_home: Path) -> None:
    with pytest.raises(ModelError, match=r"'smal'.*pocket, tiny\.en, .*large-v3-turbo"):
        choose("smal", models_home)


def test_getting_an_installed_model_does_nothing(models_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_model(models_home / "tiny.en")
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("went to the network"))
    assert models.get("tiny.en", models_home).path == models_home / "tiny.en"
    assert models.get("pocket", models_home).origin == "embedded"


@pytest.mark.parametrize("name", ["smal", "../tiny.en", ""])
def test_getting_an_unknown_model_lists_the_known_ones(models_home: Path, name: str) -> None:
    with pytest.raises(ModelError, match=r"Known: tiny\.en"):
        models.get(name, models_home)
    assert not models_home.exists()


def test_getting_without_a_network_is_one_line_with_a_way_out(models_home: Path) -> None:
    done = get_in_a_process("tiny.en", models_home, endpoint="http://127.0.0.1:9")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert len(lines) == 1
    assert not done.stderr
    assert "is there a network?" in lines[0]
    assert "model.bin" in lines[0]
    assert "https://huggingface.co/Systran/faster-whisper-tiny.en" in lines[0]
    assert str(models_home / "tiny.en") in lines[0]
    assert models.installed(models_home) == ()


def get_in_a_process(name: str, models_home: Path, *, endpoint: str) -> subprocess.CompletedProcess[str]:
    """Fetch in a process of its own: the library reads its endpoint when it is imported."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom speakstar.adapters import models\n"
        "from speakstar.errors import ModelError\n"
        "try: print(models.get(sys.argv[1], Path(sys.argv[2]), lambda done, total: None).path)\n"
        "except ModelError as error: print(error); sys.exit(1)\n"
    )
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, name, str(models_home)],
        env=os.environ | {"HF_ENDPOINT": endpoint, "HF_HUB_DISABLE_XET": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ModelError, match=r"file/models cannot be written"):
        models.get("tiny.en", tmp_path / "file" / "models")


def test_a_full_disk_is_noticed_before_fetching(models_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 10**6))
    with pytest.raises(ModelError, match=r"needs about 75 MB .* has 1 MB left"):
        models.get("tiny.en", models_home)


class Hub(BaseHTTPRequestHandler):
    """As much of huggingface.co as fetching one small model needs."""

    files: ClassVar = {name: f"content of {name}".encode() for name in (*FILES, "README.md")}
    commit: ClassVar = "0ff1ce" + "0" * 34

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if "/tree/" in path:
            entries = [
                {"type": "file", "path": name, "size": len(data), "oid": name} for name, data in self.files.items()
            ]
            self.answer(json.dumps(entries).encode())
        elif path.startswith("/api/"):
            siblings = [{"rfilename": name} for name in self.files]
            self.answer(json.dumps({"id": "a/b", "sha": self.commit, "siblings": siblings}).encode())
        else:
            self.answer(self.files[path.rpartition("/")[2]])

    def do_HEAD(self) -> None:
        self.do_GET()

    def answer(self, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("ETag", f'"{hash(data)}"')
        self.send_header("X-Repo-Commit", self.commit)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hub() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Hub) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_getting_a_model_leaves_its_files_and_nothing_else(hub: str, models_home: Path) -> None:
    done = get_in_a_process("tiny.en", models_home, endpoint=hub)
    assert (done.stdout.strip(), done.stderr) == (str(models_home / "tiny.en"), "")
    assert [path.name for path in models_home.iterdir()] == ["tiny.en"]
    assert sorted(path.name for path in (models_home / "tiny.en").iterdir()) == sorted(FILES)
    assert (models_home / "tiny.en" / "model.bin").read_bytes() == b"content of model.bin"

"""Speech models: which are known, which are installed, which to use, and how to get one.

A model is a folder in CTranslate2's format. Nothing here touches the network, except `get`.
"""

from __future__ import annotations

import importlib.resources
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from speakstar.errors import ModelError

Origin = Literal["path", "home", "cache", "embedded"]
Progress = Callable[[float, float], None]
"""Called with megabytes done and megabytes in all."""

POCKET = "pocket"
"""The name of the embedded model."""

REQUIRED_FILES = ("config.json", "model.bin", "tokenizer.json", "vocabulary.*")
OPTIONAL_FILES = ("preprocessor_config.json",)
POLL_S = 0.5
BYTES_PER_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Known:
    """A model that can be fetched: its repository on huggingface.co, and about how much that is to download."""

    name: str
    repository: str
    size_mb: int


@dataclass(frozen=True, slots=True)
class Model:
    """A model on this machine, and how it came to be found."""

    name: str
    path: Path
    origin: Origin

    @property
    def size_mb(self) -> float:
        """Size of its files in megabytes."""
        return _folder_mb(self.path)


# The conversions that faster-whisper names; sizes are those of the repositories' model.bin (float16).
KNOWN = MappingProxyType(
    {
        known.name: known
        for known in (
            Known("tiny.en", "Systran/faster-whisper-tiny.en", 75),
            Known("tiny", "Systran/faster-whisper-tiny", 75),
            Known("base.en", "Systran/faster-whisper-base.en", 145),
            Known("base", "Systran/faster-whisper-base", 145),
            Known("small.en", "Systran/faster-whisper-small.en", 484),
            Known("small", "Systran/faster-whisper-small", 484),
            Known("distil-small.en", "Systran/faster-distil-whisper-small.en", 332),
            Known("medium.en", "Systran/faster-whisper-medium.en", 1528),
            Known("medium", "Systran/faster-whisper-medium", 1528),
            Known("large-v3", "Systran/faster-whisper-large-v3", 3087),
            Known("large-v3-turbo", "mobiuslabsgmbh/faster-whisper-large-v3-turbo", 1618),
        )
    }
)


def embedded_pocket() -> Path:
    """Return the folder of the embedded model: inside the installed package, else in the checkout."""
    packaged = Path(str(importlib.resources.files("speakstar"))) / "data" / "models" / POCKET
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "models" / POCKET


def installed(models_home: Path) -> tuple[Model, ...]:
    """Return the complete models of the home and of the Hugging Face cache, the latest installed first."""
    found = {model.name: model for model in (*_in_cache(), *_in_home(models_home))}
    return tuple(sorted(found.values(), key=lambda model: model.path.stat().st_mtime, reverse=True))


def available(models_home: Path) -> tuple[Model, ...]:
    """Return every model that can be used now: the installed ones, and the embedded one last."""
    return (*installed(models_home), *_complete(POCKET, embedded_pocket(), "embedded"))


def resolve(wanted: str | None, *, configured: str | None, models_home: Path) -> Model:
    """Choose the model: the wanted one, else the configured one, else the latest installed, else the embedded.

    Parameters
    ----------
    wanted, configured
        A name, or the path of a folder.
    models_home
        Where `get` puts models.

    Raises
    ------
    ModelError
        The model asked for is not here, or is incomplete.
    """
    name = wanted or configured
    if name:
        return _named(name, models_home)
    candidates = installed(models_home)
    return candidates[0] if candidates else _embedded()


def validate(path: Path) -> None:
    """Check that a folder holds every file of a model.

    Raises
    ------
    ModelError
        It is no folder, or a file is missing.
    """
    if not path.is_dir():
        raise ModelError(f"{path} is not a folder.", hint="A model is a folder in CTranslate2's format.")
    missing = [pattern for pattern in REQUIRED_FILES if not any(path.glob(pattern))]
    if missing:
        raise ModelError(
            f"The speech model in {path} is incomplete: {', '.join(missing)} is missing.",
            hint="Copy the whole folder again, or convert the model with ct2-transformers-converter"
            " --copy_files tokenizer.json preprocessor_config.json.",
        )


def get(name: str, models_home: Path, progress: Progress | None = None) -> Model:
    """Fetch a model from huggingface.co, unless it is installed already.

    What was fetched before an interruption is kept, and fetched no second time.

    Raises
    ------
    ModelError
        The name is unknown, the disk too full, or the network out of reach.
    """
    here = {model.name: model for model in available(models_home)}
    if name in here:
        return here[name]
    if name not in KNOWN:
        raise ModelError(f"There is no model {name!r} to fetch.", hint=f"Known: {', '.join(KNOWN)}.")
    known = KNOWN[name]
    part, target = models_home / f".{name}.part", models_home / name
    part.mkdir(parents=True, exist_ok=True)
    _require_room(known, part)
    with _watched(part, known.size_mb, progress):
        _download(known, part, target)
    shutil.rmtree(part / ".cache", ignore_errors=True)
    validate(part)
    if target.exists():
        raise ModelError(
            f"{target} is in the way.", hint=f"It is no complete model; move it, then ask for {name} again."
        )
    part.replace(target)
    return Model(name, target, "home")


def by_hand(known: Known, target: Path) -> str:
    """Tell how to install a model without a network on this machine."""
    files = ", ".join((*REQUIRED_FILES, *OPTIONAL_FILES))
    return f"To install it by hand, copy {files} from https://huggingface.co/{known.repository} into {target}."


def _named(name: str, models_home: Path) -> Model:
    if name == POCKET:
        return _embedded()
    folder = Path(name).expanduser()
    if folder.name != name or name in (".", ".."):
        validate(folder)
        return Model(folder.resolve().name, folder.resolve(), "path")
    home = models_home / name
    if home.is_dir():
        validate(home)
        return Model(name, home, "home")
    for model in _in_cache():
        if model.name == name:
            return model
    if name in KNOWN:
        raise ModelError(
            f"The speech model {name} is not installed.",
            hint=f"Fetch it (about {KNOWN[name].size_mb} MB): speakstar models get {name}.",
        )
    known = ", ".join((POCKET, *KNOWN))
    raise ModelError(f"There is no speech model {name!r}.", hint=f"Known: {known}; or give the path of a folder.")


def _embedded() -> Model:
    path = embedded_pocket()
    if not path.is_dir():
        raise ModelError(f"The embedded speech model is not at {path}.", hint="Install speakstar again.")
    validate(path)
    return Model(POCKET, path, "embedded")


def _in_home(models_home: Path) -> Iterator[Model]:
    if models_home.is_dir():
        for folder in sorted(models_home.iterdir()):
            if not folder.name.startswith("."):
                yield from _complete(folder.name, folder, "home")


def _in_cache() -> Iterator[Model]:
    """Yield the known models that some other program fetched into the Hugging Face cache."""
    cache = _cache()
    for known in KNOWN.values():
        repository = cache / f"models--{known.repository.replace('/', '--')}"
        with suppress(OSError):
            commit = (repository / "refs" / "main").read_text(encoding="ascii").strip()
            yield from _complete(known.name, repository / "snapshots" / commit, "cache")


def _cache() -> Path:
    """Return the Hugging Face cache, whose place and layout are documented (huggingface_hub, "Manage your cache")."""
    if chosen := os.environ.get("HF_HUB_CACHE"):
        return Path(chosen).expanduser()
    if home := os.environ.get("HF_HOME"):
        return Path(home).expanduser() / "hub"
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "huggingface" / "hub"


def _complete(name: str, path: Path, origin: Origin) -> Iterator[Model]:
    if path.is_dir() and all(any(path.glob(pattern)) for pattern in REQUIRED_FILES):
        yield Model(name, path, origin)


def _require_room(known: Known, folder: Path) -> None:
    free_mb = shutil.disk_usage(folder).free / BYTES_PER_MB
    needed_mb = known.size_mb - _folder_mb(folder)
    if free_mb < needed_mb:
        raise ModelError(
            f"{known.name} needs about {needed_mb:.0f} MB and {folder.parent} has {free_mb:.0f} MB left.",
            hint="Make room, or choose another place with --home.",
        )


def _download(known: Known, folder: Path, target: Path) -> None:
    import logging

    import huggingface_hub
    from huggingface_hub.utils.tqdm import disable_progress_bars

    disable_progress_bars()
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    try:
        huggingface_hub.snapshot_download(
            known.repository, local_dir=folder, allow_patterns=[*REQUIRED_FILES, *OPTIONAL_FILES]
        )
    except Exception as error:  # its network errors share no base class, and differ between its versions
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise ModelError(
            f"{known.name} could not be fetched from huggingface.co; is there a network? ({reason})",
            hint=by_hand(known, target),
        ) from error


@contextmanager
def _watched(folder: Path, size_mb: float, progress: Progress | None) -> Iterator[None]:
    """Report the growth of a folder while it is being filled."""
    if progress is None:
        yield
        return
    done = threading.Event()

    def watch() -> None:
        while not done.wait(POLL_S):
            progress(min(_folder_mb(folder), size_mb), size_mb)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _folder_mb(folder: Path) -> float:
    """Size of the files below a folder, some of which may vanish meanwhile."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += Path(parent, name).stat().st_size
            except FileNotFoundError:
                continue
    return total / BYTES_PER_MB

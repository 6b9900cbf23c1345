"""Speech models: which are known, which are installed, which to use, and how to get one.

A model is a folder in CTranslate2's format. Nothing here touches the network, except `get`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from speakstar.adapters import embedded
from speakstar.adapters.hub import KNOWN, REQUIRED_FILES, Known, Progress, fetch, folder_mb
from speakstar.errors import ModelError

__all__ = ["KNOWN", "Known", "Model", "available", "embedded_pocket", "get", "installed", "resolve", "validate"]

Origin = Literal["path", "home", "cache", "embedded"]

POCKET = "pocket"
"""The name of the embedded model."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model on this machine, and how it came to be found."""

    name: str
    path: Path
    origin: Origin

    @property
    def size_mb(self) -> float:
        """Size of its files in megabytes."""
        return folder_mb(self.path)


def embedded_pocket() -> Path:
    """Return the folder of the embedded model."""
    return embedded.folder(POCKET)


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
    try:
        part.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ModelError(
            f"{models_home} cannot be written ({error.strerror}).", hint="Choose another place with --home."
        ) from error
    fetch(known, part, target, progress)
    validate(part)
    if target.exists():
        raise ModelError(
            f"{target} is in the way.", hint=f"It is no complete model; move it, then ask for {name} again."
        )
    part.replace(target)
    return Model(name, target, "home")


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
    path = embedded.folder(POCKET)
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

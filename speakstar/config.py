"""Settings: flag over environment over ``speakstar.toml`` over default."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from speakstar.core.fillers import FillerWords
from speakstar.core.model import CAP_S
from speakstar.core.text import tokens
from speakstar.errors import ConfigError

SETTINGS_FILE = "speakstar.toml"

MAX_PHRASE_WORDS = 8
"""A filler phrase is shorter than this; a longer one is a slip, such as a missing comma."""

Setting = str | float | int | tuple[str, ...]


def _option(doc: str, env: str, default: Any = None) -> Any:
    return field(default=default, metadata={"doc": doc, "env": env})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Every setting, with absolute paths. The fields' metadata carries their documentation."""

    home: Path = field(metadata={"doc": "Folder of all data.", "env": "SPEAKSTAR_HOME"})
    model: str | None = _option("Speech model: a name (small.en) or the path of a folder.", "SPEAKSTAR_MODEL")
    device: str | None = _option("Microphone: its name or a part of it.", "SPEAKSTAR_DEVICE")
    cap_s: float = _option("Seconds that an answer may take.", "SPEAKSTAR_CAP_S", CAP_S)
    threads: int = _option("Processor threads for transcription; 0 takes one a core.", "SPEAKSTAR_THREADS", 0)
    own_fillers: tuple[str, ...] = _option(
        "Words that count as fillers of yours wherever you say them.", "SPEAKSTAR_OWN_FILLERS", ()
    )
    excused_fillers: tuple[str, ...] = _option(
        "Words that never count as fillers of yours.", "SPEAKSTAR_EXCUSED_FILLERS", ()
    )

    @property
    def database(self) -> Path:
        """The database of takes, stories and questions."""
        return self.home / "speakstar.db"

    @property
    def recordings(self) -> Path:
        """Where the microphone's recordings go."""
        return self.home / "recordings"

    @property
    def reports(self) -> Path:
        """Where pages are kept."""
        return self.home / "reports"

    @property
    def cache(self) -> Path:
        """What can be made again at any time."""
        return self.home / "cache"

    @property
    def models(self) -> Path:
        """Where speech models are kept."""
        return self.home / "models"

    @property
    def filler_words(self) -> FillerWords:
        """What the speaker counts otherwise than the rules do."""
        return FillerWords(own=self.own_fillers, excused=self.excused_fillers)

    @property
    def settings_file(self) -> Path:
        """The settings that are kept between calls."""
        return self.home / SETTINGS_FILE


OPTIONS = tuple(f for f in fields(Config) if f.name != "home")


def load(*, home: str | None = None, environ: Mapping[str, str] = os.environ, **flags: Any) -> Config:
    """Gather the settings.

    Parameters
    ----------
    home
        The ``--home`` flag.
    environ
        The environment.
    **flags
        Settings given on the command line; None means not given.

    Raises
    ------
    ConfigError
        The settings file cannot be read, or a value cannot be used.
    """
    base = _home(home, environ)
    stored = _read(base / SETTINGS_FILE)
    for name in stored:
        _known(name, f" in {base / SETTINGS_FILE}")
    values = {
        option.name: _value(option.name, type(option.default), candidate, origin)
        for option in OPTIONS
        for candidate, origin in [_first(option.name, option.metadata["env"], flags, environ, stored)]
        if candidate is not None
    }
    return Config(home=base, **values)


def places(home: str | None = None, *, environ: Mapping[str, str] = os.environ) -> Config:
    """Return where everything is, with defaults for all else: no settings file is read, so that none can be broken."""
    return Config(home=_home(home, environ))


def parse(name: str, text: str) -> Setting:
    """Turn a setting that was typed into its value; words and phrases have commas between them.

    Raises
    ------
    ConfigError
        There is no such setting, or the value does not suit it.
    """
    value: Setting = _value(name, type(_known(name).default), text, "the command line")
    return value


def _known(name: str, where: str = "") -> Field[Any]:
    """Return the setting of this name; a slip would else go unseen, and the default hold."""
    for option in OPTIONS:
        if option.name == name:
            return option
    known = ", ".join(option.name for option in OPTIONS)
    near = get_close_matches(name, [option.name for option in OPTIONS], n=1)
    meant = f"Did you mean {near[0]}? " if near else ""
    raise ConfigError(f"There is no setting {name!r}{where}.", hint=f"{meant}The settings are: {known}.")


def _home(flag: str | None, environ: Mapping[str, str]) -> Path:
    chosen = flag or environ.get("SPEAKSTAR_HOME")
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("speakstar", appauthor=False)).absolute()


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            f"The settings file {path} cannot be read: {error}.", hint="Mend it, or move it away."
        ) from error


def _first(
    name: str, variable: str, flags: Mapping[str, Any], environ: Mapping[str, str], stored: Mapping[str, Any]
) -> tuple[Any, str]:
    if flags.get(name) is not None:
        return flags[name], "the command line"
    if environ.get(variable):
        return environ[variable], variable
    return stored.get(name), SETTINGS_FILE


def _value(name: str, kind: type, candidate: Any, origin: str) -> Any:
    if kind is type(None):
        return str(candidate)
    if kind is tuple:
        return _phrases(name, candidate, origin)
    try:
        value = kind(candidate)
    except (TypeError, ValueError):
        value = None
    broken = isinstance(candidate, float) and value != candidate  # 2.5 threads
    if value is None or broken or isinstance(candidate, bool) or not _sensible(name, value):
        raise ConfigError(
            f"{name} = {candidate!r} (from {origin}) cannot be used.",
            hint="It has to be a number of seconds from 5 to 3600."
            if name == "cap_s"
            else "It has to be a whole number from 0.",
        )
    return value


def _phrases(name: str, candidate: Any, origin: str) -> tuple[str, ...]:
    """Read a list of words and phrases: an array of them, or one text with commas between them."""
    listed = candidate.split(",") if isinstance(candidate, str) else candidate
    if isinstance(listed, list) and all(isinstance(text, str) for text in listed):
        phrases = tuple(text.strip() for text in listed if text.strip())
        if all(0 < len(tokens(phrase)) <= MAX_PHRASE_WORDS for phrase in phrases):
            return phrases
    raise ConfigError(
        f"{name} = {candidate!r} (from {origin}) cannot be used.",
        hint=f"Write words or phrases of up to {MAX_PHRASE_WORDS} words, with commas between them: "
        "basically, at the end of the day.",
    )


def _sensible(name: str, value: float) -> bool:
    if name == "cap_s":
        return 5 <= value <= 3600
    return value >= 0

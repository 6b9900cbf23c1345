"""The sample answers that speakstar ships."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from speakstar.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Sample:
    """A shipped recording, the story it tells, and the file that says what is spoken in it."""

    path: Path
    story: str

    @property
    def truth(self) -> Path:
        """The JSON file with the words and fillers as synthesised."""
        return self.path.with_suffix(".json")


def folder() -> Path:
    """Find the samples: inside the installed package, or in a checkout beside it.

    Raises
    ------
    NotFoundError
        They are in neither place.
    """
    package = Path(str(files("speakstar")))
    places = (package / "data" / "samples", package.parent / "recordings" / "samples")
    for place in places:
        if any(place.glob("*.flac")):
            return place
    raise NotFoundError(
        f"The sample recordings are missing (looked in {places[0]} and {places[1]}).",
        hint="Install speakstar again.",
    )


def samples() -> tuple[Sample, ...]:
    """List the samples: of each story the weak take, then the strong one."""
    return tuple(
        Sample(path, path.stem.rsplit("-", 1)[0])
        for path in sorted(folder().glob("*.flac"), key=lambda p: ("strong" in p.stem, p.stem))
    )

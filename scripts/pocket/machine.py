"""What the recipe needs of the machine: Debian's voices and texts, and a processor."""

import ctypes
import shutil
from pathlib import Path

import torch

from pocket import recorded, sources
from pocket.voices import FESTIVAL_DIR, FESTIVAL_VOICES, MBROLA_DIR, MBROLA_VOICES, VOICE_SHARES

NEEDED = {
    "libespeak-ng1": "libespeak-ng.so.1",
    "libflite1": "libflite.so.1",
    "wordnet-base": sources.WORDNET_DIR / "data.noun",
    "wamerican": Path("/usr/share/dict/words"),
    "fortunes": sources.FORTUNES_DIR / "fortunes",
}
"""Packages and the library or file by which they are recognised."""


def require_packages() -> None:
    """End with one message that names every package that is missing.

    Raises
    ------
    SystemExit
        A voice or a source of text is missing.
    """
    missing = sorted(package for package, sign in NEEDED.items() if not _is_there(sign))
    if missing:
        raise SystemExit(f"This recipe speaks with Debian's voices. Missing: apt-get install {' '.join(missing)}")


def voice_shares() -> dict[str, float]:
    """Give the share of every group of voices that this machine has, telling which further packages would add some."""
    absent = {}
    if not all((FESTIVAL_DIR / folder).exists() for folder in FESTIVAL_VOICES.values()):
        absent["festival"] = "festival festvox-kallpc16k festvox-us-slt-hts"
    if not shutil.which("pico2wave"):
        absent["pico"] = "libttspico-utils (non-free)"
    if not shutil.which("RHVoice-test"):
        absent["rhvoice"] = "rhvoice rhvoice-english (non-free)"
    if not (shutil.which("espeak-ng") and all((MBROLA_DIR / name).exists() for name in MBROLA_VOICES)):
        absent["mbrola"] = f"espeak-ng mbrola {' '.join(f'mbrola-{name}' for name in MBROLA_VOICES)} (non-free)"
    lacking = [packages for packages, sign in recorded.SOURCES.items() if not sign.exists()]
    if lacking:
        absent["human"] = " ".join(lacking)
    for group, packages in absent.items():
        print(f"Without voices of the group {group}: apt-get install {packages} would add them.")
    if len(lacking) < len(recorded.SOURCES):
        absent.pop("human", None)  # some are there
    return {group: share for group, share in VOICE_SHARES.items() if group not in absent}


def choose_device(wanted: str) -> str:
    """Resolve "auto" to "cuda" where there is a GPU, else to "cpu"."""
    if wanted == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    if wanted == "cuda" and not torch.cuda.is_available():
        raise SystemExit("PyTorch finds no GPU here; use --device cpu, or auto.")
    return wanted


def has_bf16(device: str) -> bool:
    """Tell whether matrix products in bf16 are faster than in float32 on the device ("cpu" or "cuda").

    A processor without instructions for them works them out one by one: one with AVX2 alone took 71 s for a step of
    3.7 s in float32.
    """
    if device == "cuda":
        return torch.cuda.is_bf16_supported(including_emulation=False)
    able = torch.cpu.get_capabilities()
    return any(able.get(name, False) for name in ("amx_bf16", "avx512_bf16", "bf16"))  # the last is ARM's name


def _is_there(sign: str | Path) -> bool:
    if isinstance(sign, Path):
        return sign.exists()
    try:
        ctypes.CDLL(sign)
    except OSError:
        return False
    return True

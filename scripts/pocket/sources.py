"""Prose that a Debian machine holds: WordNet, package descriptions, manual pages, docstrings, fortunes."""

import ast
import gzip
import re
import subprocess
import sysconfig
from pathlib import Path

from pocket.numerals import write_numbers
from pocket.text import sentences, usable

WORDNET_DIR = Path("/usr/share/wordnet")
MANUAL_DIR = Path("/usr/share/man")
FORTUNES_DIR = Path("/usr/share/games/fortunes")
DOCUMENTED_PACKAGES = ("numpy", "scipy", "click", "rich")  # all of a machine's packages took ten minutes to read


def prose() -> dict[str, list[str]]:
    """Collect all usable sentences by source, sorted, without doubles."""
    readers = {
        "wordnet": _wordnet,
        "packages": _packages,
        "manuals": _manuals,
        "docstrings": _docstrings,
        "fortunes": _fortunes,
    }
    return {name: sorted({write_numbers(s) for s in read()}) for name, read in readers.items()}


def _finished(phrase: str) -> list[str]:
    """Give a phrase a capital and a full stop, if it is usable then."""
    phrase = re.sub(r"\s+", " ", phrase).strip(" .;,")
    sentence = phrase[:1].upper() + phrase[1:] + "."
    return [sentence] if usable(sentence) else []


def _wordnet() -> list[str]:
    out = []
    for path in WORDNET_DIR.glob("data.*"):
        for line in path.read_text(errors="ignore").splitlines():
            for part in line.partition(" | ")[2].split(";"):
                out += _finished(part.replace('"', "").replace("(", ", ").replace(")", ",").replace(" ,", ","))
    return out


def _packages() -> list[str]:
    shown = subprocess.run(["apt-cache", "dumpavail"], capture_output=True, text=True, check=False).stdout
    out = []
    for entry in re.findall(r"(?m)^Description(?:-en)?: (.*(?:\n .*)*)", shown):
        out += _finished(entry.split("\n")[0])
        out += [s for paragraph in re.split(r"\n \.\n", entry) for s in sentences(paragraph)]
    return out


def _manuals() -> list[str]:
    out = []
    for path in MANUAL_DIR.glob("man*/*.gz"):
        raw = gzip.decompress(path.read_bytes()).decode(errors="ignore")
        raw = re.sub(r"\\f[A-Z]|\\&", "", re.sub(r"(?m)^\.[A-Z][A-Z]? ?", "", raw)).replace("\\-", "-")
        out += [s for paragraph in re.split(r"\n\s*\n|\n\.", raw) for s in sentences(paragraph)]
    return out


def _docstrings() -> list[str]:
    out = []
    library, packages = (Path(sysconfig.get_paths()[name]) for name in ("stdlib", "purelib"))
    paths = [p for p in library.rglob("*.py") if "site-packages" not in p.parts]
    paths += [p for name in DOCUMENTED_PACKAGES for p in (packages / name).rglob("*.py")]
    for path in sorted(paths):
        try:
            tree = ast.parse(path.read_text(errors="ignore"))
        except (SyntaxError, ValueError, RecursionError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
                paragraphs = re.split(r"\n\s*\n", ast.get_docstring(node) or "")
                out += [s for paragraph in paragraphs for s in sentences(paragraph)]
    return out


def _fortunes() -> list[str]:
    files = [p for p in FORTUNES_DIR.glob("*") if "." not in p.name]
    return [s for p in files for item in p.read_text(errors="ignore").split("\n%\n") for s in sentences(item)]

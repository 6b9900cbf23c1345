"""The charting library: Vega-Lite by way of vl-convert, which carries it and draws without a browser or a network."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from speakstar.adapters.folders import make_private

NAME_LENGTH = 12
"""Hexadecimal digits that tell one set of charts from another."""

PNG_SCALE = 2.0
"""Two pixels a unit, so that a picture is sharp on the screens of today."""

SNIPPET = "window.drawChart = vegaEmbed;"
"""What the page calls; everything else in the library stays inside it."""


def bundle(charts: Mapping[str, Mapping[str, Any]], cache: Path) -> str:
    """Return the script that draws charts in a page, with these charts in it.

    They are compiled to Vega here, as a page that compiles them itself opens a third later. All that takes seconds, so
    the script is kept in a folder, under the version of the package that made it and the charts in it.
    """
    import vl_convert

    described = json.dumps(charts, sort_keys=True)
    name = f"{version('vl-convert-python')}-{hashlib.sha256(described.encode()).hexdigest()[:NAME_LENGTH]}"
    kept = cache / f"vega-{name}.js"
    if not kept.is_file():
        make_private(cache)
        for old in cache.glob("vega-*.js"):
            old.unlink(missing_ok=True)
        compiled = json.dumps({key: vl_convert.vegalite_to_vega(dict(chart)) for key, chart in charts.items()})
        script = f"{vl_convert.javascript_bundle(SNIPPET)}\nwindow.charts = {compiled};\n"
        draft = kept.with_name(f"{kept.name}.{os.getpid()}.tmp")
        draft.write_text(script, encoding="utf-8")
        draft.replace(kept)
    return kept.read_text(encoding="utf-8")


def svg(chart: Mapping[str, Any]) -> str:
    """Draw a chart of Vega-Lite as SVG."""
    import vl_convert

    return vl_convert.vegalite_to_svg(dict(chart))


def png(chart: Mapping[str, Any]) -> bytes:
    """Draw a chart of Vega-Lite as PNG."""
    import vl_convert

    return vl_convert.vegalite_to_png(dict(chart), scale=PNG_SCALE)

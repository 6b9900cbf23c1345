"""The charting library: Vega-Lite by way of vl-convert, which carries it and draws without a browser or a network."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from speakstar.adapters.folders import make_private

PNG_SCALE = 2.0
"""Two pixels a unit, so that a picture is sharp on the screens of today."""

SNIPPET = "window.drawChart = vegaEmbed;"
"""What the page calls; everything else in the library stays inside it."""


def library(cache: Path) -> str:
    """Return the script that draws charts in a page.

    Putting it together takes seconds, so it is kept in a folder, under the version of the package that made it.
    """
    import vl_convert

    kept = cache / f"vega-{version('vl-convert-python')}.js"
    if not kept.is_file():
        make_private(cache)
        draft = kept.with_name(f"{kept.name}.{os.getpid()}.tmp")
        draft.write_text(vl_convert.javascript_bundle(SNIPPET), encoding="utf-8")
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

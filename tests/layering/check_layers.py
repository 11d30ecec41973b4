#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the arrows of docs/architecture.md: which folder may include which.

Every #include "..." of the project is written from its root, so a line shows its layer. Exit code 1 names each include
that points the wrong way, each file without its licence line, and each header without #pragma once.
"""
import pathlib
import re
import sys

# A folder may include itself and what it names here, and whatever those may include.
ALLOWED = {
    "core/base": [],
    "core/trace": ["core/base"],
    "core/phases": ["core/trace"],
    "core/tasks": ["core/base"],
    "core/data": ["core/phases", "core/tasks"],
    "core/features": ["core/data"],
    "core/expression": ["core/base"],
    "core/evolution": ["core/expression", "core/data"],
    "core/models": ["core/evolution", "core/data"],
    "core/evaluation": ["core/models", "core/features"],
    "core/forecast": ["core/evaluation", "core/phases"],
    "core/report": ["core/evaluation", "core/features", "core/forecast"],
    "ui": ["core/report"],
    "app/cli": ["core/report"],
    "app/gui": ["ui"],
}
QCUSTOMPLOT_USERS = "ui/plots/figure_"


def reachable(layer: str) -> set[str]:
    layers = {layer}
    for below in ALLOWED[layer]:
        layers |= reachable(below)
    return layers


def layer_of(path: str) -> str | None:
    matches = [layer for layer in ALLOWED if path == layer or path.startswith(layer + "/")]
    return max(matches, key=len) if matches else None


def problems_of(root: pathlib.Path, source: pathlib.Path) -> list[str]:
    name = source.relative_to(root).as_posix()
    lines = source.read_text(encoding="utf-8").splitlines()
    found = []
    if not lines or "SPDX-License-Identifier: GPL-3.0-or-later" not in lines[0]:
        found.append(f"{name}:1: the first line is not the licence")
    if source.suffix == ".h" and "#pragma once" not in lines:
        found.append(f"{name}: a header without #pragma once")
    layer = layer_of(name)
    if layer is None:
        return found + [f"{name}: lies in no layer"]
    allowed = reachable(layer)
    for number, line in enumerate(lines, start=1):
        include = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if not include:
            continue
        quote, target = include.groups()
        if quote == '"' and not target.endswith(".moc"):
            below = layer_of(target)
            if below not in allowed:
                found.append(f"{name}:{number}: {layer} must not include {target}")
        if layer.startswith("core/") and re.match(r"Q[A-Z]|Qt", target):
            found.append(f"{name}:{number}: the core knows no Qt, but {target} is included")
        if target == "qcustomplot.h" and not name.startswith(QCUSTOMPLOT_USERS):
            found.append(f"{name}:{number}: only the figure files of ui/plots may include qcustomplot.h")
    return found


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    sources = sorted(p for top in ("core", "ui", "app") for p in (root / top).rglob("*") if p.suffix in (".h", ".cpp"))
    found = [problem for source in sources for problem in problems_of(root, source)]
    print("\n".join(found) if found else f"{len(sources)} files keep to their layers")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Draws benches/portal.svg from the table of clients in benches/README.md. `benches/chart.py`"""

import re
from html import escape
from pathlib import Path

here = Path(__file__).parent
row = re.compile(r"^\| ([^|]+) \| ([\d.]+) s \| ([\d.]+) s \|$", re.M)
table = (here / "README.md").read_text().split("| client |")[1]
clients = [(name, float(wall), float(cpu)) for name, wall, cpu in row.findall(table)]
most = max(max(wall, cpu) for _, wall, cpu in clients)
left, width, step = 150, 470, 52
height = 84 + step * len(clients)
parts = [
    f'<svg xmlns="http://www.w3.org/2000/svg" width="700" height="{height}" viewBox="0 0 700 {height}" '
    'font-family="sans-serif" font-size="14" fill="#222">',
    f'<rect width="700" height="{height}" fill="#fff"/>',
    '<text x="16" y="28" font-size="16" font-weight="bold">200,000 deals over TLS from a portal without limits</text>',
    '<rect x="16" y="44" width="12" height="12" fill="#2a6fb0"/><text x="34" y="55">wall time, s</text>',
    '<rect x="136" y="44" width="12" height="12" fill="#9fc3e3"/><text x="154" y="55">CPU time, s; less is better</text>',
]
for index, (name, *times) in enumerate(clients):
    top = 76 + step * index
    parts.append(f'<text x="{left - 10}" y="{top + 24}" text-anchor="end">{escape(name)}</text>')
    for line, (seconds, color) in enumerate(zip(times, ("#2a6fb0", "#9fc3e3"))):
        y, bar = top + 19 * line, seconds / most * width
        parts.append(f'<rect x="{left}" y="{y}" width="{bar:.1f}" height="17" fill="{color}"/>')
        parts.append(f'<text x="{left + bar + 6:.1f}" y="{y + 13}" font-size="12">{seconds:.2f}</text>')
(here / "portal.svg").write_text("\n".join([*parts, "</svg>"]) + "\n")

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the epochs that wattline-cli finds in recordings against those that the training logged.

    compare_epochs.py FOLDER [--cli PATH]

FOLDER has tasks.csv, epochs.csv and the traces, as campaign.py makes them. A found phase is that of the logged epoch
with which it shares most time; the differences of their begins and ends are found minus logged, in s.
"""
import argparse
import csv
import datetime
import gzip
import json
import math
import pathlib
import statistics
import subprocess
import sys

FORM = "%Y/%m/%d %H:%M:%S.%f"


def rows_of(path: pathlib.Path) -> list:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def moment(text: str) -> float:
    """Seconds of a local time; only differences are used."""
    return (datetime.datetime.strptime(text.strip(), FORM) - datetime.datetime(1970, 1, 1)).total_seconds()


def first_moment(trace: pathlib.Path) -> float:
    opened = gzip.open(trace, "rt", encoding="utf-8") if trace.suffix == ".gz" else trace.open(encoding="utf-8")
    with opened as file:
        next(file)
        return moment(next(file).split(",")[0])


def logged_epochs(rows: list, start: float) -> list:
    return [(moment(row["train_begin"]) - start, moment(row["train_end"]) - start) for row in rows]


def found_epochs(cli: str, trace: pathlib.Path) -> tuple:
    """Shape, count of epochs, and the training phases as (begin, end) from the first sample."""
    done = subprocess.run([cli, "phases", "--json", str(trace)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{trace}: {done.stderr.strip()}")
    gpu = json.loads(done.stdout)["files"][0]["gpus"][0]
    phases = [(phase["begin_s"], phase["end_s"]) for phase in gpu["phases"] if phase["role"] == "training"]
    return gpu["shape"], gpu["epochs"], phases


def differences(logged: list, found: list) -> list:
    """(begin, end) of found minus logged, for each logged epoch that has a phase of its own."""
    pairs = []
    for epoch in logged:
        shared = [(min(epoch[1], phase[1]) - max(epoch[0], phase[0]), phase) for phase in found]
        most, phase = max(shared, default=(0.0, None))
        if most > 0.0 and max(logged, key=lambda other: min(other[1], phase[1]) - max(other[0], phase[0])) == epoch:
            pairs.append((phase[0] - epoch[0], phase[1] - epoch[1]))
    return pairs


def summary(values: list) -> str:
    """Median with its sign, and median and 95th percentile of the size."""
    if not values:
        return "-"
    sizes = sorted(map(abs, values))
    ninety_five = sizes[math.ceil(0.95 * len(sizes)) - 1]
    return f"median {statistics.median(values):+.3f} s, size {statistics.median(sizes):.3f} s, 95 % {ninety_five:.3f} s"


def compare(folder: pathlib.Path, cli: str) -> None:
    logs = {}
    for row in rows_of(folder / "epochs.csv"):
        logs.setdefault(row["run"], []).append(row)
    begins, ends, runs, right, epochs = [], [], 0, 0, 0
    for task in rows_of(folder / "tasks.csv"):
        if task["run"] not in logs or not task["trace"]:
            continue
        trace = folder / task["trace"]
        logged = logged_epochs(logs[task["run"]], first_moment(trace))
        shape, count, found = found_epochs(cli, trace)
        pairs = differences(logged, found)
        runs, right, epochs = runs + 1, right + (count == len(logged)), epochs + len(logged)
        begins += [begin for begin, _ in pairs]
        ends += [end for _, end in pairs]
        print(f"{task['run']}: {shape}, {count} epochs found, {len(logged)} logged, {len(pairs)} matched")
        print(f"    begin {summary([begin for begin, _ in pairs])}\n    end   {summary([end for _, end in pairs])}")
    print(f"All: {right} of {runs} runs with the right number of epochs; {len(begins)} of {epochs} epochs matched")
    print(f"    begin {summary(begins)}\n    end   {summary(ends)}\n    both  {summary(begins + ends)}")


def main() -> None:
    made = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    made.add_argument("folder", type=pathlib.Path, help="tasks.csv, epochs.csv and the traces")
    made.add_argument("--cli", default="wattline-cli", help="the program to ask (default: wattline-cli of the PATH)")
    options = made.parse_args()
    for name in ("tasks.csv", "epochs.csv"):
        if not (options.folder / name).is_file():
            raise SystemExit(f"{options.folder / name} is missing.")
    compare(options.folder, options.cli)


if __name__ == "__main__":
    sys.exit(main())

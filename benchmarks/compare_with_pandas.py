#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""compare_with_pandas.py FILE [--build DIR] [--threads N]

Reads one nvidia-smi CSV with pandas and with Wattline, both warm, checks that the two hold the same samples, and prints
the times and their ratios. Needs pandas (Debian: python3-pandas) and the programs of a build with benchmarks.
"""
import argparse
import json
import resource
import subprocess
import sys
import time

import pandas

TIME, GPU, POWER = "timestamp", "index", "power.draw [W]"


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def timed(work):
    wall, cpu = time.perf_counter(), cpu_seconds()
    result = work()
    return result, time.perf_counter() - wall, cpu_seconds() - cpu


def table_of(path):
    return pandas.read_csv(path, skipinitialspace=True, usecols=[TIME, GPU, POWER])


def series_of(table):
    """Seconds and watts of each GPU, as Wattline gives them."""
    times = pandas.to_datetime(table[TIME], format="%Y/%m/%d %H:%M:%S.%f")
    watts = pandas.to_numeric(table[POWER].str.removesuffix(" W"), errors="coerce").astype("float32")
    seconds = (times - times.min()).dt.total_seconds()
    rows = pandas.DataFrame({"seconds": seconds, "watts": watts})
    return {str(gpu): part for gpu, part in rows.groupby(table[GPU])}


def check_same(series, inspected):
    """Raises where a GPU's samples differ in number, time, extremes or energy by the trapezoid rule."""
    gpus = {gpu["id"]: gpu for gpu in inspected["gpus"]}
    if gpus.keys() != series.keys():
        raise SystemExit(f"GPUs differ: {sorted(gpus)} and {sorted(series)}")
    for name, part in series.items():
        step = part.seconds.diff().to_numpy()[1:]
        watts = part.watts.to_numpy().astype("float64")
        energy = float((step * (watts[1:] + watts[:-1]) / 2.0).sum())
        for key, value in (("samples", len(part)), ("duration_s", part.seconds.iloc[-1] - part.seconds.iloc[0]),
                           ("min_w", watts.min()), ("max_w", watts.max()), ("energy_j", energy)):
            if abs(gpus[name][key] - value) > 1e-9 * abs(value):
                raise SystemExit(f"GPU {name}: {key} is {gpus[name][key]} and with pandas {value}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[2])
    parser.add_argument("file")
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--threads", default="2")
    options = parser.parse_args()

    speed = json.loads(subprocess.check_output(
        [f"{options.build}/benchmarks/reading_speed", options.file, options.threads]))
    inspected = json.loads(subprocess.check_output([f"{options.build}/app/cli/wattline-cli", "inspect", "--json",
                                                    options.file]))["files"][0]
    table, read_wall, read_cpu = timed(lambda: table_of(options.file))
    series, rest_wall, rest_cpu = timed(lambda: series_of(table))
    check_same(series, inspected)
    json.dump({
        **speed,
        "pandas": pandas.__version__,
        "pandas_read_csv_s": round(read_wall, 3),
        "pandas_read_csv_cpu_s": round(read_cpu, 3),
        "pandas_series_s": round(read_wall + rest_wall, 3),
        "pandas_series_cpu_s": round(read_cpu + rest_cpu, 3),
        "times_faster_than_read_csv": round(read_wall / speed["read_s"], 1),
        "times_faster_to_the_series": round((read_wall + rest_wall) / speed["read_s"], 1),
        "same_result": True,
    }, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""compare_with_sklearn_mi.py CSV TARGET [--discrete a,b] [--build DIR] [--repeats N] [--threads N]

Mutual information of every feature of a data set with a target by scikit-learn's mutual_info_regression (one thread; it
has no more) and by Wattline, in turns in one run, each as often as --repeats says and the least processor time taken.
Checks that all values agree to 1e-12 and prints both times and their ratio. With rows=N for CSV a table of N rows and
six features is made up. Needs scikit-learn (Debian: python3-sklearn) and information_speed of a build with benchmarks.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"  # before numpy is there
import numpy
import sklearn
from sklearn.feature_selection import mutual_info_regression


def made_up(rows, path):
    """Six columns as a fleet has them, two of few values, and a target that depends on some."""
    random = numpy.random.RandomState(1)
    columns = [128.0 + 32.0 * random.randint(0, 4, rows), 1.0 * random.randint(0, 8, rows)]
    columns += [random.standard_normal(rows) for _ in range(4)]
    target = columns[2] + numpy.exp(columns[3]) + 0.01 * columns[0] + 0.1 * random.standard_normal(rows)
    table = numpy.column_stack(columns + [target])
    header = "image_size,batch_size,c,d,e,f,y"
    numpy.savetxt(path, table, delimiter=",", header=header, comments="", fmt="%.17g")


def columns_of(path, names):
    with open(path, encoding="utf-8") as lines:
        header = lines.readline().strip().split(",")
    places = [header.index(name) for name in names]
    return numpy.loadtxt(path, delimiter=",", skiprows=1, usecols=places)


def ours(options, path):
    program = os.path.join(options.build, "benchmarks", "information_speed")
    command = [program, path, options.target, options.discrete or "-", str(options.threads), "3"]
    return json.loads(subprocess.check_output(command))


def theirs(features, target, discrete):
    best = float("inf")
    values = None
    for _ in range(3):
        begin = time.process_time()
        values = mutual_info_regression(features, target, discrete_features=discrete, n_neighbors=3, random_state=42)
        best = min(best, time.process_time() - begin)
    return best, values


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[2])
    parser.add_argument("csv")
    parser.add_argument("target")
    parser.add_argument("--discrete", default="")
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.csv
        if path.startswith("rows="):
            path = os.path.join(folder, "made_up.csv")
            made_up(int(options.csv[5:]), path)
        first = ours(options, path)
        table = columns_of(path, first["columns"] + [options.target])
        features, target = table[:, :-1], table[:, -1]
        discrete = numpy.array([name in options.discrete.split(",") for name in first["columns"]])
        mine, theirs_best, wall = first["cpu_s"], float("inf"), first["wall_s"]
        for _ in range(options.repeats):
            seconds, values = theirs(features, target, discrete)
            theirs_best = min(theirs_best, seconds)
            run = ours(options, path)
            mine, wall = min(mine, run["cpu_s"]), min(wall, run["wall_s"])
        difference = float(numpy.abs(numpy.array(run["values"]) - values).max())
        if not difference <= 1e-12:
            raise SystemExit(f"the values differ by {difference}")
    json.dump({"rows": len(target), "features": features.shape[1], "discrete": int(discrete.sum()),
               "scikit_learn": sklearn.__version__, "scikit_learn_cpu_s": round(theirs_best, 5),
               "threads": options.threads, "cpu_s": round(mine, 6), "wall_s": round(wall, 6),
               "times_less_cpu": round(theirs_best / mine, 1), "greatest_difference": difference}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()

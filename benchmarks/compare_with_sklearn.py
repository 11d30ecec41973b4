#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tunes gradient boosting over the paper's grid with scikit-learn and with Wattline, on the same rows, side by side.

Both search rate .01/.05/.1 x trees 200/400/800 x depth 3/4/5 x subsample .8/1 by five-fold cross-validation of the
training rows of the same 8:1:1 split and refit the winner, on as many processes or threads. Printed are wall time and
processor time of each, what each found and the test error of that. Wattline runs as a program of its own, start and
reading of the file included; scikit-learn's import is left out.

Needs scikit-learn (Debian: python3-sklearn).
"""
import argparse
import csv
import json
import pathlib
import resource
import subprocess
import time

import numpy
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.model_selection import GridSearchCV, KFold, train_test_split

FEATURES = ["image_size", "data_size", "params", "flops", "batch_size", "num_workers"]
GRID = {"learning_rate": [0.01, 0.05, 0.1], "n_estimators": [200, 400, 800], "max_depth": [3, 4, 5],
        "subsample": [0.8, 1.0]}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("csv", type=pathlib.Path, help="a table with the six features and the targets")
    parser.add_argument("--targets", default="peak_power_w", help="joined by commas")
    parser.add_argument("--program", default="build/release/app/cli/wattline-cli", help="our command line")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def processor_seconds():
    """Of this process and of the children that have ended."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def timed(work):
    wall, processor = time.perf_counter(), processor_seconds()
    answer = work()
    return answer, time.perf_counter() - wall, processor_seconds() - processor


def read_rows(path, target):
    """Features and target of the rows that have all of them, as Wattline takes them."""
    with path.open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if all(row[name] for name in [*FEATURES, target])]
    return (numpy.array([[float(row[name]) for name in FEATURES] for row in rows]),
            numpy.array([float(row[target]) for row in rows]))


def tune_with_sklearn(features, target, jobs):
    train, held = train_test_split(numpy.arange(len(target)), test_size=0.2, random_state=42)
    _, test = train_test_split(held, test_size=0.5, random_state=42)

    def search():
        grid = GridSearchCV(GradientBoostingRegressor(random_state=42), GRID, scoring="neg_mean_squared_error",
                            cv=KFold(5, shuffle=True, random_state=42), n_jobs=jobs)
        grid.fit(features[train], target[train])
        return grid

    grid, wall, processor = timed(search)
    if jobs > 1:  # what the workers used counts only once they have ended
        from joblib.externals.loky import get_reusable_executor
        before = processor_seconds()
        get_reusable_executor().shutdown(wait=True)
        processor += processor_seconds() - before
    mse = float(numpy.mean((grid.predict(features[test]) - target[test]) ** 2))
    best = grid.best_params_
    found = (f"rate {best['learning_rate']}, {best['n_estimators']} trees, depth {best['max_depth']}, "
             f"subsample {best['subsample']}")
    return wall, processor, found, mse


def tune_with_wattline(program, path, target, jobs):
    command = [program, "compare", path, "--target", target, "--features", ",".join(FEATURES), "--methods", "boosting",
               "--baseline", "boosting", "--effort", "paper", "--repeats", "1", "--seed", "42", "--json", "--quiet",
               "--threads", str(jobs)]
    answer, wall, processor = timed(lambda: subprocess.run(command, check=True, capture_output=True, text=True))
    boosting = next(method for method in json.loads(answer.stdout)["methods"] if method["name"] == "boosting")
    return wall, processor, boosting["settings"], boosting["mse"]["mean"]


def main():
    options = arguments()
    for target in options.targets.split(","):
        theirs = tune_with_sklearn(*read_rows(options.csv, target), options.jobs)
        ours = tune_with_wattline(options.program, options.csv, target, options.jobs)
        for name, (wall, processor, found, mse) in (("scikit-learn", theirs), ("Wattline", ours)):
            print(f"{target:18} {name:13} wall {wall:7.2f} s   CPU {processor:7.2f} s   test MSE {mse:10.4g}   {found}")
        print(f"{target:18} {'ratio':13} wall {theirs[0] / ours[0]:7.1f}     CPU {theirs[1] / ours[1]:7.1f}", flush=True)


if __name__ == "__main__":
    main()

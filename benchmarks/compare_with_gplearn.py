#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares strict mode with gplearn 0.4.2, generation by generation over many runs of both.

Both search the same rows with the same settings; run s of either takes the 8:1:1 split of seed s. Each generation's best
error, mean error (over finite ones), length of the best program and mean length are compared by the rank-sum test of
Mann and Whitney, with Holm's correction over the generations of each quantity.

Needs numpy, scipy, scikit-learn and pandas (Debian: python3-sklearn python3-pandas) and gplearn 0.4.2, which Debian does
not have: `pip download --no-deps --no-binary :all: gplearn==0.4.2` or a checkout of its tag 0.4.2 will do; --gplearn takes
the folder that holds its folder `gplearn`. A run of gplearn takes some ten seconds (population 1000, 20 generations).
"""
import argparse
import concurrent.futures
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy
import pandas
import scipy.stats
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

FEATURES = ["image_size", "data_size", "params", "flops", "batch_size", "num_workers"]
QUANTITIES = ["best_fitness", "mean_fitness", "best_length", "mean_length"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("csv", type=pathlib.Path, help="a table with the six features and the target")
    parser.add_argument("--gplearn", type=pathlib.Path, required=True, help="the folder that holds gplearn 0.4.2")
    parser.add_argument("--program", default="build/release/app/cli/wattline-cli", help="our command line")
    parser.add_argument("--target", default="peak_power_w")
    parser.add_argument("--population", type=int, default=1000)
    parser.add_argument("--generations", type=int, default=20, help="docs/methods.md: 50")
    parser.add_argument("--runs", type=int, default=30, help="of gplearn")
    parser.add_argument("--our-runs", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=1, help="runs of gplearn side by side")
    parser.add_argument("--keep", type=pathlib.Path, help="keeps gplearn's runs in this file and takes them from it")
    return parser.parse_args()


def gplearn_history(table, target, seed, population, generations):
    """One run, stopped after each generation to look at its programs; that leaves the run as it is."""
    from gplearn.functions import make_function
    from gplearn.genetic import SymbolicRegressor

    train, _ = train_test_split(table, test_size=0.2, random_state=seed)
    features = StandardScaler().fit_transform(train[FEATURES].to_numpy(dtype=float))
    sigmoid = make_function(function=lambda x: 1 / (1 + numpy.exp(-x)), name="sigmoid", arity=1)
    names = ["add", "sub", "mul", "div", "sqrt", "log", "abs", "neg", "inv", "sin", "cos", "tan"]
    search = SymbolicRegressor(
        population_size=population, tournament_size=20, stopping_criteria=0.01, const_range=(-1.0, 1.0),
        init_depth=(2, 6), init_method="half and half", function_set=[*names, sigmoid], metric="mean absolute error",
        parsimony_coefficient=0.001, p_crossover=0.7, p_subtree_mutation=0.1, p_hoist_mutation=0.05,
        p_point_mutation=0.1, p_point_replace=0.05, warm_start=True, low_memory=True, random_state=seed)
    history = []
    with numpy.errstate(all="ignore"):
        for generation in range(generations):
            search.set_params(generations=generation + 1)
            search.fit(features, train[target].to_numpy(dtype=float))
            programs = search._programs[-1]
            errors = numpy.array([program.raw_fitness_ for program in programs])
            lengths = numpy.array([program.length_ for program in programs])
            best = int(numpy.argmin(errors))
            history.append([errors[best], errors[numpy.isfinite(errors)].mean(), int(lengths[best]), lengths.mean()])
            if errors[best] <= 0.01:
                break
    return history


def gplearn_histories(options, table):
    kept = json.loads(options.keep.read_text()) if options.keep and options.keep.exists() else {}
    missing = [seed for seed in range(1, options.runs + 1) if str(seed) not in kept]
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        runs = {pool.submit(gplearn_history, table, options.target, seed, options.population, options.generations): seed
                for seed in missing}
        for run in concurrent.futures.as_completed(runs):
            kept[str(runs[run])] = run.result()
            if options.keep:
                options.keep.write_text(json.dumps(kept))
    return [kept[str(seed)] for seed in range(1, options.runs + 1)]


def our_history(options, csv, seed):
    command = [options.program, "evolve", csv, "--mode", "strict", "--target", options.target, "--features", ",".join(FEATURES),
               "--seed", str(seed), "--population", str(options.population), "--generations", str(options.generations),
               "--json"]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    return [[entry[quantity] for quantity in QUANTITIES] for entry in json.loads(output)["history"]]


def holm(values):
    order = numpy.argsort(values)
    corrected = numpy.empty(len(values))
    largest = 0.0
    for rank, place in enumerate(order):
        largest = max(largest, min(1.0, (len(values) - rank) * values[place]))
        corrected[place] = largest
    return corrected


def compare(ours, theirs):
    for number, quantity in enumerate(QUANTITIES):
        pairs = []
        for generation in range(max(map(len, ours))):
            pairs.append([[run[generation][number] for run in runs if len(run) > generation] for runs in (ours, theirs)])
        values = [scipy.stats.mannwhitneyu(a, b, alternative="two-sided").pvalue for a, b in pairs]
        print(f"\n{quantity}\n| generation | ours | gplearn | p | p, Holm |\n|---|---|---|---|---|")
        for generation, ((a, b), p, corrected) in enumerate(zip(pairs, values, holm(values))):
            print(f"| {generation} | {quartiles(a)} | {quartiles(b)} | {p:.3f} | {corrected:.3f} |")


def quartiles(values):
    low, middle, high = numpy.percentile(values, [25, 50, 75])
    return f"{middle:.4g} ({low:.4g} to {high:.4g})"


def main():
    options = arguments()
    if not (options.gplearn / "gplearn" / "genetic.py").exists():
        sys.exit(f"{options.gplearn} holds no gplearn; see --help for where to take it from.")
    sys.path.insert(0, str(options.gplearn))
    table = pandas.read_csv(options.csv, comment="#")[[*FEATURES, options.target]].dropna()
    with tempfile.TemporaryDirectory() as folder:
        csv = pathlib.Path(folder) / "rows.csv"
        table.to_csv(csv, index=False)
        ours = [our_history(options, csv, seed) for seed in range(1, options.our_runs + 1)]
    print(f"{options.csv.name}: {len(table)} rows, {len(ours)} runs of ours, {options.runs} of gplearn, population "
          f"{options.population}. Medians and quartiles.")
    compare(ours, gplearn_histories(options, table))


if __name__ == "__main__":
    main()

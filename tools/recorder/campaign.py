#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains real networks in many configurations on one NVIDIA GPU, and records the power of each; `--help` tells how."""
import argparse
import importlib.util
import os
import pathlib
import sys
import tempfile
import time

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from wattline_campaign import configurations
from wattline_campaign.loop import FIRST_ESTIMATE_SECONDS, RESERVE_SECONDS, Campaign, Terms
from wattline_campaign.recorded_run import Bench
from wattline_campaign.store import ARCHIVE, Done, Store
from wattline_recorder.command_line import milliseconds
from wattline_recorder.nvidia_smi import FIELDS, Gpu, NvidiaSmi, find_program
from wattline_recorder.out_folder import OutFolder
from wattline_recorder.problem import Problem
from wattline_recorder.signals import HeldSignals, Stopped

RECORDED = HERE.parent.parent / "sample-data" / "recorded"
NO_GPU = Gpu("", "", "GPU", "", "", "")


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        description="Trains networks with PyTorch in many configurations on one NVIDIA GPU and records the power of "
        "each. Ends within its minutes; every finished run is in DIR/recordings.tar before the next one starts.",
        epilog="Start it again with the same DIR, seed and sample to go on where it stopped.",
    )
    add = made.add_argument
    add("--out", metavar="DIR", type=pathlib.Path, help="folder of recordings.tar and campaign.log")
    add("--minutes", metavar="N", type=float, default=60.0, help="that it may take (default: 60)")
    add("--sample", metavar="N", type=int, default=40, help="configurations of a Latin hypercube (default: 40)")
    add("--seed", metavar="S", type=int, default=1, help="of the sample (default: 1)")
    add("--list", metavar="FILE", type=pathlib.Path, help="a CSV of configurations instead of a sample")
    add("--dry-run", action="store_true", help="say what would be run and how long it takes, and run nothing")
    add("--interval", metavar="MS", type=milliseconds, default=100, help="between samples (default: 100)")
    add("--gpu", default="0", help="index or UUID, as nvidia-smi -i takes it (default: 0)")
    add("--recorded", metavar="DIR", type=pathlib.Path, default=RECORDED, help="recordings not to be repeated")
    add("--import", metavar="ARCHIVE", type=pathlib.Path, dest="archive", help="add its runs to those of --recorded")
    add("--device", choices=("cuda", "cpu"), default="cuda", help="cpu: a trial of the trainings without a GPU")
    add("--stand-in", action="store_true", help="only wait instead of training: a trial without PyTorch")
    add("--nvidia-smi", metavar="PATH", default=os.environ.get("WATTLINE_NVIDIA_SMI", ""), help="the program to ask")
    add("--time-scale", type=float, default=1.0, help=argparse.SUPPRESS)
    add("--archive-limit", type=int, default=16 << 20, help=argparse.SUPPRESS)
    return made


def main() -> int:
    made = parser()
    options = made.parse_args()
    if options.archive is None and options.out is None and not options.dry_run:
        made.error("--out is missing: the folder of the recordings")
    if options.sample < 1 or options.minutes <= 0:
        made.error("--sample and --minutes are greater than 0")
    signals = HeldSignals()
    try:
        if options.archive:
            return import_archive(options)
        return dry_run(options, signals) if options.dry_run else run(options, signals)
    except Problem as problem:
        print(f"campaign.py: {problem}", file=sys.stderr)
        return problem.exit_code
    except OSError as error:
        print(f"campaign.py: {error.filename or 'a file'}: {error.strerror}.", file=sys.stderr)
        return 1
    except Stopped as stopped:
        print(f"campaign.py: stopped by {stopped}; what was recorded is in {ARCHIVE}.", file=sys.stderr)
        return stopped.exit_code


def origin_of(options: argparse.Namespace) -> str:
    if options.stand_in:
        return "stand-in"
    return "recorded" if options.device == "cuda" else "trial on the CPU"


def planned_runs(options: argparse.Namespace) -> list:
    cores = len(os.sched_getaffinity(0))
    if options.list:
        chosen = configurations.read_list(options.list, cores)
    else:
        chosen = configurations.latin_hypercube(options.sample, options.seed, cores)
    return configurations.with_replicates(chosen)


def require_packages(options: argparse.Namespace) -> None:
    """Only what no configuration can do without; the rest is noted with the configuration that lacks it."""
    if not options.stand_in and importlib.util.find_spec("torch") is None:
        raise Problem(
            f"The campaign trains with PyTorch, which {sys.executable} does not have. Install it "
            "(pip install torch torchvision transformers), or try the campaign with --stand-in."
        )


def import_archive(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as folder:
        unpacked = Store(pathlib.Path(folder))
        unpacked.unpack(options.archive)
        options.recorded.mkdir(parents=True, exist_ok=True)
        count = Store(options.recorded).merge(unpacked)
    print(f"{count} runs added to {options.recorded}.")
    return 0


def dry_run(options: argparse.Namespace, signals: HeldSignals) -> int:
    try:
        gpu = NvidiaSmi(find_program(options.nvidia_smi), options.gpu, signals, 30.0).gpus()[0]
    except Problem as problem:
        print(f"{problem} Keys are those of an unnamed GPU.")
        gpu = NO_GPU
    with tempfile.TemporaryDirectory() as folder:
        there = Store(pathlib.Path(folder))
        if options.out and (options.out / ARCHIVE).exists():
            there.unpack(options.out / ARCHIVE)
        done = Done([there, Store(options.recorded)], origin_of(options))
    seconds, budget = 0.0, options.minutes * 60.0 - RESERVE_SECONDS
    for number, planned in enumerate(planned_runs(options), 1):
        key = planned.configuration.key(gpu.name)
        if done.has(key, planned.ordinal):
            print(f"{number:4} {key} #{planned.ordinal}: done")
            continue
        seconds += FIRST_ESTIMATE_SECONDS
        print(f"{number:4} {key} #{planned.ordinal}: {'until' if seconds <= budget else 'too late,'} {seconds:.0f} s")
    print(f"{seconds / 60:.1f} minutes in all at {FIRST_ESTIMATE_SECONDS:.0f} s a run; {options.minutes:g} are given.")
    return 0


def run(options: argparse.Namespace, signals: HeldSignals) -> int:
    deadline = time.monotonic() + options.minutes * 60.0
    require_packages(options)
    planned = planned_runs(options)
    smi = NvidiaSmi(find_program(options.nvidia_smi), options.gpu, signals, 30.0)
    gpu = smi.gpus()[0]
    fields, _ = smi.known_fields(FIELDS)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="wattline-campaign-", ignore_cleanup_errors=True) as work:
        folder = OutFolder(pathlib.Path(work))
        store = Store(folder.path)
        archive = options.out / ARCHIVE
        if archive.exists():
            store.unpack(archive)
        store.pack(archive, options.archive_limit)
        done = Done([store, Store(options.recorded)], origin_of(options))
        bench = Bench(smi, fields, gpu, folder, options.interval, options.time_scale, origin_of(options), signals)
        terms = Terms(
            deadline=deadline,
            archive=archive,
            log=options.out / "campaign.log",
            device=options.device,
            visible_gpu=visible_gpu(options, gpu, signals),
            stand_in=options.stand_in,
            limit_bytes=options.archive_limit,
        )
        campaign = Campaign(bench, store, done, terms)
        campaign.run(planned)
        campaign.say(f"{campaign.recorded} runs recorded; all are in {archive}.")
    return 0


def visible_gpu(options: argparse.Namespace, gpu: Gpu, signals: HeldSignals) -> str:
    """What CUDA is told, so that it trains on the GPU that is recorded; nothing where there is only that one."""
    every = NvidiaSmi(find_program(options.nvidia_smi), "", signals, 30.0).gpus()
    return gpu.uuid if len(every) > 1 else ""


if __name__ == "__main__":
    sys.exit(main())

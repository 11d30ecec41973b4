# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of wattline-record."""
import argparse
import math
import os
import pathlib
import re

from . import VERSION, tasks_csv
from .problem import Problem, say
from .record import Options, record
from .signals import HeldSignals, Stopped

DESCRIPTION = """Records what the GPUs draw while a command runs: starts nvidia-smi, waits for its first sample, runs
the command between two stretches of idle, and writes the trace to DIR/traces and a line of metadata to DIR/tasks.csv,
as Wattline reads them."""
EPILOG = """Exit code: that of the command; 128 and the number of the signal that ended it; 127 or 126 where it cannot
be found or run; 1 where nothing can be recorded, and the command is not started then; 2 for a wrong usage.
Example: wattline-record --out runs --task model=ResNet50 batch_size=256 epochs=10 -- python3 train.py"""


def task_entry(text: str) -> tuple:
    """KEY=VALUE; numbers are checked for the columns that hold them."""
    key, equals, value = text.partition("=")
    if not equals or not re.fullmatch(r"[A-Za-z_][\w.-]*", key):
        raise argparse.ArgumentTypeError(f'"{text}" is not KEY=VALUE')
    if key == "trace" or key in tasks_csv.RECORDER_COLUMNS:
        raise argparse.ArgumentTypeError(f"{key} is filled in by the recorder")
    if key in tasks_csv.NUMBER_COLUMNS and value and not is_count(value):
        raise argparse.ArgumentTypeError(f'{key} must be a number from 0 on, as 1500 or 1.5e3, not "{value}"')
    if key == "run" and not value:
        raise argparse.ArgumentTypeError("a run needs a name")
    return key, value


def is_count(text: str) -> bool:
    try:
        return math.isfinite(float(text)) and float(text) >= 0 and "_" not in text
    except ValueError:
        return False


def milliseconds(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 60_000:
        raise argparse.ArgumentTypeError(f'"{text}" is not a number of milliseconds from 1 to 60000')
    return int(text)


def seconds(text: str) -> float:
    if not is_count(text):
        raise argparse.ArgumentTypeError(f'"{text}" is not a number of seconds')
    return float(text)


OPTIONS = {
    "--version": {"action": "version", "version": f"wattline-record {VERSION}"},
    "--out": {
        "metavar": "DIR",
        "type": pathlib.Path,
        "default": pathlib.Path("wattline-runs"),
        "help": "folder of the recordings (default: wattline-runs)",
    },
    "--task": {
        "metavar": "KEY=VALUE",
        "type": task_entry,
        "nargs": "+",
        "action": "extend",
        "default": [],
        "help": "metadata of the run: a column of the tasks CSV, or one of your own",
    },
    "--interval": {"metavar": "MS", "type": milliseconds, "default": 100, "help": "between samples (default: 100)"},
    "--lead": {"metavar": "S", "type": seconds, "default": 5.0, "help": "idle before the command (default: 5)"},
    "--tail": {"metavar": "S", "type": seconds, "default": 5.0, "help": "idle after the command (default: 5)"},
    "--gpus": {
        "metavar": "LIST",
        "default": "",
        "help": "only these: indices or UUIDs, as nvidia-smi -i takes them (default: all)",
    },
    "--wait": {
        "metavar": "S",
        "type": seconds,
        "default": 30.0,
        "help": "for nvidia-smi's answers and the first sample (default: 30)",
    },
    "--nvidia-smi": {
        "metavar": "PATH",
        "default": os.environ.get("WATTLINE_NVIDIA_SMI", ""),
        "help": "the program to ask (default: $WATTLINE_NVIDIA_SMI, then nvidia-smi)",
    },
}


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="wattline-record",
        usage="wattline-record [OPTION…] -- COMMAND [ARGUMENT…]",
        description=DESCRIPTION,
        epilog=EPILOG,
        allow_abbrev=False,
    )
    for option, settings in OPTIONS.items():
        made.add_argument(option, **settings)
    return made


def options_of(arguments: list) -> Options:
    """Ends the program with exit code 2 where the usage is wrong."""
    split = arguments.index("--") if "--" in arguments else len(arguments)
    made = parser()
    parsed = made.parse_args(arguments[:split])
    command = arguments[split + 1 :]
    if not command:
        made.error("which command? It stands at the end, behind --")
    keys = [key for key, _ in parsed.task]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice:
        made.error(f"--task {twice} is given twice")
    return Options(
        command=command,
        out=parsed.out,
        task=dict(parsed.task),
        interval_ms=parsed.interval,
        lead=parsed.lead,
        tail=parsed.tail,
        gpus=parsed.gpus,
        wait=parsed.wait,
        nvidia_smi=parsed.nvidia_smi,
    )


def main(arguments: list) -> int:
    options = options_of(arguments)
    try:
        return record(options, HeldSignals())
    except Problem as problem:
        say(f"{problem} The command was not started.")
        return problem.exit_code
    except Stopped as stopped:
        say(f"{stopped} came before the command was started; nothing was recorded.")
        return stopped.exit_code

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays nvidia-smi where there is no GPU: answers --query-gpu, and with -lms logs a wave.

What it does besides, the variable WATTLINE_STAND_IN says, several separated by blanks:
  gpus=N              so many GPUs (1)                 unknown=A,B    fields that its driver does not know
  no-devices          says so and ends with 6          no-driver      says that it failed, and ends with 9
  silent              logs the header and no sample    early=S        ends its log after S seconds
  ignore-signals      only SIGKILL ends its log,       reset          says in its log that the GPU is lost
                      not even a closed terminal
WATTLINE_STAND_IN_PIDS names a file that gets a line with the process id of each log.
"""
import datetime
import os
import signal
import sys
import time

LIFE_SECONDS = 120.0  # so that none is left for ever, whatever a recorder does
UNITS = {
    "power.draw": "W",
    "power.draw.average": "W",
    "power.draw.instant": "W",
    "power.limit": "W",
    "power.default_limit": "W",
    "utilization.gpu": "%",
    "utilization.memory": "%",
    "memory.used": "MiB",
    "clocks.sm": "MHz",
}


def settings() -> dict:
    pairs = [word.partition("=") for word in os.environ.get("WATTLINE_STAND_IN", "").split()]
    return {name: value for name, _, value in pairs}


def value_of(field: str, gpu: int, moment: float) -> str:
    busy = moment % 1.0 < 0.7
    values = {
        "timestamp": datetime.datetime.fromtimestamp(moment).strftime("%Y/%m/%d %H:%M:%S.%f")[:-3],
        "index": str(gpu),
        "uuid": f"GPU-0000000{gpu}",
        "name": "Stand-in GPU",
        "driver_version": "1.2.3",
        "power.limit": "350.00",
        "power.default_limit": "400.00",
        "utilization.gpu": "97" if busy else "0",
        "temperature.gpu": "41",
    }
    if field.startswith("power.draw"):
        return "300.25" if busy else "60.50"
    return values.get(field, "7")


def answer(fields: list, form: str, gpus: int) -> list:
    with_units = "nounits" not in form
    now = time.time()
    lines = []
    if "noheader" not in form:
        lines.append(", ".join(f"{f} [{UNITS[f]}]" if f in UNITS and with_units else f for f in fields))
    for gpu in range(gpus):
        cells = [value_of(field, gpu, now) for field in fields]
        lines.append(", ".join(f"{c} {UNITS[f]}" if f in UNITS and with_units else c for f, c in zip(fields, cells)))
    return lines


def say_or_go_on(text: str) -> None:
    try:
        os.write(1, f"{text}\n".encode())
    except OSError:
        pass


def log(fields: list, options: dict, interval_seconds: float, gpus: int) -> None:
    if "ignore-signals" in options:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
    if "WATTLINE_STAND_IN_PIDS" in os.environ:
        with open(os.environ["WATTLINE_STAND_IN_PIDS"], "a", encoding="ascii") as pids:
            pids.write(f"{os.getpid()}\n")
    say = say_or_go_on if "ignore-signals" in options else print
    say(answer(fields, "csv", gpus)[0])
    ending = time.monotonic() + float(options.get("early", LIFE_SECONDS))
    while time.monotonic() < ending:
        if "reset" in options:
            say("Unable to determine the device handle for GPU0: GPU is lost.")
        elif "silent" not in options:
            say("\n".join(answer(fields, "csv,noheader", gpus)))
        time.sleep(interval_seconds)


def main() -> int:
    options = settings()
    if "no-driver" in options:
        print("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.")
        return 9
    if "no-devices" in options:
        print("No devices were found")
        return 6
    arguments = dict(word.partition("=")[::2] for word in sys.argv[1:] if word.startswith("--"))
    fields = arguments["--query-gpu"].split(",")
    for field in fields:
        if field in options.get("unknown", "").split(","):
            print(f'Field "{field}" is not a valid field to query.\n')
            return 2
    chosen = sys.argv[sys.argv.index("-i") + 1].split(",") if "-i" in sys.argv else []
    gpus = len(chosen) or int(options.get("gpus", "1"))
    if "-lms" in sys.argv:
        log(fields, options, int(sys.argv[sys.argv.index("-lms") + 1]) / 1000, gpus)
        return 0
    print("\n".join(answer(fields, arguments["--format"], gpus)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

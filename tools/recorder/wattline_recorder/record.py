# SPDX-License-Identifier: GPL-3.0-or-later
"""The walk of one recording: idle, the command, idle; then the trace and its line of metadata."""
import dataclasses
import os
import pathlib
import platform
import shlex
import shutil
import signal
import time

from .nvidia_smi import FIELDS, NvidiaSmi, find_program
from .out_folder import OutFolder
from .problem import Problem, local_time, say
from .recording import Recording
from .signals import FROM_TERMINAL, HeldSignals
from .tasks_csv import COLUMNS, RECORDER_COLUMNS


@dataclasses.dataclass(frozen=True)
class Options:
    """What the command line says; times in s unless named otherwise."""

    command: list
    out: pathlib.Path
    task: dict
    interval_ms: int
    lead: float
    tail: float
    gpus: str
    wait: float
    nvidia_smi: str


@dataclasses.dataclass
class Outcome:
    """How the command went; moments on the wall clock in seconds since 1970."""

    begin: float
    end: float = 0.0
    exit_code: int = 0
    stopped_by: int = 0
    recorded_seconds: float = -1.0  # where the recording ended before the command: how much of it was recorded

    @property
    def note(self) -> str:
        if self.recorded_seconds < 0:
            return ""
        return f"recording ended {self.recorded_seconds:.1f} s after the command began"


def record(options: Options, signals: HeldSignals) -> int:
    """The command's exit code. Raises Problem or Stopped only before the command is started."""
    require_command(options.command[0])
    smi = NvidiaSmi(find_program(options.nvidia_smi), options.gpus, signals, options.wait)
    gpus = smi.gpus()
    fields, dropped = smi.known_fields(FIELDS)
    if dropped:
        say(f"This driver does not know {', '.join(dropped)}: recorded without.")
    folder = OutFolder(options.out)
    run = folder.reserve(options.task.get("run") or default_name(options))
    with Recording(smi.log_command(fields, options.interval_ms), folder.partial(run), signals) as recording:
        recording.wait_for_first_sample(options.wait)
        idle(recording, options.lead, signals)
        outcome = run_command(options.command, recording, signals)
        if not recording.ended and outcome.stopped_by in (0, signal.SIGINT):
            rest_idle(options.tail, signals)
        recording.stop()
        row = {**row_of(options, gpus), **outcome_cells(outcome, recording), "run": run}
        keep(recording, folder, row)
    return outcome.exit_code


def require_command(program: str) -> None:
    if shutil.which(program):
        return
    if os.path.sep in program and os.path.exists(program):
        raise Problem(f"{program} is not a program that can be run.", 126)
    raise Problem(f"{program}: there is no such command.", 127)


def default_name(options: Options) -> str:
    subject = options.task.get("configuration") or options.task.get("model") or os.path.basename(options.command[0])
    return f"{subject}-{time.strftime('%Y%m%d-%H%M%S')}"


def idle(recording: Recording, seconds: float, signals: HeldSignals) -> None:
    """The lead; Problem where the recording ends in it."""
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        if recording.ended:
            raise Problem(recording.failure or "nvidia-smi ended in the idle stretch before the command.")
        signals.pause(min(left, 0.2))


def rest_idle(seconds: float, signals: HeldSignals) -> None:
    """The tail; a stopping signal cuts it short."""
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        if signals.wait(left):
            return


def run_command(command: list, recording: Recording, signals: HeldSignals) -> Outcome:
    """Runs it to its end, whatever becomes of the recording; hands stopping signals on to it."""
    begun = time.monotonic()
    outcome = Outcome(begin=time.time())
    try:
        process = signals.start(command)
    except OSError as error:
        raise Problem(f"{command[0]} cannot be run: {error.strerror}.", 126) from error
    while process.poll() is None:
        info = signals.wait(0.5)
        if info:
            outcome.stopped_by = info.si_signo
            if info.si_code != FROM_TERMINAL:
                process.send_signal(info.si_signo)
        if recording.ended and outcome.recorded_seconds < 0:
            outcome.recorded_seconds = max(recording.last_sample_at - begun, 0.0)
            cause = f" ({recording.failure})" if recording.failure else ""
            say(f"nvidia-smi's {outcome.note}{cause}; the command goes on.")
    outcome.end = time.time()
    outcome.exit_code = process.returncode if process.returncode >= 0 else 128 - process.returncode
    return outcome


def row_of(options: Options, gpus: list) -> dict:
    """The line of metadata: what nvidia-smi says, overruled by what was given."""
    names = list(dict.fromkeys(gpu.name for gpu in gpus))
    known = {
        "nodes": 1,
        "gpus": len(gpus),
        "gpu_name": " + ".join(names),
        "tdp_w": gpus[0].tdp,
        "command": shlex.join(options.command),
        "host": platform.node(),
        "driver": gpus[0].driver,
        "power_limit_w": gpus[0].power_limit,
        "interval_ms": options.interval_ms,
    }
    return {**dict.fromkeys(COLUMNS + RECORDER_COLUMNS, ""), **known, **options.task}


def outcome_cells(outcome: Outcome, recording: Recording) -> dict:
    note = outcome.note or recording.failure
    times = {"start": local_time(outcome.begin), "end": local_time(outcome.end)}
    return {"exit_code": outcome.exit_code, **times, "note": note}


def keep(recording: Recording, folder: OutFolder, row: dict) -> None:
    """Names the trace and adds the row; what fails is said, for the command has had its run."""
    trace = folder.trace(row["run"])
    try:
        recording.keep(trace)
        row["trace"] = trace.relative_to(folder.path).as_posix()
        folder.append(row)
    except (OSError, Problem) as problem:
        say(f"{problem}: the run is not in {folder.tasks}. Its line would be {row}")
        return
    say(f"{recording.samples} samples in {trace}, its line in {folder.tasks}.")

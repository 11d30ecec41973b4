# SPDX-License-Identifier: GPL-3.0-or-later
"""One configuration from its start to its rows: nvidia-smi at work, set-up in the idle lead, epochs, idle."""
import dataclasses
import platform
import time

from wattline_recorder.nvidia_smi import Gpu, NvidiaSmi
from wattline_recorder.out_folder import OutFolder
from wattline_recorder.problem import local_time
from wattline_recorder.record import idle
from wattline_recorder.recording import Recording
from wattline_recorder.signals import HeldSignals
from wattline_recorder.tasks_csv import COLUMNS, RECORDER_COLUMNS

from .configurations import EPOCHS, PlannedRun
from .trainer_process import TrainerProcess

LEAD_SECONDS = 1.5  # before the set-up
READY_SECONDS = 2.0  # between the set-up and the first epoch
TAIL_SECONDS = 3.0
EPOCH_TIMES = ("train", "validation", "checkpoint")


@dataclasses.dataclass(frozen=True)
class Bench:
    """What is the same for all runs of a campaign."""

    smi: NvidiaSmi
    fields: tuple
    gpu: Gpu
    folder: OutFolder
    interval_ms: int
    time_scale: float  # 1, and less in tests
    origin: str
    signals: HeldSignals


@dataclasses.dataclass(frozen=True)
class RunRows:
    task: dict
    epochs: list


def record_run(bench: Bench, planned: PlannedRun, trainer: TrainerProcess, deadline: float, at_tail) -> RunRows:
    """Trains and records with a trainer that is loaded; calls at_tail() when the training is done and only idle is
    still recorded. The task has no trace yet. Raises TrainingFailed, Problem or Stopped, and nothing of the run
    remains."""
    scale, signals = bench.time_scale, bench.signals
    key = planned.configuration.key(bench.gpu.name)
    name = bench.folder.reserve(f"{key}-{time.strftime('%Y%m%d-%H%M%S')}")
    command = bench.smi.log_command(bench.fields, bench.interval_ms)
    with Recording(command, bench.folder.partial(name), signals) as recording:
        recording.wait_for_first_sample(20.0)
        idle(recording, LEAD_SECONDS * scale, signals)
        trainer.tell("set-up")
        ready = trainer.expect("ready", deadline)
        idle(recording, READY_SECONDS * scale, signals)
        begin = time.time()
        trainer.tell("train")
        epochs = [trainer.expect("epoch", deadline) for _ in range(EPOCHS)]
        trainer.expect("done", deadline)
        end = time.time()
        at_tail()
        idle(recording, TAIL_SECONDS * scale, signals)
        recording.stop()
        recording.keep(bench.folder.trace(name))
    moments = {"run": name, "start": local_time(begin), "end": local_time(end), "note": recording.failure}
    task = {**task_cells(bench, planned, trainer.facts, ready["steps"]), **moments}
    return RunRows(task, [epoch_row(name, epoch) for epoch in epochs])


def task_cells(bench: Bench, planned: PlannedRun, facts: dict, steps: int) -> dict:
    configuration, gpu = planned.configuration, bench.gpu
    cells = {
        "configuration": configuration.key(gpu.name),
        "model": configuration.model,
        "image_size": configuration.image_size,
        "data_size": steps * configuration.batch_size,
        "batch_size": configuration.batch_size,
        "num_workers": configuration.num_workers,
        "epochs": EPOCHS,
        "nodes": 1,
        "gpus": 1,
        "gpu_name": gpu.name,
        "tdp_w": gpu.tdp,
        "command": "campaign.py",
        "exit_code": 0,
        "host": platform.node(),
        "driver": gpu.driver,
        "power_limit_w": gpu.power_limit,
        "interval_ms": bench.interval_ms,
    }
    return {**dict.fromkeys(COLUMNS + RECORDER_COLUMNS, ""), **cells, **facts, "origin": bench.origin}


def epoch_row(run: str, epoch: dict) -> dict:
    row = {"run": run, "epoch": epoch["epoch"]}
    for part in EPOCH_TIMES:
        row |= {f"{part}_{side}": local_time(epoch[f"{part}_{side}"]) for side in ("begin", "end")}
    return row

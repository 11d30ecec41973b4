#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the synthetic sample data: tasks.csv, synthetic_truth.csv and the recordings in traces/.

    python3 tools/sample_data/generate.py FOLDER [--seed N]

The same seed gives the same files. Nothing in them was measured; docs/methods.md tells the law that they obey.
"""
import argparse
import pathlib

from fleet import Run, fleet_of
from recording import GPU_NAME, recording_of, session_recording
from physics import TDP_WATTS

SESSION_FILE = "synthetic_session_1gpu.csv"
TASK_COLUMNS = (
    "run,trace,configuration,model,image_size,data_size,params,flops,batch_size,num_workers,epochs,nodes,gpus,gpu_name,"
    "tdp_w,sample_bytes,optimizer,learning_rate,valley_power_w,valley_duration_s,peak_power_w,peak_duration_s,origin"
)
TRUTH_COLUMNS = "recording,shape,epochs,valley_power_w,valley_duration_s,peak_power_w,peak_duration_s,origin"


def targets_cells(run: Run) -> list[str]:
    """The four targets as they truly are; a flat run has only its level."""
    targets = run.targets
    if run.task.gpus == 1:
        return ["", "", f"{targets.peak_power:.2f}", ""]
    return [
        f"{targets.valley_power:.2f}",
        f"{targets.valley_duration:.3f}",
        f"{targets.peak_power:.2f}",
        f"{targets.peak_duration:.3f}",
    ]


def task_line(run: Run) -> str:
    task = run.task
    cells = [
        run.name,
        f"traces/{run.recording}" if run.recording else "",
        run.configuration,
        task.model,
        task.image_size,
        task.data_size,
        task.params,
        task.flops,
        task.batch_size,
        task.num_workers,
        run.epochs,
        1,
        task.gpus,
        GPU_NAME,
        f"{TDP_WATTS:.0f}",
        task.sample_bytes,
        task.optimizer,
        run.learning_rate,
        *(targets_cells(run) if run.targets_given else [""] * 4),
        "synthetic",
    ]
    return ",".join(str(cell) for cell in cells)


def truth_line(run: Run) -> str:
    shape = "square" if run.task.gpus > 1 else "flat"
    epochs = run.epochs if shape == "square" else 0
    return ",".join([run.recording, shape, str(epochs), *targets_cells(run), "synthetic"])


def write_lines(path: pathlib.Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def generate(folder: pathlib.Path, seed: int) -> None:
    runs = fleet_of(seed)
    recorded = [run for run in runs if run.recording]
    (folder / "traces").mkdir(parents=True, exist_ok=True)
    write_lines(folder / "tasks.csv", [TASK_COLUMNS] + [task_line(run) for run in runs])
    truth = [truth_line(run) for run in recorded] + [f"{SESSION_FILE},irregular,0,,,,,synthetic"]
    write_lines(folder / "synthetic_truth.csv", [TRUTH_COLUMNS] + truth)
    for number, run in enumerate(recorded):
        text = recording_of(run, number, seed)
        (folder / "traces" / run.recording).write_text(text, encoding="utf-8", newline="\n")
    (folder / "traces" / SESSION_FILE).write_text(session_recording(seed), encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path, help="where the files go; those of the same name are replaced")
    parser.add_argument("--seed", type=int, default=42, help="of everything drawn by chance (default: 42)")
    arguments = parser.parse_args()
    generate(arguments.folder, arguments.seed)


if __name__ == "__main__":
    main()

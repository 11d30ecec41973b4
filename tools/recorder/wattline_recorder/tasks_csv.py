# SPDX-License-Identifier: GPL-3.0-or-later
"""The tasks CSV of docs/formats.md: a line of metadata for each run."""
import contextlib
import csv
import fcntl
import io
import os
import pathlib

from .problem import Problem

TEXT_COLUMNS = ("run", "trace", "configuration", "model", "gpu_name", "optimizer")
COLUMNS = (
    "run",
    "trace",
    "configuration",
    "model",
    "image_size",
    "data_size",
    "params",
    "flops",
    "batch_size",
    "num_workers",
    "epochs",
    "nodes",
    "gpus",
    "gpu_name",
    "tdp_w",
    "sample_bytes",
    "optimizer",
    "learning_rate",
)
TARGET_COLUMNS = ("valley_power_w", "valley_duration_s", "peak_power_w", "peak_duration_s")
NUMBER_COLUMNS = tuple(column for column in COLUMNS if column not in TEXT_COLUMNS) + TARGET_COLUMNS
RECORDER_COLUMNS = (
    "command",
    "exit_code",
    "start",
    "end",
    "host",
    "driver",
    "power_limit_w",
    "interval_ms",
    "note",
)


@contextlib.contextmanager
def locked(path: pathlib.Path):
    """Keeps every other recorder from the CSV `path` meanwhile."""
    with open(path.with_name(f".{path.name}.lock"), "ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def read(path: pathlib.Path) -> tuple:
    """The columns and rows of a CSV with a column `run`; both empty where there is no such file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return [], []
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{path} cannot be read: {error}.") from error
    columns, *lines = list(csv.reader(io.StringIO(text, newline=""))) or [[]]
    columns = [column.strip() for column in columns]
    if columns and "run" not in columns:
        raise Problem(f"{path} is no tasks CSV: it has no column run.")
    return columns, [dict(zip(columns, line)) for line in lines if line]


def write(path: pathlib.Path, columns: list, rows: list) -> None:
    """Replaces the CSV: written beside, brought to the disk, renamed."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: one_line(cell) for name, cell in row.items()} for row in rows)
    replace_file(path, text.getvalue().encode())


def replace_file(path: pathlib.Path, data: bytes) -> None:
    """A reader sees the old file or the new one."""
    beside = path.with_name(f".{path.name}.new")
    try:
        with open(beside, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def append(path: pathlib.Path, new_rows: list) -> None:
    """Adds rows to the CSV `path`, under its lock. Its columns stay; those that it lacks come at the end."""
    columns, rows = read(path)
    for row in new_rows:
        columns += [name for name in row if name not in columns]
    write(path, columns, rows + new_rows)


def one_line(cell: object) -> str:
    """A cell never breaks a line of the file."""
    return str(cell).replace("\r", "\\r").replace("\n", "\\n")

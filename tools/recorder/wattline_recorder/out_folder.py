# SPDX-License-Identifier: GPL-3.0-or-later
"""The folder of recordings: tasks.csv, and the traces in traces/."""
import pathlib
import re
import shutil

from . import tasks_csv
from .problem import Problem

FREE_BYTES = 32 << 20  # some hours of a few GPUs


class OutFolder:
    """Opens or makes the folder; Problem where it cannot take a recording."""

    def __init__(self, path: pathlib.Path, free_bytes: int = FREE_BYTES):
        self.path = path
        self.tasks = path / "tasks.csv"
        self._traces = path / "traces"
        try:
            self._traces.mkdir(parents=True, exist_ok=True)
            with tasks_csv.locked(self.tasks):
                tasks_csv.read(self.tasks)
            probe = self._traces / ".probe"
            probe.write_bytes(b"")
            probe.unlink()
            free = shutil.disk_usage(self._traces).free
        except OSError as error:
            raise Problem(f"{path} cannot be written: {error.strerror}.") from error
        if free < free_bytes:
            raise Problem(f"{path} has only {free >> 20} MiB left; a recording may need {free_bytes >> 20}.")

    def partial(self, name: str) -> pathlib.Path:
        return self._traces / f".{name}.csv.partial"

    def reserve(self, wished: str) -> str:
        """A name for a run that no run, trace or recorder at work has; keeps it by making its partial file."""
        base = re.sub(r"[^\w.+-]+", "_", wished).strip("._") or "run"
        with tasks_csv.locked(self.tasks):
            taken = {row["run"] for row in tasks_csv.read(self.tasks)[1]}
            number, name = 1, base
            while name in taken or (self._traces / f"{name}.csv").exists() or self.partial(name).exists():
                number += 1
                name = f"{base}-{number}"
            try:
                self.partial(name).touch(exist_ok=False)
            except OSError as error:
                raise Problem(f"{self.partial(name)} cannot be written: {error.strerror}.") from error
        return name

    def trace(self, name: str) -> pathlib.Path:
        return self._traces / f"{name}.csv"

    def append(self, row: dict) -> None:
        with tasks_csv.locked(self.tasks):
            tasks_csv.append(self.tasks, [row])

# SPDX-License-Identifier: GPL-3.0-or-later
"""A training that only waits, for trials of the campaign where there is no PyTorch or no GPU.

WATTLINE_STAND_IN_TRAINING makes one model fail on purpose: blanks between `oom=MODEL`, `hang=MODEL`, `crash=MODEL`."""
import os
import pathlib
import time

from .training import OutOfMemory, Training

STEP_SECONDS = 0.1


class StandInTraining(Training):
    def __init__(self, order: dict):
        self._scale = order["time_scale"]
        faults = (word.partition("=") for word in os.environ.get("WATTLINE_STAND_IN_TRAINING", "").split())
        self._faults = {fault for fault, _, model in faults if model == order["model"]}

    def load(self) -> dict:
        return {"torch": "stand-in"}

    def set_up(self) -> None:
        if "oom" in self._faults:
            raise OutOfMemory("a stand-in has no memory")
        if "crash" in self._faults:
            os._exit(139)
        if "hang" in self._faults:
            time.sleep(3600.0)

    def batches(self, count: int, seed: int):
        return iter(range(count))

    def step(self, batch) -> None:
        time.sleep(STEP_SECONDS * self._scale)

    def validate(self, batch) -> None:
        self.step(batch)

    def synchronize(self) -> None:
        pass

    def write_checkpoint(self, path: pathlib.Path) -> None:
        with path.open("wb") as file:
            file.write(bytes(1024))
            file.flush()
            os.fsync(file.fileno())

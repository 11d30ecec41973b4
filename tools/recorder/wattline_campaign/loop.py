# SPDX-License-Identifier: GPL-3.0-or-later
"""The campaign itself: run after run while there is time, everything packed after each."""
import dataclasses
import pathlib
import time

from wattline_recorder.problem import Problem, local_time

from .configurations import EPOCHS, PlannedRun
from .recorded_run import Bench, record_run
from .store import SETTLED, Done, Store
from .trainer_process import TrainerProcess, TrainingFailed

FIRST_ESTIMATE_SECONDS = 50.0
RESERVE_SECONDS = 20.0  # for packing and for what was not foreseen
HANG_FACTOR = 3.0
LOAD_LIMIT_SECONDS = 180.0  # importing from a cold disk
SEED = 42


@dataclasses.dataclass(frozen=True)
class Terms:
    """What the campaign may use; `deadline` on the monotonic clock."""

    deadline: float
    archive: pathlib.Path
    log: pathlib.Path
    device: str
    visible_gpu: str
    stand_in: bool
    limit_bytes: int


class Campaign:
    """Runs what is planned and not done; each run is in the archive before the next one starts."""

    def __init__(self, bench: Bench, store: Store, done: Done, terms: Terms):
        self._bench, self._store, self._done = bench, store, done
        self._terms = terms
        self._estimate = FIRST_ESTIMATE_SECONDS * bench.time_scale
        self._reserve = RESERVE_SECONDS * bench.time_scale
        self._out_of_time = False
        self.recorded = 0

    def run(self, planned: list) -> None:
        """Raises Stopped or Problem where it cannot go on; what was recorded is in the archive."""
        waiting = iter(planned)
        current = self._start_next(waiting)
        following = None
        try:
            while current:

                def start_following() -> None:
                    nonlocal following
                    following = self._start_next(waiting)

                self._carry_out(*current, start_following)
                current[1].end()
                current, following = following or self._start_next(waiting), None
        finally:
            for started in (current, following):
                if started:
                    started[1].end()

    def _start_next(self, waiting):
        """The next run that is not done, with its process; None where time or list has come to an end."""
        for planned in waiting:
            key = planned.configuration.key(self._bench.gpu.name)
            if self._done.has(key, planned.ordinal):
                continue
            left = self._terms.deadline - self._reserve - time.monotonic()
            if left < self._estimate:
                if not self._out_of_time:
                    self.say(f"{max(left, 0):.0f} s are left, a run needs {self._estimate:.0f}: no further run.")
                self._out_of_time = True
                return None
            return planned, TrainerProcess(
                self._order(planned, key), self._terms.visible_gpu, self._terms.log, self._bench.signals
            )
        return None

    def _order(self, planned: PlannedRun, key: str) -> dict:
        configuration = planned.configuration
        given = configuration.data_size // configuration.batch_size
        return {
            **dataclasses.asdict(configuration),
            "steps": max(given, 1) if configuration.data_size else self._done.steps(key, configuration.batch_size),
            "epochs": EPOCHS,
            "seed": SEED,
            "device": self._terms.device,
            "stand_in": self._terms.stand_in,
            "time_scale": self._bench.time_scale,
            "checkpoint": str(self._store.folder / "checkpoint.bin"),
        }

    def _carry_out(self, planned: PlannedRun, trainer: TrainerProcess, at_tail) -> None:
        key = planned.configuration.key(self._bench.gpu.name)
        last = self._terms.deadline - self._reserve / 2
        try:
            trainer.load(min(time.monotonic() + LOAD_LIMIT_SECONDS, last))
            begin = time.monotonic()
            hang = begin + HANG_FACTOR * self._estimate
            rows = record_run(self._bench, planned, trainer, min(hang, last), at_tail)
        except (TrainingFailed, Problem) as problem:
            kind = getattr(problem, "kind", "recording")
            out_of_time = kind == "hang" and time.monotonic() >= last
            self._note(key, "time" if out_of_time else kind, str(problem))
            return
        rows.task["trace"] = self._store.compress(self._bench.folder.trace(rows.task["run"]))
        self._store.add("epochs.csv", rows.epochs)
        self._store.add("tasks.csv", [rows.task])
        self._done.runs[key] += 1
        self._done.data_size.setdefault(key, str(rows.task["data_size"]))
        self.recorded += 1
        spent = time.monotonic() - begin
        self._estimate = spent if self.recorded == 1 else max(self._estimate, spent)
        size = self._store.pack(self._terms.archive, self._terms.limit_bytes)
        self.say(f"{rows.task['run']}: {spent:.1f} s; {self.recorded} recorded, {size >> 10} KiB packed.")

    def _note(self, key: str, kind: str, message: str) -> None:
        """A line of notes.csv; `run` is the key, for there is no run."""
        row = {"run": key, "kind": kind, "time": local_time(time.time()), "message": message}
        row["origin"] = self._bench.origin
        self._store.add("notes.csv", [row])
        if kind in (*SETTLED, "unavailable"):
            self._done.settled.add(key)
        self._store.pack(self._terms.archive, self._terms.limit_bytes)
        self.say(f"{key}: {kind}: {message}")

    def say(self, sentence: str) -> None:
        line = f"{time.strftime('%H:%M:%S')} {sentence}"
        print(line, flush=True)
        with self._terms.log.open("a", encoding="utf-8") as log:
            log.write(line + "\n")

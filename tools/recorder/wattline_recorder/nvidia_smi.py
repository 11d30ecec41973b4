# SPDX-License-Identifier: GPL-3.0-or-later
"""What nvidia-smi can tell: which fields its driver knows, and which GPUs there are."""
import dataclasses
import os
import re
import shutil
import tempfile
import time

from .problem import Problem
from .signals import HeldSignals, end

FIELDS = (
    "timestamp",
    "index",
    "uuid",
    "name",
    "power.draw",
    "power.draw.average",
    "power.draw.instant",
    "utilization.gpu",
    "utilization.memory",
    "memory.used",
    "temperature.gpu",
    "clocks.sm",
    "power.limit",
)
GPU_FIELDS = ("index", "uuid", "name", "driver_version", "power.limit", "power.default_limit")
UNKNOWN_FIELD = re.compile(r'Field "([^"]+)" is not a valid field')


@dataclasses.dataclass(frozen=True)
class Gpu:
    """A GPU as nvidia-smi names it; limits in W as text, empty where the driver tells none."""

    index: str
    uuid: str
    name: str
    driver: str
    power_limit: str
    default_limit: str

    @property
    def tdp(self) -> str:
        return self.default_limit or self.power_limit


def find_program(given: str) -> str:
    """The nvidia-smi that was given, or that of the PATH."""
    found = shutil.which(given or "nvidia-smi")
    if found:
        return found
    if given:
        raise Problem(f"{given} is not a program that can be run.")
    raise Problem("There is no nvidia-smi on the PATH: is NVIDIA's driver installed on this machine?")


def environment() -> dict:
    """Ours, with numbers and messages as this module expects them."""
    return {**os.environ, "LC_ALL": "C"}


class NvidiaSmi:
    """Asks nvidia-smi; `gpus` is what its option -i takes, empty for all."""

    def __init__(self, program: str, gpus: str, signals: HeldSignals, patience_seconds: float):
        self.program = program
        self._selection = ["-i", gpus] if gpus else []
        self._signals = signals
        self._patience = patience_seconds

    def log_command(self, fields: list, interval_ms: int) -> list:
        """The command that logs for ever."""
        query = f"--query-gpu={','.join(fields)}"
        return [self.program, *self._selection, query, "--format=csv", "-lms", str(interval_ms)]

    def known_fields(self, fields: tuple) -> tuple:
        """Those of `fields` that the driver knows, and the others."""
        kept, dropped, _ = self._ask(fields, "csv")
        if "timestamp" not in kept or not any(field.startswith("power.draw") for field in kept):
            raise Problem(f"This driver tells no power: it does not know {', '.join(dropped)}.")
        return kept, dropped

    def gpus(self) -> list:
        """Every GPU that is selected; Problem where there is none."""
        kept, _, lines = self._ask(GPU_FIELDS, "csv,noheader,nounits")
        return [self._gpu(dict(zip(kept, (cell.strip() for cell in line.split(","))))) for line in lines]

    @staticmethod
    def _gpu(cells: dict) -> Gpu:
        def watts(field: str) -> str:
            value = cells.get(field, "")
            return value if re.fullmatch(r"\d+(\.\d+)?", value) else ""

        texts = [cells.get(field, "") for field in GPU_FIELDS[:4]]
        return Gpu(*texts, watts("power.limit"), watts("power.default_limit"))

    def _ask(self, fields: tuple, form: str) -> tuple:
        kept, dropped = list(fields), []
        while kept:
            code, text = self._run([f"--query-gpu={','.join(kept)}", f"--format={form}"])
            unknown = [field for field in UNKNOWN_FIELD.findall(text) if field in kept]
            if not unknown:
                return kept, dropped, self._lines(code, text, len(kept))
            dropped += unknown
            kept = [field for field in kept if field not in unknown]
        raise Problem(f"{self.program} knows none of the fields {', '.join(fields)}.")

    def _lines(self, code: int, text: str, cells: int) -> list:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        answers = [line for line in lines if line.count(",") == cells - 1]
        if code == 0 and answers:
            return answers
        if lines:
            raise Problem(f'{self.program} says: "{lines[0]}"')
        raise Problem(f"{self.program} ended with exit code {code} and said nothing.")

    def _run(self, arguments: list) -> tuple:
        with tempfile.TemporaryFile() as output:
            try:
                process = self._signals.start_bound(
                    [self.program, *self._selection, *arguments], stdout=output, stderr=output, env=environment()
                )
            except OSError as error:
                raise Problem(f"{self.program} cannot be run: {error.strerror}.") from error
            deadline = time.monotonic() + self._patience
            try:
                while process.poll() is None:
                    if time.monotonic() > deadline:
                        raise Problem(f"{self.program} gave no answer within {self._patience:g} s.")
                    self._signals.pause(0.1)
            finally:
                end(process, 0.5)
            output.seek(0)
            return process.returncode, output.read().decode("utf-8", "replace")

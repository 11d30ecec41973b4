# SPDX-License-Identifier: GPL-3.0-or-later
"""The training process as the campaign sees it."""
import json
import os
import pathlib
import queue
import subprocess
import sys
import threading
import time

from wattline_recorder.signals import HeldSignals, end

MODULES = pathlib.Path(__file__).resolve().parent.parent


class TrainingFailed(Exception):
    """`kind` is what notes.csv says: oom, unavailable, failed, hang or time."""

    def __init__(self, kind: str, message: str):
        super().__init__(message)
        self.kind = kind


class TrainerProcess:
    """Starts at once with what needs no GPU, and then waits for tell()."""

    def __init__(self, order: dict, visible_gpu: str, log: pathlib.Path, signals: HeldSignals):
        self._signals = signals
        search_path = os.pathsep.join(filter(None, [str(MODULES), os.environ.get("PYTHONPATH")]))
        environment = {**os.environ, "PYTHONPATH": search_path, "PYTHONDONTWRITEBYTECODE": "1"}
        environment |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
        if visible_gpu:
            environment["CUDA_VISIBLE_DEVICES"] = visible_gpu
        with log.open("ab") as file:
            self._process = signals.start_bound(
                [sys.executable, "-m", "wattline_campaign.trainer", json.dumps(order)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=file,
                env=environment,
                text=True,
            )
        self.facts = {}
        self._said = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self._process.stdout:
            self._said.put(json.loads(line))
        self._said.put(None)

    def load(self, deadline: float) -> None:
        """Waits for what it does without the GPU; `facts` are then cells of the tasks CSV."""
        self.facts = {name: value for name, value in self.expect("loaded", deadline).items() if name != "kind"}

    def tell(self, word: str) -> None:
        try:
            self._process.stdin.write(f"{word}\n")
            self._process.stdin.flush()
        except OSError:
            pass  # it has died, which expect() tells

    def expect(self, kind: str, deadline: float) -> dict:
        """The next message, which is of this kind; raises TrainingFailed at what else may come, or Stopped."""
        while True:
            try:
                message = self._said.get(timeout=0.02)
            except queue.Empty:
                self._signals.pause(0.0)
                if time.monotonic() > deadline:
                    raise TrainingFailed("hang", f"no {kind} in time; ended") from None
                continue
            if message is None:
                code = self._process.wait()
                raise TrainingFailed("failed", f"the training process ended with code {code} before it was {kind}")
            if message["kind"] != kind:
                raise TrainingFailed(message["kind"], message.get("message", ""))
            return message

    def end(self) -> None:
        end(self._process, 0.5)
        self._process.stdin.close()

# SPDX-License-Identifier: GPL-3.0-or-later
"""One nvidia-smi that logs, and the thread that carries its lines into a file."""
import os
import pathlib
import pty
import select
import subprocess
import threading
import time
import tty

from .nvidia_smi import environment
from .problem import Problem
from .signals import HeldSignals, end


class Recording:
    """Logs into `partial` while entered; left without keep(), nothing of it remains.

    nvidia-smi writes to a pseudo-terminal, because it would hold back some seconds of its lines before a file or pipe.
    Only whole lines are written, so the trace has no cut end."""

    def __init__(self, command: list, partial: pathlib.Path, signals: HeldSignals):
        self._command = command
        self._partial = partial
        self._signals = signals
        self._file = None
        self._stopping = threading.Event()
        self._columns = 0
        self._remarks = []
        self.samples = 0
        self.last_sample_at = time.monotonic()
        self.failure = ""

    def __enter__(self) -> "Recording":
        try:
            self._file = open(self._partial, "wb", buffering=0)
        except OSError as error:
            raise Problem(f"{self._partial} cannot be written: {error.strerror}.") from error
        self._master, terminal = pty.openpty()
        tty.setraw(terminal)
        try:
            self._process = self._signals.start_bound(
                self._command, stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal, env=environment()
            )
        except OSError as error:
            self._file.close()
            self._partial.unlink()
            raise Problem(f"{self._command[0]} cannot be run: {error.strerror}.") from error
        finally:
            os.close(terminal)
        self._thread = threading.Thread(target=self._carry, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._partial.unlink(missing_ok=True)

    @property
    def ended(self) -> bool:
        """Whether nothing more comes, though nobody has stopped it."""
        return not self._thread.is_alive()

    def wait_for_first_sample(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not self.samples:
            ended = self.ended  # asked before the samples: the last of them may come in between
            if ended and not self.samples:
                said = f': "{self._remarks[0]}"' if self._remarks else " and said nothing."
                raise Problem(self.failure or f"{self._command[0]} ended before the first sample{said}")
            if time.monotonic() > deadline:
                raise Problem(f"{self._command[0]} gave no sample within {seconds:g} s.")
            self._signals.pause(0.02)

    def stop(self) -> None:
        """Ends nvidia-smi and brings all lines to the disk; does nothing the second time."""
        end(self._process)
        self._stopping.set()
        self._thread.join()
        if self._file.closed:
            return
        os.close(self._master)
        try:
            os.fsync(self._file.fileno())
        except OSError as error:
            self.failure = self.failure or f"the trace could not be brought to the disk: {error.strerror}"
        self._file.close()

    def keep(self, final: pathlib.Path) -> None:
        """Gives the stopped recording its name; there must be none of that name."""
        self._partial.rename(final)

    def _carry(self) -> None:
        rest = b""
        try:
            while chunk := self._read():
                *lines, rest = (rest + chunk).split(b"\n")
                self._take([line.rstrip(b"\r") for line in lines if line.strip()])
        except OSError as error:
            self.failure = f"the trace could not be written: {error.strerror}"

    def _read(self) -> bytes:
        """What has come; nothing at the end."""
        while True:
            readable, _, _ = select.select([self._master], [], [], 0.1)
            if readable:
                try:
                    return os.read(self._master, 1 << 16)
                except OSError:  # a terminal whose other side was closed answers so
                    return b""
            if self._stopping.is_set():
                return b""

    def _take(self, lines: list) -> None:
        written, samples = [], 0
        for line in lines:
            if not self._columns:
                if not line.startswith(b"timestamp"):
                    self._remarks.append(line.decode("utf-8", "replace").strip())
                    continue
                self._columns = line.count(b",") + 1
            else:
                samples += line.count(b",") + 1 == self._columns
            written.append(line + b"\n")
        data = b"".join(written)
        while data:
            data = data[self._file.write(data) :]
        if samples:
            self.last_sample_at = time.monotonic()
            self.samples += samples

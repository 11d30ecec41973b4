# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of recorder and campaign share: the stand-in nvidia-smi at work, and waiting for what must come."""
import csv
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
RECORDER = ROOT / "tools" / "recorder" / "wattline-record"
sys.path.insert(0, str(RECORDER.parent))
PATIENCE_SECONDS = 30.0  # only where something is broken
# Writes its process id into the given file and waits; SIGINT ends it with the number of those that came.
WAITING = """
import os, pathlib, signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
signal.sigtimedwait([signal.SIGINT], 120)
sys.exit(2 if signal.sigtimedwait([signal.SIGINT], 0.2) else 1)
"""


def until(condition, what: str) -> object:
    """Waits for the condition and gives its value."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"waited in vain until {what}")
        time.sleep(0.01)
    return value


def alive(process_id: int) -> bool:
    """Whether it runs; one that has ended and only waits to be reaped does not."""
    try:
        stat = pathlib.Path(f"/proc/{process_id}/stat").read_text(encoding="ascii")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"


def rows_of(path: pathlib.Path) -> list:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class WithStandIn(unittest.TestCase):
    """Each test has an empty folder, and must leave no nvidia-smi behind."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.pids = self.folder / "pids"
        self.addCleanup(self.check_that_none_lives)
        self.program = self.folder / "nvidia-smi"
        source = (HERE / "stand_in_nvidia_smi.py").read_text(encoding="utf-8")
        self.program.write_text(f"#!{sys.executable} -IS\n{source}", encoding="utf-8")
        self.program.chmod(0o700)

    def check_that_none_lives(self):
        for process_id in self.logs():
            until(lambda process_id=process_id: not alive(process_id), "nvidia-smi ended")

    def logs(self) -> list:
        return [int(line) for line in self.pids.read_text().split()] if self.pids.exists() else []

    def environment(self, **more: str) -> dict:
        ours = {"WATTLINE_NVIDIA_SMI": str(self.program), "WATTLINE_STAND_IN_PIDS": str(self.pids)}
        return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **ours, **more}

    def start(self, arguments: list, behaviour: str = "", **options) -> subprocess.Popen:
        environment = self.environment(WATTLINE_STAND_IN=behaviour, **options.pop("variables", {}))
        process = subprocess.Popen(
            [sys.executable, *map(str, arguments)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )
        for stream in (process.stdout, process.stderr):
            self.addCleanup(stream.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def finish(self, process: subprocess.Popen) -> tuple:
        """Exit code, and what it said."""
        out, said = process.communicate(timeout=PATIENCE_SECONDS)
        return process.returncode, out + said


class RecorderTest(WithStandIn):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"
        self.started = self.folder / "started"

    def record(self, *command: object, options: tuple = (), behaviour: str = "", **popen):
        fixed = ["--out", self.out, "--lead", "0", "--tail", "0", "--interval", "10"]
        return self.start([RECORDER, *fixed, *options, "--", *command], behaviour, **popen)

    def wait_then(self, act, *options: str, **popen) -> tuple:
        """Records a waiting command, acts on the recorder when the command runs, and waits for its end."""
        process = self.record(sys.executable, "-c", WAITING, self.started, options=options, **popen)
        until(self.started.exists, "the command runs")
        act(process)
        return self.finish(process)

    def tasks(self) -> list:
        return rows_of(self.out / "tasks.csv")

    def trace_of(self, row: dict) -> list:
        return (self.out / row["trace"]).read_text(encoding="utf-8").splitlines()

    def assert_whole(self):
        """One run, its trace of whole lines, and nothing half-written."""
        (row,) = self.tasks()
        header, *lines = self.trace_of(row)
        self.assertTrue(header.startswith("timestamp, index, uuid, name, power.draw [W]"))
        self.assertTrue(lines)
        self.assertEqual({line.count(",") for line in lines}, {header.count(",")})
        left = {path.name for path in self.out.rglob("*") if path.is_file()}
        self.assertEqual(left, {"tasks.csv", ".tasks.csv.lock", pathlib.Path(row["trace"]).name})
        return row

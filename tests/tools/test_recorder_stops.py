#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests how wattline-record ends: by signals, and where it must not begin."""
import fcntl
import os
import pty
import signal
import sys
import termios
import unittest

sys.dont_write_bytecode = True

from stand_in import ROOT, WAITING, RecorderTest, alive, until
from wattline_recorder.out_folder import OutFolder
from wattline_recorder.problem import Problem


class Stopping(RecorderTest):
    def test_hands_an_interrupt_on_and_keeps_trace_and_row(self):
        code, said = self.wait_then(lambda process: process.send_signal(signal.SIGINT))
        self.assertEqual(code, 1, said)
        self.assertEqual(self.assert_whole()["exit_code"], "1")

    def test_leaves_ctrl_c_to_the_terminal_so_that_the_command_gets_it_once(self):
        master, terminal = pty.openpty()
        self.addCleanup(os.close, master)
        own = {"stdin": terminal, "start_new_session": True}
        own["preexec_fn"] = lambda: fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
        code, said = self.wait_then(lambda _: os.write(master, b"\x03"), **own)
        os.close(terminal)
        self.assertEqual(code, 1, said)
        self.assert_whole()

    def test_hands_a_termination_on_and_leaves_out_the_tail(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            with self.subTest(signal=number.name):
                code, said = self.wait_then(lambda process: process.send_signal(number), "--tail", "60")
                self.assertEqual(code, 128 + number, said)
                self.assertEqual(self.tasks()[-1]["exit_code"], str(128 + number))
                self.started.unlink()

    def test_takes_nvidia_smi_along_when_it_is_killed(self):
        process = self.record(sys.executable, "-c", WAITING, self.started, behaviour="ignore-signals")
        command = int(until(lambda: self.started.exists() and self.started.read_text(), "the command runs"))
        self.addCleanup(os.kill, command, signal.SIGKILL)
        process.kill()
        until(lambda: not alive(self.logs()[0]), "nvidia-smi ended")
        self.assertFalse((self.out / "tasks.csv").exists())

    def test_an_interrupt_cuts_the_tail_short(self):
        process = self.record("touch", self.started, options=("--tail", "600"))
        until(self.started.exists, "the command runs")
        until(lambda: process.poll() is not None or process.send_signal(signal.SIGINT), "the recorder ends")
        self.assertIn(process.returncode, (0, 130))  # 130 where the command was still there to get it
        self.assert_whole()

    def test_a_signal_before_the_command_leaves_nothing(self):
        process = self.record("touch", self.started, options=("--lead", "600"))
        until(self.logs, "nvidia-smi logs")
        process.send_signal(signal.SIGINT)
        self.assertEqual(self.finish(process)[0], 130)
        self.assertFalse(self.started.exists())
        self.assertEqual([path for path in self.out.rglob("*.csv*") if "lock" not in path.name], [])


class Refusing(RecorderTest):
    def assert_refused(self, process, code: int, sentence: str):
        ended, said = self.finish(process)
        self.assertEqual(ended, code, said)
        self.assertRegex(said, sentence)
        self.assertFalse(self.started.exists(), "the command was started")

    def test_without_a_gpu_that_can_be_read_the_command_is_not_started(self):
        cases = {
            "no-devices": 'says: "No devices were found" The command was not started',
            "no-driver": "NVIDIA-SMI has failed because it couldn't communicate",
            "silent": "gave no sample within 0.3 s",
            "reset": "gave no sample within 0.3 s",
            "silent early=0": "ended before the first sample",
            "unknown=power.draw,power.draw.average,power.draw.instant": "tells no power",
        }
        for behaviour, sentence in cases.items():
            with self.subTest(behaviour):
                options = ("--wait", "0.3") if behaviour in ("silent", "reset") else ()
                process = self.record("touch", self.started, options=options, behaviour=behaviour)
                self.assert_refused(process, 1, sentence)
                self.assertEqual(list(self.out.rglob("*.partial")) + list(self.out.rglob("*.csv")), [])

    def test_says_when_nvidia_smi_ends_in_the_lead(self):
        process = self.record("touch", self.started, options=("--lead", "60"), behaviour="early=0.1")
        self.assert_refused(process, 1, "ended in the idle stretch before the command")

    def test_says_that_there_is_no_nvidia_smi(self):
        variables = {"WATTLINE_NVIDIA_SMI": "", "PATH": str(self.folder / "empty")}
        self.assert_refused(self.record(sys.executable, variables=variables), 1, "There is no nvidia-smi on the PATH")
        self.assert_refused(self.record("true", options=("--nvidia-smi", "/nowhere")), 1, "/nowhere is not a program")

    def test_a_command_that_is_not_there_leaves_nothing(self):
        self.assert_refused(self.record("no-such-command"), 127, "no-such-command: there is no such command")
        self.assert_refused(self.record(ROOT / "README.md"), 126, "is not a program that can be run")
        self.assertFalse(self.out.exists())

    def test_a_folder_that_cannot_take_the_recording_is_said_before(self):
        self.out.write_text("a file")
        self.assert_refused(self.record("touch", self.started), 1, "out cannot be written: ")
        with self.assertRaisesRegex(Problem, "has only .* MiB left"):
            OutFolder(self.folder / "full", free_bytes=1 << 60)

    def test_a_file_that_is_no_tasks_csv_is_said_before(self):
        self.out.mkdir()
        (self.out / "tasks.csv").write_text("a,b\n1,2\n")
        self.assert_refused(self.record("touch", self.started), 1, "is no tasks CSV: it has no column run")

    def test_tells_wrong_usage(self):
        cases = [(), ("--task", "trace=x"), ("--task", "flops=many"), ("--task", "x"), ("--interval", "0")]
        for options in cases + [("--task", "model=a", "model=b"), ("--unknown",)]:
            with self.subTest(options):
                command = ("touch", self.started) if options else ()
                self.assert_refused(self.record(*command, options=options), 2, "wattline-record: error: ")


if __name__ == "__main__":
    unittest.main(verbosity=2)

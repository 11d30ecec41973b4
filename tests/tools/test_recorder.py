#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests what wattline-record writes, against a stand-in nvidia-smi."""
import concurrent.futures
import os
import pathlib
import re
import signal
import sys
import unittest

sys.dont_write_bytecode = True

from stand_in import ROOT, WAITING, RecorderTest, alive, until
from wattline_recorder import VERSION
from wattline_recorder.out_folder import OutFolder

FORM = (
    "run,trace,configuration,model,image_size,data_size,params,flops,batch_size,num_workers,epochs,nodes,gpus,gpu_name,"
    "tdp_w,sample_bytes,optimizer,learning_rate,command,exit_code,start,end,host,driver,power_limit_w,interval_ms,note"
)

class Recording(RecorderTest):
    def test_writes_the_trace_and_a_row_of_what_is_known(self):
        given = ("--task", "model=ViT-B/16", "batch_size=32", "--task", "mine=a,b")
        code, said = self.finish(self.record("true", options=given, behaviour="gpus=2"))
        self.assertEqual(code, 0, said)
        row = self.assert_whole()
        self.assertEqual(",".join(row), f"{FORM},mine")
        self.assertRegex(row["run"], r"^ViT-B_16-\d{8}-\d{6}$")
        expected = {"model": "ViT-B/16", "batch_size": "32", "mine": "a,b", "nodes": "1", "gpus": "2", "exit_code": "0"}
        expected |= {"gpu_name": "Stand-in GPU", "tdp_w": "400.00", "power_limit_w": "350.00", "driver": "1.2.3"}
        expected |= {"command": "true", "interval_ms": "10", "note": ""}
        self.assertEqual({name: row[name] for name in expected}, expected)
        for moment in (row["start"], row["end"]):
            self.assertRegex(moment, r"^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d\.\d{3}$")

    def test_ends_with_the_code_of_the_command_and_says_it_in_the_row(self):
        self.assertEqual(self.finish(self.record("sh", "-c", "exit 7"))[0], 7)
        self.assertEqual(self.assert_whole()["exit_code"], "7")

    def test_records_idle_before_and_after_the_command(self):
        code, said = self.finish(self.record("true", options=("--lead", "0.3", "--tail", "0.3")))
        self.assertEqual(code, 0, said)
        row = self.assert_whole()
        stamps = [line.split(", ")[0] for line in self.trace_of(row)[1:]]
        self.assertGreater(len([stamp for stamp in stamps if stamp < row["start"]]), 5)
        self.assertGreater(len([stamp for stamp in stamps if stamp > row["end"]]), 5)

    def test_does_without_the_fields_that_the_driver_does_not_know(self):
        behaviour = "unknown=power.draw.average,power.draw.instant,power.default_limit"
        code, said = self.finish(self.record("true", behaviour=behaviour))
        self.assertEqual(code, 0)
        self.assertIn("does not know power.draw.average, power.draw.instant: recorded without", said)
        row = self.assert_whole()
        self.assertNotIn("power.draw.instant", self.trace_of(row)[0])
        self.assertEqual(row["tdp_w"], "350.00")

    def test_records_only_the_gpus_that_are_asked_for(self):
        self.finish(self.record("true", options=("--gpus", "2"), behaviour="gpus=8"))
        self.assertEqual(self.assert_whole()["gpus"], "1")

    def test_goes_on_with_the_command_when_nvidia_smi_ends_early(self):
        def end_log(_):
            os.kill(self.logs()[0], signal.SIGKILL)
            until(lambda: "ended" in process.stderr.readline(), "the early end is said")
            process.send_signal(signal.SIGINT)

        process = self.record(sys.executable, "-c", WAITING, self.started, options=("--tail", "60"))
        until(self.started.exists, "the command runs")
        end_log(process)
        self.assertEqual(self.finish(process)[0], 1)
        self.assertRegex(self.assert_whole()["note"], r"^recording ended \d+\.\d s after the command began$")

    def test_ends_an_nvidia_smi_that_ignores_signals(self):
        self.assertEqual(self.finish(self.record("true", behaviour="ignore-signals"))[0], 0)
        self.assert_whole()
        self.assertFalse(alive(self.logs()[0]))


class Tasks(RecorderTest):
    def test_two_recorders_at_once_both_have_their_row_and_trace(self):
        both = [self.record("true", options=("--task", "run=same", f"mine={number}")) for number in (1, 2)]
        for process in both:
            code, said = self.finish(process)
            self.assertEqual(code, 0, said)
        rows = self.tasks()
        self.assertEqual({row["run"] for row in rows}, {"same", "same-2"})
        self.assertEqual({row["mine"] for row in rows}, {"1", "2"})
        self.assertEqual(len({row["trace"] for row in rows if (self.out / row["trace"]).is_file()}), 2)

    def test_a_name_that_is_taken_gets_a_number(self):
        for expected in ("same", "same-2", "same-3"):
            code, said = self.finish(self.record("true", options=("--task", "run=same")))
            self.assertEqual((code, self.tasks()[-1]["run"]), (0, expected), said)
        self.assertEqual(len(list(self.out.glob("traces/*.csv"))), 3)

    def test_no_row_is_lost_where_many_are_added_at_once(self):
        folder = OutFolder(self.out)
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda number: folder.append({"run": str(number)}), range(40)))
        self.assertEqual({row["run"] for row in self.tasks()}, {str(number) for number in range(40)})

    def test_keeps_the_columns_and_rows_of_an_existing_file(self):
        self.out.mkdir()
        (self.out / "tasks.csv").write_text('\ufeffmodel,run,own\nViT,old,"a, ""b"""\n', encoding="utf-8")
        self.assertEqual(self.finish(self.record("true"))[0], 0)
        old, new = self.tasks()
        self.assertEqual(list(old)[:4], ["model", "run", "own", "trace"])
        self.assertEqual((old["model"], old["run"], old["own"], old["trace"]), ("ViT", "old", 'a, "b"', ""))
        self.assertEqual((new["own"], new["gpus"]), ("", "1"))


class Version(unittest.TestCase):
    def test_is_that_of_the_program(self):
        lists = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
        self.assertEqual(re.search(r"project\(Wattline VERSION (\S+)", lists)[1], VERSION)
        page = (ROOT / "packaging" / "man" / "wattline-record.1").read_text(encoding="utf-8")
        self.assertIn(f'"Wattline {VERSION}"', page)


if __name__ == "__main__":
    unittest.main(verbosity=2)

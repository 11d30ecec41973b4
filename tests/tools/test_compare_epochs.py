#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests that found epochs are held against the logged ones of the same time.

    test_compare_epochs.py WATTLINE_CLI
"""
import datetime
import pathlib
import subprocess
import sys
import tempfile
import unittest

CLI = sys.argv.pop(1)
sys.dont_write_bytecode = True

from stand_in import ROOT

sys.path.insert(0, str(ROOT / "tools" / "recorder"))
import compare_epochs

EPOCHS = [(10.0 + 6.0 * number, 14.0 + 6.0 * number) for number in range(6)]
BEGINNING = datetime.datetime(2026, 3, 2, 11, 2, 5)


def stamp(seconds: float) -> str:
    return (BEGINNING + datetime.timedelta(seconds=seconds)).strftime("%Y/%m/%d %H:%M:%S.%f")[:-3]


def square_wave() -> str:
    lines = ["timestamp, index, name, power.draw.instant [W]"]
    for tick in range(530):
        seconds = tick / 10
        busy = any(begin <= seconds < end for begin, end in EPOCHS)
        lines.append(f"{stamp(seconds)}, 0, Made up, {(300 if busy else 90) + tick * 7 % 5:.2f} W")
    return "\n".join(lines) + "\n"


class Comparison(unittest.TestCase):
    def test_matches_the_epochs_and_tells_their_differences(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "trace.csv").write_text(square_wave(), encoding="utf-8")
            (folder / "tasks.csv").write_text("run,trace\nmade-up,trace.csv\n", encoding="utf-8")
            logged = "".join(
                f"made-up,{number},{stamp(begin)},{stamp(end)}\n" for number, (begin, end) in enumerate(EPOCHS, 1)
            )
            (folder / "epochs.csv").write_text(f"run,epoch,train_begin,train_end\n{logged}", encoding="utf-8")
            command = [sys.executable, ROOT / "tools" / "recorder" / "compare_epochs.py", folder, "--cli", CLI]
            said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        self.assertIn("made-up: square, 6 epochs found, 6 logged, 6 matched", said)
        self.assertIn("All: 1 of 1 runs with the right number of epochs; 6 of 6 epochs matched", said)
        worst = float(said.splitlines()[-1].rpartition("95 % ")[2].removesuffix(" s"))
        self.assertLessEqual(worst, 0.15, said)

    def test_an_epoch_without_a_phase_of_its_own_is_not_matched(self):
        logged = [(0.0, 4.0), (6.0, 10.0), (12.0, 16.0)]
        self.assertEqual(compare_epochs.differences(logged, [(0.5, 10.25)]), [(-5.5, 0.25)])
        self.assertEqual(compare_epochs.differences(logged, []), [])

    def test_sums_up_by_median_and_95th_percentile_of_the_size(self):
        said = compare_epochs.summary([-1.0] + [0.1] * 18 + [0.3])
        self.assertEqual(said, "median +0.100 s, size 0.100 s, 95 % 0.300 s")


if __name__ == "__main__":
    unittest.main(verbosity=2)

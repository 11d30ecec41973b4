#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests the generator of the synthetic sample data, and that sample-data/ is what it writes.

    test_sample_data.py ROOT
"""
import csv
import filecmp
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(sys.argv.pop(1)).resolve()
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tools" / "sample_data"))

import generate
import physics
from networks import NETWORKS

SAMPLE_DATA = ROOT / "sample-data"
TASKS_FORM = (
    "run,trace,configuration,model,image_size,data_size,params,flops,batch_size,num_workers,epochs,nodes,gpus,gpu_name,"
    "tdp_w,sample_bytes,optimizer,learning_rate,valley_power_w,valley_duration_s,peak_power_w,peak_duration_s,origin"
)
TARGETS = ["valley_power_w", "valley_duration_s", "peak_power_w", "peak_duration_s"]


def synthetic(paths) -> list[pathlib.Path]:
    """Without recorded/, which nobody generates."""
    return [path for path in paths if SAMPLE_DATA / "recorded" not in path.parents]


def files_below(folder: pathlib.Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in synthetic(folder.rglob("*.csv")))


def rows_of(path: pathlib.Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Networks(unittest.TestCase):
    def test_count_what_layer_by_layer_counting_gives_at_other_sizes(self):
        published = [  # torchvision and Hugging Face models, counted layer by layer by the full rules
            ("ResNet50", 64, 25_557_032, 674_056_192),
            ("ResNet50", 512, 25_557_032, 42_881_548_288),
            ("VGG16", 64, 138_357_544, 2_755_561_472),
            ("VGG16", 512, 138_357_544, 160_777_576_448),
            ("ViT-B/16", 224, 86_567_656, 35_159_569_680),
            ("ViT-B/16", 512, 87_203_560, 214_344_042_384),
            ("BERT-base", 128, 109_482_240, 22_367_797_248),
            ("BERT-base", 512, 109_482_240, 96_743_718_912),
        ]
        for name, size, params, flops in published:
            with self.subTest(network=name, size=size):
                self.assertEqual(NETWORKS[name].params_at(size), params)
                self.assertEqual(NETWORKS[name].flops_at(size), flops)


class Law(unittest.TestCase):
    def test_comes_near_the_worked_example_of_the_paper(self):
        targets = physics.targets_of(physics.Task("ViT-B/16", 224, 100_000, 256, 64, 4, "SGD"))
        self.assertAlmostEqual(targets.valley_power / 62.23, 1.0, delta=0.05)
        self.assertAlmostEqual(targets.valley_duration / 6.41, 1.0, delta=0.05)
        self.assertAlmostEqual(targets.peak_power / 291.06, 1.0, delta=0.05)
        self.assertAlmostEqual(targets.peak_duration / 182.58, 1.0, delta=0.05)

    def test_keeps_power_between_idle_and_tdp(self):
        for gpus in (1, 4):
            for model in physics.ARCHITECTURES:
                for size in (128, 512):
                    for batch in (16, 512):
                        targets = physics.targets_of(physics.Task(model, size, 50_000, batch, 2, gpus, "AdamW"))
                        self.assertGreater(targets.peak_power, physics.IDLE_WATTS)
                        self.assertLess(targets.peak_power, physics.TDP_WATTS)

    def test_more_loader_threads_shorten_an_epoch_only_while_loading_binds_it(self):
        epochs = [
            physics.targets_of(physics.Task("ResNet18", 224, 100_000, 256, workers, 4, "SGD")).peak_duration
            for workers in (2, 4, 48, 64)
        ]
        self.assertGreater(epochs[0] / epochs[1], 1.8)
        self.assertLess(epochs[2] / epochs[3], 1.05)


class SampleData(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.written = pathlib.Path(cls.temporary.name) / "seed-42"
        generate.generate(cls.written, 42)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def test_is_the_same_for_the_same_seed_and_another_for_another(self):
        again = pathlib.Path(self.temporary.name) / "again"
        other = pathlib.Path(self.temporary.name) / "other"
        generate.generate(again, 42)
        generate.generate(other, 43)
        names = files_below(self.written)
        same, _, _ = filecmp.cmpfiles(self.written, again, names, shallow=False)
        self.assertEqual(sorted(same), names)
        same, _, _ = filecmp.cmpfiles(self.written, other, names, shallow=False)
        self.assertEqual(same, [])

    def test_is_checked_in_as_the_generator_writes_it(self):
        names = files_below(self.written)
        self.assertEqual(files_below(SAMPLE_DATA), names)
        _, differing, errors = filecmp.cmpfiles(self.written, SAMPLE_DATA, names, shallow=False)
        self.assertEqual((differing, errors), ([], []))

    def test_tasks_have_the_documented_form_and_counts(self):
        path = SAMPLE_DATA / "tasks.csv"
        self.assertEqual(path.read_text(encoding="utf-8").splitlines()[0], TASKS_FORM)
        rows = rows_of(path)
        self.assertEqual(len(rows), 459)
        self.assertEqual(len({row["run"] for row in rows}), 459)
        self.assertEqual(sum(row["gpus"] == "1" for row in rows), 241)
        self.assertEqual(sum(row["gpus"] == "4" for row in rows), 218)
        replicates = [row for row in rows if row["configuration"] == "synthetic-resnet50-4gpu"]
        self.assertEqual(len(replicates), 3)

    def test_targets_are_given_or_to_be_measured(self):
        for row in rows_of(SAMPLE_DATA / "tasks.csv"):
            given = [bool(row[target]) for target in TARGETS]
            with self.subTest(run=row["run"]):
                if not any(given):
                    self.assertTrue(row["trace"])
                else:
                    self.assertEqual(given, [True] * 4 if row["gpus"] == "4" else [False, False, True, False])

    def test_says_everywhere_that_it_is_synthetic(self):
        for path in synthetic(SAMPLE_DATA.rglob("*.csv")):
            if path.name != "tasks.csv":
                self.assertTrue(path.name.startswith("synthetic_"), path.name)
        for name in ("tasks.csv", "synthetic_truth.csv"):
            self.assertEqual({row["origin"] for row in rows_of(SAMPLE_DATA / name)}, {"synthetic"})
        self.assertTrue(all(row["run"].startswith("synthetic-") for row in rows_of(SAMPLE_DATA / "tasks.csv")))
        self.assertIn("synthetic", (SAMPLE_DATA / "README.md").read_text(encoding="utf-8").lower())

    def test_names_the_recordings_that_there_are(self):
        recordings = {row["trace"] for row in rows_of(SAMPLE_DATA / "tasks.csv") if row["trace"]}
        self.assertEqual(len(recordings), 11)
        for recording in recordings:
            self.assertTrue((SAMPLE_DATA / recording).is_file(), recording)

    def test_stays_small(self):
        self.assertLess(sum(path.stat().st_size for path in synthetic(SAMPLE_DATA.rglob("*"))), 8_000_000)

    def test_the_bad_recording_has_each_of_its_faults(self):
        lines = (SAMPLE_DATA / "traces/synthetic_resnet101_4gpu_faults.csv").read_text(encoding="utf-8").split("\n")
        cells = [line.split(", ") for line in lines[1:]]
        first_gpu = [(row[0], row[3]) for row in cells if len(row) > 3 and row[1] == "0"]
        stamps = [stamp for stamp, _ in first_gpu]
        self.assertIn("[N/A]", [power for _, power in first_gpu])
        self.assertIn("[Unknown Error]", [row[3] for row in cells if len(row) > 3])
        self.assertLess(len(set(stamps)), len(stamps))
        self.assertLess(len(cells[-1]), 7)


if __name__ == "__main__":
    unittest.main(verbosity=2)

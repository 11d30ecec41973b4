#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests the campaign with trainings that only wait, against a stand-in nvidia-smi, at a fiftieth of the real time."""
import collections
import datetime
import gzip
import pathlib
import re
import signal
import sys
import tarfile
import tempfile
import unittest

sys.dont_write_bytecode = True

from stand_in import ROOT, WithStandIn, rows_of, until
from wattline_campaign import configurations
from wattline_campaign.configurations import MODELS, Configuration
from wattline_campaign.store import LIMIT_BYTES
from wattline_recorder.problem import Problem

CAMPAIGN = ROOT / "tools" / "recorder" / "campaign.py"
SCALE = 0.02
LIST_HEADER = "model,image_size,batch_size,num_workers,epoch_seconds\n"


class CampaignTest(WithStandIn):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"
        self.recorded = self.folder / "recorded"
        self.recorded.mkdir()

    def campaign(self, *options: object, faults: str = "", minutes: float = 1.0):
        fixed = ["--stand-in", "--time-scale", SCALE, "--interval", 10, "--recorded", self.recorded]
        variables = {"WATTLINE_STAND_IN_TRAINING": faults}
        return self.start([CAMPAIGN, *fixed, "--out", self.out, "--minutes", minutes, *options], variables=variables)

    def listed(self, *models: str) -> list:
        path = self.folder / "list.csv"
        path.write_text(LIST_HEADER + "".join(f"{model},64,32,2,3\n" for model in models), encoding="utf-8")
        return ["--list", path]

    def succeed(self, process) -> str:
        code, said = self.finish(process)
        self.assertEqual(code, 0, said)
        return said

    def unpacked(self) -> pathlib.Path:
        target = self.folder / "unpacked"
        with tarfile.open(self.out / "recordings.tar") as tar:
            tar.extractall(target, filter="data") if hasattr(tarfile, "data_filter") else tar.extractall(target)
        return target

    def table(self, name: str) -> list:
        path = self.unpacked() / name
        return rows_of(path) if path.exists() else []


class Runs(CampaignTest):
    def test_records_trains_logs_packs_goes_on_and_is_imported(self):
        self.succeed(self.campaign(*self.listed("ResNet18", "VGG16")))
        tasks, epochs = self.table("tasks.csv"), self.table("epochs.csv")
        pairs = collections.Counter(task["configuration"] for task in tasks)
        self.assertEqual(
            pairs, {"resnet18-i64-b32-w1-e3.0-stand-in-gpu": 2, "vgg16-i64-b32-w1-e3.0-stand-in-gpu": 1}
        )
        self.assertEqual(len({task["data_size"] for task in tasks if task["model"] == "ResNet18"}), 1)
        for task in tasks:
            self.check_run(task, [row for row in epochs if row["run"] == task["run"]])
        files = [path for path in self.out.rglob("*") if path.is_file()]
        self.assertEqual(sorted(path.name for path in files), ["campaign.log", "recordings.tar"])
        self.assertLess((self.out / "recordings.tar").stat().st_size, LIMIT_BYTES)

        self.assertIn("0 runs recorded", self.succeed(self.campaign(*self.listed("ResNet18", "VGG16"))))
        self.assertIn("1 runs recorded", self.succeed(self.campaign(*self.listed("ResNet18", "VGG16", "BERT-base"))))

        merging = ["--import", self.out / "recordings.tar"]
        self.assertIn("4 runs added", self.succeed(self.campaign(*merging)))
        self.assertIn("0 runs added", self.succeed(self.campaign(*merging)))
        merged = rows_of(self.recorded / "tasks.csv")
        self.assertEqual(len(merged), 4)
        self.assertTrue(all((self.recorded / task["trace"]).is_file() for task in merged))
        self.assertEqual(len(rows_of(self.recorded / "epochs.csv")), 24)

        self.out = self.folder / "another day"
        self.assertIn("0 runs recorded", self.succeed(self.campaign(*self.listed("ResNet18", "VGG16"))))

    def check_run(self, task: dict, epochs: list):
        self.assertEqual([row["epoch"] for row in epochs], list("123456"))
        self.assertEqual((task["exit_code"], task["epochs"], task["origin"]), ("0", "6", "stand-in"))
        self.assertEqual(int(task["data_size"]) % int(task["batch_size"]), 0)
        with gzip.open(self.unpacked() / task["trace"], "rt", encoding="utf-8") as trace:
            stamps = [line.split(", ")[0] for line in trace][1:]
        order = [stamps[0], task["start"]]
        for row in epochs:
            order += [row["train_begin"], row["train_end"], row["checkpoint_end"], row["validation_begin"]]
            order += [row["validation_end"]]
        self.assertEqual(order, sorted(order))
        self.assertLess(epochs[-1]["validation_end"], stamps[-1])
        for before, after in zip(epochs, epochs[1:]):
            gap = moment(after["train_begin"]) - moment(before["train_end"])
            self.assertGreaterEqual(gap, datetime.timedelta(seconds=1.5 * SCALE - 0.002))

    def test_a_configuration_without_memory_is_noted_and_the_next_one_runs(self):
        faults = "oom=ResNet18 crash=VGG16"
        self.succeed(self.campaign(*self.listed("ResNet18", "VGG16", "BERT-base"), faults=faults))
        notes = {note["run"].partition("-")[0]: note["kind"] for note in self.table("notes.csv")}
        self.assertEqual(notes, {"resnet18": "oom", "vgg16": "failed"})
        self.assertEqual([task["model"] for task in self.table("tasks.csv")], ["BERT-base"])
        said = self.succeed(self.campaign(*self.listed("ResNet18", "VGG16")))
        self.assertIn("0 runs recorded", said)  # though they would not fail now: noted is settled

    def test_a_configuration_that_hangs_is_ended_and_noted(self):
        self.succeed(self.campaign(*self.listed("ResNet18", "VGG16"), faults="hang=ResNet18"))
        self.assertEqual([note["kind"] for note in self.table("notes.csv")], ["hang"])
        self.assertEqual([task["model"] for task in self.table("tasks.csv")], ["VGG16"])

    def test_starts_no_run_that_would_not_end_in_time(self):
        said = self.succeed(self.campaign(*self.listed("ResNet18"), minutes=(50 + 20 - 1) * SCALE / 60))
        self.assertIn("no further run", said)
        self.assertIn("0 runs recorded", said)
        self.assertEqual(self.table("notes.csv"), [])  # not even begun
        self.assertTrue((self.out / "recordings.tar").is_file())

    def test_a_run_at_the_end_of_the_time_is_ended_and_may_be_tried_again(self):
        minutes = (50 + 20 + 80) * SCALE / 60  # enough to start a run, not to call it hanging
        self.succeed(self.campaign(*self.listed("ResNet18"), faults="hang=ResNet18", minutes=minutes))
        self.assertEqual([note["kind"] for note in self.table("notes.csv")], ["time"])
        self.assertIn("2 runs recorded", self.succeed(self.campaign(*self.listed("ResNet18"))))

    def test_a_signal_ends_everything_and_what_was_recorded_stays(self):
        process = self.campaign(*self.listed("ResNet18", "VGG16"), faults="hang=VGG16")
        until(lambda: "1 recorded" in process.stdout.readline(), "the first run is recorded")
        process.send_signal(signal.SIGTERM)
        code, said = self.finish(process)
        self.assertEqual(code, 128 + signal.SIGTERM, said)
        self.assertEqual(len(self.table("tasks.csv")), 1)

    def test_keeps_the_old_archive_where_the_new_one_would_be_too_large(self):
        code, said = self.finish(self.campaign(*self.listed("ResNet18", "VGG16"), "--archive-limit", 10_240))
        self.assertEqual(code, 1)
        self.assertIn("more than 10: import it first", said)
        self.assertLessEqual((self.out / "recordings.tar").stat().st_size, 10_240)
        self.assertTrue(self.table("tasks.csv"))

    def test_a_dry_run_says_what_would_be_run_and_runs_nothing(self):
        said = self.succeed(self.campaign("--dry-run", "--sample", 10, minutes=9))
        self.assertEqual(len(re.findall("until", said)), 10)
        self.assertEqual(len(re.findall("too late", said)), 1)
        self.assertIn("9.2 minutes in all at 50 s a run; 9 are given", said)
        self.assertFalse(self.out.exists())

    def test_says_that_pytorch_is_missing(self):
        hidden = "import importlib.util; importlib.util.find_spec = lambda name: None; import campaign; campaign.main()"
        command = ["-c", f"import sys; sys.path.insert(0, {str(CAMPAIGN.parent)!r}); {hidden}; sys.exit(0)"]
        _, said = self.finish(self.start([*command, "--out", self.out]))
        self.assertIn("The campaign trains with PyTorch, which", said)
        self.assertFalse(self.out.exists())


def moment(text: str) -> datetime.datetime:
    return datetime.datetime.strptime(text, "%Y/%m/%d %H:%M:%S.%f")


class Sample(unittest.TestCase):
    def test_is_the_same_for_the_same_seed_and_hits_each_stratum_once(self):
        sample = configurations.latin_hypercube(40, 1, 16)
        self.assertEqual(sample, configurations.latin_hypercube(40, 1, 16))
        self.assertNotEqual(sample, configurations.latin_hypercube(40, 2, 16))
        for dimension, values in (("model", 8), ("image_size", 4), ("batch_size", 5)):
            counts = collections.Counter(getattr(configuration, dimension) for configuration in sample)
            self.assertEqual(set(counts.values()), {40 // values}, dimension)
        self.assertEqual(set(range(1, 13)), {configuration.num_workers for configuration in sample})
        self.assertTrue(all(3.0 <= configuration.epoch_seconds <= 6.0 for configuration in sample))

    def test_tells_of_every_model_first(self):
        self.assertEqual({c.model for c in configurations.latin_hypercube(40, 1, 16)[:8]}, set(MODELS))

    def test_takes_no_more_workers_than_there_are_cores_to_spare(self):
        self.assertLessEqual(max(c.num_workers for c in configurations.latin_hypercube(40, 1, 6)), 4)

    def test_repeats_one_configuration_in_ten_some_runs_later(self):
        planned = configurations.with_replicates(configurations.latin_hypercube(40, 1, 16))
        again = [number for number, run in enumerate(planned) if run.ordinal == 2]
        self.assertEqual(len(planned), 44)
        self.assertEqual(len(again), 4)
        for number in again:
            first = next(n for n, run in enumerate(planned) if run.configuration == planned[number].configuration)
            self.assertEqual(number - first, 4)

    def test_a_key_tells_configurations_and_gpus_apart(self):
        one = Configuration("ViT-B/16", 224, 64, 8, epoch_seconds=4.5)
        self.assertEqual(one.key("NVIDIA H100 80GB HBM3"), "vit-b-16-i224-b64-w8-e4.5-h100-80gb-hbm3")
        self.assertEqual(Configuration("VGG16", 64, 8, 1, 0.0, 640).key(""), "vgg16-i64-b8-w1-d640-gpu")

    def test_a_wrong_list_is_told_by_its_line(self):
        wrong = {
            "LeNet,64,8,1,3": "2: the models are",
            "VGG16,64,eight,1,3": "2: this is no configuration",
            "VGG16,64,0,1,3": "2: sizes, batches and workers are counted from 1",
            "VGG16,64,8,1,": "2: either epoch_seconds or data_size",
            "ViT-B/16,100,8,1,3": "2: the image size of ViT-B/16 is a multiple of 16",
            "BERT-base,513,8,1,3": "2: BERT-base reads 512 tokens at most",
        }
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "list.csv"
            for line, sentence in wrong.items():
                path.write_text(f"{LIST_HEADER}{line}\n", encoding="utf-8")
                with self.subTest(line), self.assertRaisesRegex(Problem, sentence):
                    configurations.read_list(path, 16)


if __name__ == "__main__":
    unittest.main(verbosity=2)

# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be trained: a configuration, a Latin-hypercube sample of them, or a list from a CSV."""
import collections
import csv
import dataclasses
import pathlib
import random
import re

from wattline_recorder.problem import Problem

MODELS = ("ResNet18", "ResNet34", "ResNet50", "ResNet101", "VGG16", "ViT-B/16", "MobileNetV2", "BERT-base")
SIZES = (64, 128, 224, 384)  # pixels of a side; tokens for BERT-base
BATCHES = (16, 32, 64, 128, 256)
WORKERS = tuple(range(1, 13))
EPOCH_SECONDS = (3.0, 6.0)
EPOCHS = 6
REPLICATE_EVERY = 10
REPLICATE_DISTANCE = 3  # runs between the two of a pair, so that they do not share one warm-up


@dataclasses.dataclass(frozen=True)
class Configuration:
    """An epoch is as long as `epoch_seconds` asks for, unless `data_size` says how many samples it has."""

    model: str
    image_size: int
    batch_size: int
    num_workers: int
    epoch_seconds: float = 0.0
    data_size: int = 0

    def key(self, gpu_name: str) -> str:
        """The canonical name, the same on every day: it tells which runs are replicates."""
        length = f"d{self.data_size}" if self.data_size else f"e{self.epoch_seconds:.1f}"
        parts = [slug(self.model), f"i{self.image_size}", f"b{self.batch_size}", f"w{self.num_workers}", length]
        return "-".join([*parts, slug(gpu_name.removeprefix("NVIDIA "))])

    @property
    def reads_text(self) -> bool:
        return self.model.startswith("BERT")


@dataclasses.dataclass(frozen=True)
class PlannedRun:
    configuration: Configuration
    ordinal: int  # 1, or 2 for the second run of a replicate pair


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "gpu"


def latin_hypercube(count: int, seed: int, cores: int) -> list:
    """`count` configurations: in each dimension every one of `count` equal strata is hit once. No loader has more
    workers than the machine has cores to spare. The models take turns, so that the first few already tell of each."""
    chance = random.Random(seed)
    workers = [number for number in WORKERS if number <= max(cores - 2, 1)]
    low, high = EPOCH_SECONDS

    def column() -> list:
        strata = [(stratum + chance.random()) / count for stratum in range(count)]
        chance.shuffle(strata)
        return strata

    def pick(values: tuple, share: float) -> object:
        return values[int(share * len(values))]

    rows = zip(*(column() for _ in range(5)))
    made = [
        Configuration(
            pick(MODELS, model),
            pick(SIZES, size),
            pick(BATCHES, batch),
            pick(workers, loader),
            round(low + (high - low) * length, 1),
        )
        for model, size, batch, loader, length in rows
    ]
    turns = collections.Counter()
    in_turn = []
    for configuration in made:
        turns[configuration.model] += 1
        in_turn.append((turns[configuration.model], configuration))
    return [configuration for _, configuration in sorted(in_turn, key=lambda pair: pair[0])]


def read_list(path: pathlib.Path, cores: int) -> list:
    """A CSV with the columns model, image_size, batch_size, num_workers, and epoch_seconds or data_size."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [_configuration(path, number, row, cores) for number, row in enumerate(csv.DictReader(file), 2)]
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{path} cannot be read: {error}.") from error


def _configuration(path: pathlib.Path, line: int, row: dict, cores: int) -> Configuration:
    try:
        made = Configuration(
            row["model"],
            int(row["image_size"]),
            int(row["batch_size"]),
            min(int(row["num_workers"]), max(cores - 2, 1)),
            float(row.get("epoch_seconds") or 0.0),
            int(row.get("data_size") or 0),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Problem(f"{path}:{line}: this is no configuration ({error}).") from error
    if made.model not in MODELS:
        raise Problem(f'{path}:{line}: the models are {", ".join(MODELS)}; "{made.model}" is none of them.')
    if min(made.image_size, made.batch_size, made.num_workers) < 1:
        raise Problem(f"{path}:{line}: sizes, batches and workers are counted from 1.")
    if made.model == "ViT-B/16" and made.image_size % 16:
        raise Problem(f"{path}:{line}: the image size of ViT-B/16 is a multiple of 16.")
    if made.reads_text and made.image_size > 512:
        raise Problem(f"{path}:{line}: BERT-base reads 512 tokens at most.")
    if not made.data_size and not 0.0 < made.epoch_seconds <= 3600.0:
        raise Problem(f"{path}:{line}: either epoch_seconds or data_size must be given.")
    return made


def with_replicates(configurations: list) -> list:
    """The runs in their order: one configuration in ten, from the first on, is run once more some runs later."""
    runs, due = [], {}
    distinct = list(dict.fromkeys(configurations))
    for number, configuration in enumerate(distinct):
        runs.append(PlannedRun(configuration, 1))
        if number % REPLICATE_EVERY == 0:
            due[number + REPLICATE_DISTANCE] = configuration
        if number in due:
            runs.append(PlannedRun(due.pop(number), 2))
    return runs + [PlannedRun(configuration, 2) for configuration in due.values()]

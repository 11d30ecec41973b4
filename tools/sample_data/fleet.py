# SPDX-License-Identifier: GPL-3.0-or-later
"""The runs of the synthetic fleet: 459 of them, some with a recording."""
import dataclasses
import random

from physics import ARCHITECTURES, OPTIMIZER_POWER, Targets, Task, targets_of

ONE_GPU_RUNS = 241
FOUR_GPU_RUNS = 218
NOISE = 0.03  # of a configuration's peak power and durations, relative
VALLEY_POWER_NOISE = 0.015
REPLICATE_NOISE = 0.006


@dataclasses.dataclass(frozen=True)
class Run:
    """One line of the tasks CSV. `targets_given` is false where they are to be measured from the recording."""

    name: str
    configuration: str
    task: Task
    epochs: int
    learning_rate: float
    targets: Targets
    recording: str = ""  # file name
    targets_given: bool = True


@dataclasses.dataclass(frozen=True)
class Recorded:
    """A configuration that is recorded, chosen so that its epochs last less than a minute."""

    file: str  # without synthetic_ and the number of the replicate
    task: Task
    epochs: int
    replicates: int = 1
    targets_given: bool = False


RECORDED = [
    Recorded("resnet50_4gpu", Task("ResNet50", 224, 40_000, 256, 32, 4, "SGD"), 6, replicates=3),
    Recorded("vit_4gpu", Task("ViT-B/16", 224, 16_000, 256, 64, 4, "AdamW"), 5),
    Recorded("vgg16_4gpu", Task("VGG16", 224, 20_000, 128, 16, 4, "SGD"), 5),
    Recorded("resnet18_4gpu", Task("ResNet18", 128, 200_000, 512, 8, 4, "SGD"), 6, targets_given=True),
    Recorded("mobilenetv2_4gpu", Task("MobileNetV2", 224, 150_000, 512, 24, 4, "Adam"), 6, targets_given=True),
    Recorded("resnet101_4gpu_faults", Task("ResNet101", 224, 20_000, 256, 32, 4, "SGD"), 6, targets_given=True),
    Recorded("resnet34_1gpu", Task("ResNet34", 224, 30_000, 128, 16, 1, "SGD"), 3),
    Recorded("vit_1gpu", Task("ViT-B/16", 224, 8_000, 64, 8, 1, "AdamW"), 3),
    Recorded("mobilenetv2_1gpu", Task("MobileNetV2", 224, 60_000, 128, 24, 1, "Adam"), 3),
]


def pick(stream: random.Random, values):
    """One of the values; by random() alone, whose stream is the same in every version of Python."""
    return values[int(stream.random() * len(values))]


def with_noise(targets: Targets, relative: float, valley_power: float, stream: random.Random) -> Targets:
    return Targets(
        targets.valley_power * (1.0 + stream.gauss(0.0, valley_power)),
        targets.valley_duration * (1.0 + stream.gauss(0.0, relative)),
        targets.peak_power * (1.0 + stream.gauss(0.0, relative)),
        targets.peak_duration * (1.0 + stream.gauss(0.0, relative)),
    )


def drawn_task(stream: random.Random, gpus: int) -> Task:
    """A task that fits in memory and whose epoch lasts from 8 s to 2 h."""
    models = list(ARCHITECTURES)
    batches = [16, 32, 64, 128, 256, 512] if gpus == 1 else [32, 64, 128, 256, 512]
    while True:
        model = pick(stream, models)
        task = Task(
            model=model,
            image_size=pick(stream, [128, 512] if model.startswith("BERT") else [64, 128, 224, 384, 512]),
            data_size=pick(stream, [20_000, 40_000, 50_000, 60_000, 80_000, 100_000, 120_000, 150_000, 200_000]),
            batch_size=pick(stream, batches),
            num_workers=pick(stream, [2, 4, 8, 16, 24, 32, 48, 64]),
            gpus=gpus,
            optimizer=pick(stream, list(OPTIMIZER_POWER)),
        )
        if task.fits_in_memory() and 8.0 < targets_of(task).peak_duration < 7200.0:
            return task


def recorded_runs(seed: int) -> list[Run]:
    runs = []
    for recorded in RECORDED:
        configuration = f"synthetic-{recorded.file.replace('_', '-')}"
        of_configuration = random.Random(f"{seed} {configuration}")
        targets = with_noise(targets_of(recorded.task), NOISE, VALLEY_POWER_NOISE, of_configuration)
        for replicate in range(1, recorded.replicates + 1):
            name = configuration + (f"-r{replicate}" if recorded.replicates > 1 else "")
            file = f"synthetic_{recorded.file}" + (f"_r{replicate}" if recorded.replicates > 1 else "")
            of_run = random.Random(f"{seed} {name}")
            runs.append(
                Run(
                    name=name,
                    configuration=configuration,
                    task=recorded.task,
                    epochs=recorded.epochs,
                    learning_rate=0.001,
                    targets=with_noise(targets, REPLICATE_NOISE, REPLICATE_NOISE, of_run),
                    recording=file + ".csv",
                    targets_given=recorded.targets_given,
                )
            )
    return runs


def fleet_of(seed: int) -> list[Run]:
    """All runs: those recorded first, then as many without a recording as make the fleet full."""
    runs = recorded_runs(seed)
    for gpus, wanted in ((4, FOUR_GPU_RUNS), (1, ONE_GPU_RUNS)):
        missing = wanted - sum(run.task.gpus == gpus for run in runs)
        for number in range(1, missing + 1):
            name = f"synthetic-{gpus}gpu-{number:03d}"
            stream = random.Random(f"{seed} {name}")
            task = drawn_task(stream, gpus)
            runs.append(
                Run(
                    name=name,
                    configuration=name,
                    task=task,
                    epochs=pick(stream, [5, 10, 20, 30, 50]),
                    learning_rate=pick(stream, [0.0001, 0.0003, 0.001, 0.01]),
                    targets=with_noise(targets_of(task), NOISE, VALLEY_POWER_NOISE, stream),
                )
            )
    return runs

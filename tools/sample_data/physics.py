# SPDX-License-Identifier: GPL-3.0-or-later
"""The law that the synthetic fleet obeys: from the metadata of a run to the four targets of its wave.

Made up, but plausible. Power follows the trend fits printed in Energies 2026, 19(2), 448: watts against batch size,
image side and layers, one set for one GPU and one for four. The fits for four GPUs can only be the sum over the four
(662 W at batch 256 against a TDP of 400 W), so they are divided by four, used inside the drawn range of batch sizes
only, and bent to stay between idle and TDP. Durations follow from FLOPs, batch size, gradient exchange and the threads
of the loader: an epoch is bound by computing or by loading, whichever takes longer. docs/methods.md tells the rest.
"""
import dataclasses
import math

from networks import NETWORKS

TDP_WATTS = 400.0
IDLE_WATTS = 52.0
PEAK_FLOPS = 19.5e12  # single precision, of one A800
MEMORY_BYTES = 76e9
TRAINING_PASSES = 3.0  # forward, and twice that for backward


@dataclasses.dataclass(frozen=True)
class Architecture:
    """What makes a network draw and compute unlike a ResNet50 of equal depth."""

    power_one_gpu: float
    power_four_gpus: float
    efficiency: float  # share of PEAK_FLOPS reached


ARCHITECTURES = {
    "ResNet18": Architecture(0.93, 1.35, 0.50),
    "ResNet34": Architecture(0.95, 1.40, 0.53),
    "ResNet50": Architecture(0.97, 1.46, 0.55),
    "ResNet101": Architecture(0.98, 1.44, 0.57),
    "ResNet152": Architecture(0.98, 1.36, 0.58),
    "VGG16": Architecture(1.24, 2.50, 0.70),
    "VGG19": Architecture(1.23, 2.42, 0.72),
    "MobileNetV2": Architecture(0.76, 1.00, 0.20),
    "ViT-B/16": Architecture(1.04, 1.76, 0.757),
    "BERT-base": Architecture(1.06, 1.72, 0.74),
}
OPTIMIZER_POWER = {"SGD": 1.0, "Adam": 1.01, "AdamW": 1.015}
OPTIMIZER_TIME = {"SGD": 1.0, "Adam": 1.02, "AdamW": 1.025}


@dataclasses.dataclass(frozen=True)
class Task:
    """The metadata of a configuration that the law looks at."""

    model: str
    image_size: int  # side in pixels; tokens for BERT
    data_size: int
    batch_size: int  # over all GPUs
    num_workers: int
    gpus: int
    optimizer: str

    @property
    def is_text(self) -> bool:
        return self.model.startswith("BERT")

    @property
    def params(self) -> int:
        return NETWORKS[self.model].params_at(self.image_size)

    @property
    def flops(self) -> int:
        return NETWORKS[self.model].flops_at(self.image_size)

    @property
    def sample_bytes(self) -> int:
        return self.image_size * 4 if self.is_text else int(0.45 * self.image_size**2)

    def fits_in_memory(self) -> bool:
        return self.batch_size / self.gpus * self.flops * 0.012 + 16 * self.params < MEMORY_BYTES


@dataclasses.dataclass(frozen=True)
class Targets:
    """The wave of a run, per GPU: powers in W, durations in s."""

    valley_power: float
    valley_duration: float
    peak_power: float
    peak_duration: float


def softly_above(value: float, limit: float, width: float) -> float:
    """The value where it is well above the limit, bending towards the limit below."""
    excess = value - limit
    return limit + 0.5 * (excess + math.hypot(excess, width))


def fitted_watts(task: Task) -> float:
    """The trend fits multiplied: batch size, times image side and layers relative to 224 px and 50 layers."""
    side = {128: 224, 512: 384}[task.image_size] if task.is_text else task.image_size
    layers = NETWORKS[task.model].layers
    architecture = ARCHITECTURES[task.model]
    if task.gpus == 1:
        by_batch = 15.692 * math.log(task.batch_size) + 202.35
        by_side = (25.351 * math.log(side) + 131.94) / (25.351 * math.log(224) + 131.94)
        by_layers = (23.14 * math.log(layers) + 168.12) / (23.14 * math.log(50) + 168.12)
        return by_batch * by_side * by_layers * architecture.power_one_gpu
    by_batch = (171.95 * math.log(task.batch_size) - 291.0) / 4.0
    by_side = (54.05 * math.log(side) + 151.08) / (54.05 * math.log(224) + 151.08)
    by_layers = (105.38 * math.log(layers) + 40.699) / (105.38 * math.log(50) + 40.699)
    return by_batch * by_side * by_layers * architecture.power_four_gpus


def seconds_to_load_sample(task: Task) -> float:
    """One loader thread: read, decode, augment."""
    return 8e-5 if task.is_text else 4e-4 + 3e-8 * task.image_size**2


def step_seconds(task: Task) -> tuple[float, float]:
    """Seconds that one step needs for computing, and for loading its batch."""
    architecture = ARCHITECTURES[task.model]
    samples_of_gpu = task.batch_size / task.gpus
    computing = samples_of_gpu * TRAINING_PASSES * task.flops / (architecture.efficiency * PEAK_FLOPS)
    launching = NETWORKS[task.model].layers * 4e-5
    exchanging = 2.0 * 0.75 * 4.0 * task.params / 1e11 if task.gpus > 1 else 0.0
    threads = task.num_workers / (1.0 + task.num_workers / 96.0)  # they share the memory bus
    loading = task.batch_size * seconds_to_load_sample(task) / threads
    return (computing + launching + exchanging) * OPTIMIZER_TIME[task.optimizer], loading


def targets_of(task: Task) -> Targets:
    """The law without its noise."""
    computing, loading = step_seconds(task)
    step = (computing**4 + loading**4) ** 0.25
    busy = computing / step
    watts = IDLE_WATTS + (fitted_watts(task) * OPTIMIZER_POWER[task.optimizer] - IDLE_WATTS) * busy**0.7
    watts = TDP_WATTS - softly_above(TDP_WATTS - watts, 0.0, 30.0)
    peak_power = softly_above(watts, IDLE_WATTS + 15.0, 40.0)

    millions = task.params / 1e6
    valley_power = (
        IDLE_WATTS
        - 6.0
        + 2.2 * math.log1p(millions)
        + 1.1 * math.log2(task.batch_size / 16.0)
        + 6.0 * (peak_power - IDLE_WATTS) / (TDP_WATTS - IDLE_WATTS)
    )
    checkpoint = 12.0 * task.params / 0.8e9
    restart = 1.6 + 0.045 * task.num_workers
    first_batch = task.batch_size * seconds_to_load_sample(task)
    peak_duration = math.ceil(task.data_size / task.batch_size) * step
    return Targets(valley_power, checkpoint + restart + first_batch, peak_power, peak_duration)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Recordings of the synthetic fleet, in the CSV form that nvidia-smi writes.

A GPU's power is a function of time: levels with ramps between them, ripple, drift and noise on top. A sensor of the
A100 class looks at it, giving every 101 ms a new value that averages the last 25 ms, and nvidia-smi asks the sensor
every 100 ms, a little late each time.
"""
import dataclasses
import datetime
import math
import random

from fleet import Run
from physics import IDLE_WATTS, TDP_WATTS

GPU_NAME = "NVIDIA A800-SXM4-80GB"
HEADER = "timestamp, index, name, power.draw [W], utilization.gpu [%], temperature.gpu, power.limit [W]"
FIRST_START = datetime.datetime(2026, 3, 2, 9, 14, 5, 103000)

RAMP_SECONDS = 0.3
SENSOR_REFRESH_SECONDS = 0.101
SENSOR_WINDOW_SECONDS = 0.025
POLL_SECONDS = 0.100
CYCLE_JITTER = 0.004


@dataclasses.dataclass(frozen=True)
class Stretch:
    """A level of power until the next stretch begins."""

    begin: float
    watts: float
    busy: bool  # computing: ripple, dips, full utilisation


@dataclasses.dataclass(frozen=True)
class Sample:
    """One line of a recording."""

    seconds: float
    gpu: int
    watts: float
    utilization: int
    temperature: int


def start_up(stream: random.Random) -> list[Stretch]:
    """Idle, then the CUDA context and the first allocation."""
    return [Stretch(0.0, IDLE_WATTS, False), Stretch(3.0 + stream.random(), IDLE_WATTS + 18.0, False)]


def square_wave(run: Run, stream: random.Random) -> tuple[list[Stretch], float]:
    """The stretches of a run whose epochs each have a peak and a valley, and its end."""
    targets = run.targets
    stretches = start_up(stream)
    now = stretches[-1].begin + 2.5
    for _ in range(run.epochs):
        stretches.append(Stretch(now, targets.peak_power, True))
        now += targets.peak_duration * (1.0 + stream.gauss(0.0, CYCLE_JITTER))
        stretches.append(Stretch(now, targets.valley_power, False))
        now += targets.valley_duration * (1.0 + stream.gauss(0.0, CYCLE_JITTER))
    stretches.append(Stretch(now, IDLE_WATTS, False))
    return stretches, now + 4.0


def flat_run(run: Run, stream: random.Random) -> tuple[list[Stretch], float]:
    """The stretches of a run that keeps its GPU busy from the first step to the last, and its end."""
    stretches = start_up(stream)
    begin = stretches[-1].begin + 2.5
    end = begin + run.epochs * run.targets.peak_duration
    stretches += [Stretch(begin, run.targets.peak_power, True), Stretch(end, IDLE_WATTS, False)]
    return stretches, end + 4.0


def interactive_session(stream: random.Random) -> tuple[list[Stretch], float]:
    """Someone at a notebook: bursts of any length and power, with any pause between them."""
    stretches = start_up(stream)
    now = stretches[-1].begin + 2.5
    end = now + 200.0
    while now < end:
        stretches.append(Stretch(now, 90.0 + 260.0 * stream.random(), True))
        now += math.exp(stream.gauss(0.7, 0.9))
        stretches.append(Stretch(now, 58.0 + 50.0 * stream.random() ** 3, False))
        now += math.exp(stream.gauss(1.0, 1.0))
    stretches.append(Stretch(now, IDLE_WATTS, False))
    return stretches, now + 4.0


class Board:
    """The power and temperature of one GPU that follows the stretches of its run."""

    def __init__(self, stretches: list[Stretch], end: float, share: float, stream: random.Random):
        self.stretches = stretches
        self.end = end
        self.share = share  # of the run's mean power: no two boards draw the same
        self.stream = stream
        self.current = 0
        self.temperature = 34.0
        self.ripple_hertz = 0.7 + stream.random()
        self.lag = 0.02 * stream.random()  # seconds behind the first GPU
        self.dip_until = -1.0

    def stretch_at(self, seconds: float) -> Stretch:
        while self.current + 1 < len(self.stretches) and self.stretches[self.current + 1].begin <= seconds:
            self.current += 1
        return self.stretches[self.current]

    def level_at(self, seconds: float) -> float:
        """The level, half of each ramp on either side of the boundary so that durations are those of the stretches."""
        seconds -= self.lag
        stretch = self.stretch_at(seconds)
        ramp = RAMP_SECONDS / 2.0
        level = stretch.watts
        if self.current > 0 and seconds < stretch.begin + ramp:
            before = self.stretches[self.current - 1].watts
            level = (before + level) / 2.0 + (level - before) / 2.0 * (seconds - stretch.begin) / ramp
        elif self.current + 1 < len(self.stretches) and seconds > self.stretches[self.current + 1].begin - ramp:
            after = self.stretches[self.current + 1]
            level = (level + after.watts) / 2.0 + (after.watts - level) / 2.0 * (seconds - after.begin) / ramp
        return level * self.share

    def watts_at(self, seconds: float) -> float:
        """Level with drift, ripple and short stalls of the loader."""
        watts = self.level_at(seconds)
        if self.stretches[self.current].busy:
            if self.stream.random() < 0.002:
                self.dip_until = seconds + 0.15
            if seconds < self.dip_until:
                return watts * 0.8
            drift = 0.012 * (seconds / self.end - 0.5)
            ripple = 0.015 * math.sin(2.0 * math.pi * self.ripple_hertz * seconds)
            watts *= 1.0 + drift + ripple
        return watts

    def sensed(self, seconds: float) -> float:
        """The sensor's value: the mean over its window (midpoint rule), with its noise."""
        noise = self.stream.gauss(0.0, 0.6)
        watts = self.watts_at(seconds - SENSOR_WINDOW_SECONDS / 2.0)
        relative = self.stream.gauss(0.0, 0.012) if self.stretches[self.current].busy else 0.0
        return min(max(watts * (1.0 + relative) + noise, 1.0), TDP_WATTS * 1.02)

    def warm(self, watts: float, seconds: float) -> int:
        """Follows the power with a time constant of 25 s."""
        goal = 28.0 + 0.105 * watts
        self.temperature += (goal - self.temperature) * (1.0 - math.exp(-seconds / 25.0))
        return round(self.temperature)


def sampled(board: Board, gpu: int, ticks: list[float]) -> list[Sample]:
    """What nvidia-smi writes of one GPU: the sensor's latest value at each tick."""
    stream = board.stream
    next_refresh = SENSOR_REFRESH_SECONDS * stream.random()
    watts = board.sensed(0.0)
    samples = []
    for tick in ticks:
        seconds = tick + 0.0012 * gpu
        while next_refresh <= seconds:
            watts = board.sensed(next_refresh)
            next_refresh += SENSOR_REFRESH_SECONDS
        busy = board.stretches[board.current].busy
        utilization = 100 - int(4.0 * stream.random()) if busy else int(6.0 * stream.random())
        samples.append(Sample(seconds, gpu, watts, utilization, board.warm(watts, POLL_SECONDS)))
    return samples


def ticks_until(end: float, stream: random.Random) -> list[float]:
    """When nvidia-smi asks: every 100 ms, some milliseconds late, now and then many."""
    ticks = []
    tick = 0.0
    while tick < end:
        late = 0.030 * stream.random() if stream.random() < 0.01 else 0.004 * stream.random()
        ticks.append(tick + late)
        tick += POLL_SECONDS
    return ticks


def samples_of(stretches: list[Stretch], end: float, gpus: int, stream: random.Random) -> list[Sample]:
    """The samples of all GPUs in the order in which they are written."""
    shares = [1.0 + 0.012 * stream.gauss(0.0, 1.0) if gpus > 1 else 1.0 for _ in range(gpus)]
    mean_share = sum(shares) / gpus
    ticks = ticks_until(end, stream)
    columns = []
    for gpu in range(gpus):
        board = Board(stretches, end, shares[gpu] / mean_share, random.Random(str(stream.random())))
        columns.append(sampled(board, gpu, ticks))
    return [sample for tick in zip(*columns) for sample in tick]


def line_of(sample: Sample, start: datetime.datetime, power_text: str = "") -> str:
    """One line of the CSV; `power_text` stands in the power column instead of the value."""
    stamp = start + datetime.timedelta(milliseconds=round(1000.0 * sample.seconds))
    power = power_text or f"{sample.watts:.2f} W"
    return (
        f"{stamp:%Y/%m/%d %H:%M:%S}.{stamp.microsecond // 1000:03d}, {sample.gpu}, {GPU_NAME}, {power}, "
        f"{sample.utilization} %, {sample.temperature}, {TDP_WATTS:.2f} W"
    )


def plain_text(samples: list[Sample], start: datetime.datetime, stream: random.Random) -> str:
    """The recording as nvidia-smi writes it on a good day: one value in some thousands is missing."""
    lines = [HEADER]
    lines += [line_of(sample, start, "[N/A]" if stream.random() < 0.0003 else "") for sample in samples]
    return "\n".join(lines) + "\n"


def faulty_text(samples: list[Sample], start: datetime.datetime, stream: random.Random) -> str:
    """The recording of a bad day: missing values, text instead of power, a hole, stamps given twice, a cut end."""
    hole_begin = 0.55 * samples[-1].seconds
    lines = [HEADER]
    frozen: dict[int, Sample] = {}
    for sample in samples:
        if hole_begin < sample.seconds < hole_begin + 3.0:
            continue
        chance = stream.random()
        text = "[N/A]" if chance < 0.004 else "[Unknown Error]" if chance < 0.005 else ""
        before = frozen.get(sample.gpu)
        frozen[sample.gpu] = sample
        if before and stream.random() < 0.003:
            sample = dataclasses.replace(sample, seconds=before.seconds)
        lines.append(line_of(sample, start, text))
    return "\n".join(lines)[:-31]


def recording_of(run: Run, number: int, seed: int) -> str:
    """The CSV of a run; `number` decides on which day it began."""
    stream = random.Random(f"{seed} recording {run.name}")
    stretches, end = square_wave(run, stream) if run.task.gpus > 1 else flat_run(run, stream)
    samples = samples_of(stretches, end, run.task.gpus, stream)
    start = FIRST_START + datetime.timedelta(days=number, seconds=int(20_000 * stream.random()))
    text_of = faulty_text if "faults" in run.recording else plain_text
    return text_of(samples, start, stream)


def session_recording(seed: int) -> str:
    """The recording of an interactive session, which has no epochs."""
    stream = random.Random(f"{seed} recording of a session")
    stretches, end = interactive_session(stream)
    start = FIRST_START + datetime.timedelta(days=20)
    return plain_text(samples_of(stretches, end, 1, stream), start, stream)

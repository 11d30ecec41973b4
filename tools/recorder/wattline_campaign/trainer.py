# SPDX-License-Identifier: GPL-3.0-or-later
"""The process that trains one configuration. It speaks with the campaign by lines: reads `set-up` and `train`, and
writes JSON objects whose `kind` is loaded, ready, epoch, done, or what went wrong."""
import json
import os
import pathlib
import sys
import time

from .training import OutOfMemory, Training, Unavailable

GAP_SECONDS = 1.5  # at least, from the end of an epoch to the begin of the next
MEASURE_SECONDS = 1.2
MEASURE_LIMIT_SECONDS = 5.0
VALIDATION_SECONDS = 0.4
STEPS = (2, 20_000)
MEASURE_STEPS = 2000


def main() -> int:
    order = json.loads(sys.argv[1])
    # What libraries print goes to the log; the campaign reads only our own lines.
    voice = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)

    def tell(kind: str, **values: object) -> None:
        print(json.dumps({"kind": kind, **values}), file=voice)

    try:
        train(order, tell)
    except Unavailable as error:
        tell("unavailable", message=str(error))
    except Exception as error:  # whatever a library raises becomes a note of this configuration
        error = _translated(error)
        tell("oom" if isinstance(error, OutOfMemory) else "failed", message=f"{type(error).__name__}: {error}")
    return 0


def _translated(error: Exception) -> Exception:
    if "torch" not in sys.modules:
        return error
    from .torch_training import translated

    return translated(error)


def make_training(order: dict) -> Training:
    if order["stand_in"]:
        from .stand_in import StandInTraining

        return StandInTraining(order)
    try:
        from .torch_training import TorchTraining
    except ImportError as error:
        raise Unavailable(f"PyTorch cannot be imported: {error}") from error
    return TorchTraining(order)


def train(order: dict, tell) -> None:
    training = make_training(order)
    tell("loaded", **training.load())
    wait_for("set-up")
    training.set_up()
    scale = order["time_scale"]
    per_step = seconds_per_step(training, order["num_workers"], scale)
    steps = order["steps"] or bounded(round(order["epoch_seconds"] * scale / per_step))
    tell("ready", steps=steps, seconds_per_step=per_step)
    wait_for("train")
    checkpoint = pathlib.Path(order["checkpoint"])
    validation_steps = max(round(VALIDATION_SECONDS * scale / per_step), 1)
    try:
        for epoch in range(1, order["epochs"] + 1):
            times = run_epoch(training, (steps, validation_steps), epoch, checkpoint)
            tell("epoch", epoch=epoch, **times)
            if epoch < order["epochs"]:
                time.sleep(max(times["train_end"] + GAP_SECONDS * scale - time.time(), 0.0))
    finally:
        checkpoint.unlink(missing_ok=True)
    tell("done")


def wait_for(word: str) -> None:
    said = sys.stdin.readline().strip()
    if said != word:  # the campaign is gone
        raise SystemExit(1)


def bounded(steps: int) -> int:
    return min(max(steps, STEPS[0]), STEPS[1])


def seconds_per_step(training: Training, workers: int, scale: float) -> float:
    """The pace of loader and GPU together, once the first batch of each worker has gone through."""
    begin = since = time.monotonic()
    skip, taken = workers, 0
    for batch in training.batches(MEASURE_STEPS, 0):
        training.step(batch)
        training.synchronize()
        taken += 1
        now = time.monotonic()
        if taken == skip:
            since = now
        elif taken > skip + max(workers, 2) and now - since > MEASURE_SECONDS * scale:
            return (now - since) / (taken - skip)
        if now - begin > MEASURE_LIMIT_SECONDS * scale and taken >= STEPS[0]:
            break
    return (now - since) / (taken - skip) if taken > 2 * skip else (now - begin) / taken


def run_epoch(training: Training, steps: tuple, epoch: int, checkpoint: pathlib.Path) -> dict:
    """The moments of one epoch. Training and validation begin when the workers have brought the first batch."""
    train_steps, validation_steps = steps
    times = {}
    for batch in training.batches(train_steps, 2 * epoch):
        times.setdefault("train_begin", time.time())
        training.step(batch)
    training.synchronize()
    times["train_end"] = times["checkpoint_begin"] = time.time()
    training.write_checkpoint(checkpoint)
    times["checkpoint_end"] = time.time()
    for batch in training.batches(validation_steps, 2 * epoch + 1):
        times.setdefault("validation_begin", time.time())
        training.validate(batch)
    training.synchronize()
    times["validation_end"] = time.time()
    return times


if __name__ == "__main__":
    sys.exit(main())

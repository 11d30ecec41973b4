# SPDX-License-Identifier: GPL-3.0-or-later
"""A training by PyTorch: mixed precision, fixed seeds, samples decoded and augmented by the loader's workers."""
import array
import os
import pathlib
import shutil

import torch

from . import networks, samples
from .training import OutOfMemory, Training

WARM_UP_STEPS = 3
PREFETCH = 2


class TorchTraining(Training):
    def __init__(self, order: dict):
        self._model, self._size = order["model"], order["image_size"]
        self._batch, self._workers, self._seed = order["batch_size"], order["num_workers"], order["seed"]
        self._device = torch.device(order["device"])
        self._text = self._model == "BERT-base"
        cuda = self._device.type == "cuda"
        transformer = self._model in networks.TRANSFORMERS
        self._optimizer_name, self._rate = ("AdamW", 1e-4) if transformer else ("SGD", 0.01)
        item_bytes = 8 * self._size if self._text else 3 * self._size**2
        needed = item_bytes * self._batch * (self._workers * PREFETCH + 2)
        # Tensors of the workers come through shared memory. Where that is small, as in containers, bytes come by pipe.
        self._shared = os.path.isdir("/dev/shm") and shutil.disk_usage("/dev/shm").free > 2 * needed
        self._pin = cuda and self._shared

    def load(self) -> dict:
        torch.manual_seed(self._seed)
        encode = samples.encoded_texts if self._text else samples.encoded_images
        self._stored = encode(self._size, self._seed)
        self._network = networks.build(self._model, self._size)
        shape = (1, self._size) if self._text else (1, 3, self._size, self._size)
        example = torch.zeros(shape, dtype=torch.long if self._text else torch.float32)
        return {
            "params": networks.parameters(self._network),
            "flops": networks.flops(self._network, example),
            "sample_bytes": sum(map(len, self._stored)) // len(self._stored),
            "optimizer": self._optimizer_name,
            "learning_rate": self._rate,
            "torch": torch.__version__,
        }

    def set_up(self) -> None:
        if self._device.type == "cuda":
            torch.backends.cudnn.benchmark = True
        half = self._device.type == "cuda" and torch.cuda.get_device_capability()[0] < 8
        self._precision = torch.float16 if half else torch.bfloat16
        self._scaler = torch.cuda.amp.GradScaler(enabled=half)
        form = torch.contiguous_format if self._text else torch.channels_last
        self._network.to(self._device, memory_format=form).train()
        weights = self._network.parameters()
        if self._optimizer_name == "AdamW":
            self._optimizer = torch.optim.AdamW(weights, lr=self._rate)
        else:
            self._optimizer = torch.optim.SGD(weights, lr=self._rate, momentum=0.9)
        batch = self._collate([self._dataset(self._batch)[index] for index in range(self._batch)])
        for _ in range(WARM_UP_STEPS):
            self.step(batch)
        self.synchronize()

    def batches(self, count: int, seed: int):
        loader = torch.utils.data.DataLoader(
            self._dataset(count * self._batch),
            batch_size=self._batch,
            shuffle=True,
            num_workers=self._workers,
            collate_fn=self._collate,
            pin_memory=self._pin,
            prefetch_factor=PREFETCH,
            persistent_workers=False,
            multiprocessing_context="fork",
            generator=torch.Generator().manual_seed(self._seed + seed),
        )
        return iter(loader)

    def step(self, batch) -> None:
        self._optimizer.zero_grad(set_to_none=True)
        self._scaler.scale(self._loss(batch)).backward()
        self._scaler.step(self._optimizer)
        self._scaler.update()

    def validate(self, batch) -> None:
        self._network.eval()
        with torch.no_grad():
            self._loss(batch)
        self._network.train()

    def synchronize(self) -> None:
        if self._device.type == "cuda":
            torch.cuda.synchronize()

    def write_checkpoint(self, path: pathlib.Path) -> None:
        with path.open("wb") as file:
            torch.save(self._network.state_dict(), file)
            file.flush()
            os.fsync(file.fileno())

    def _dataset(self, count: int):
        kind = samples.Texts if self._text else samples.Images
        return kind(count, self._size, self._stored)

    def _collate(self, items: list) -> tuple:
        labels = torch.tensor([label for _, label in items])
        if self._text:
            data = array.array("q", [number for tokens, _ in items for number in tokens]).tobytes()
        else:
            data = b"".join(pixels for pixels, _ in items)
        return (self._tensor(data) if self._shared else data), labels

    def _tensor(self, data: bytes):
        return torch.frombuffer(bytearray(data), dtype=torch.int64 if self._text else torch.uint8)

    def _loss(self, batch):
        data, labels = batch
        inputs = self._tensor(data) if isinstance(data, bytes) else data
        inputs = inputs.to(self._device, non_blocking=True)
        labels = labels.to(self._device, non_blocking=True)
        if self._text:
            inputs = inputs.view(-1, self._size)
        else:
            inputs = inputs.view(-1, self._size, self._size, 3).permute(0, 3, 1, 2).float() / 127.5 - 1.0
        with torch.autocast(self._device.type, self._precision, enabled=self._device.type == "cuda"):
            outputs = self._network(inputs)
        logits = outputs.logits if self._text else outputs
        return torch.nn.functional.cross_entropy(logits.float(), labels)


def translated(error: Exception) -> Exception:
    """Memory that ran out, as such; any other error as it is."""
    text = str(error).lower()
    if isinstance(error, MemoryError) or "out of memory" in text or "alloc_failed" in text:
        return OutOfMemory(str(error).splitlines()[0] if str(error) else "no memory left")
    return error

# SPDX-License-Identifier: GPL-3.0-or-later
"""What the epochs need of a training, whoever does the work."""
import abc
import pathlib


class Unavailable(Exception):
    """A package that this configuration needs is not installed."""


class OutOfMemory(Exception):
    """The configuration does not fit into the memory of the GPU or of the machine."""


class Training(abc.ABC):
    """One configuration in the making. load() may not touch the GPU; the rest follows after set_up()."""

    @abc.abstractmethod
    def load(self) -> dict:
        """Makes samples and network; the cells of the tasks CSV that only now are known."""

    @abc.abstractmethod
    def set_up(self) -> None:
        """Brings the network to the GPU and takes some steps, so that the first epoch is as the others."""

    @abc.abstractmethod
    def batches(self, count: int, seed: int):
        """Starts the loader's workers; an iterator over `count` batches."""

    @abc.abstractmethod
    def step(self, batch) -> None:
        """One training step."""

    @abc.abstractmethod
    def validate(self, batch) -> None:
        """One forward pass."""

    @abc.abstractmethod
    def synchronize(self) -> None:
        """Returns when the GPU has done all that it was given."""

    @abc.abstractmethod
    def write_checkpoint(self, path: pathlib.Path) -> None:
        """Writes the weights and brings them to the disk."""

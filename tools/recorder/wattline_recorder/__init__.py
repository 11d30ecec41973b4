# SPDX-License-Identifier: GPL-3.0-or-later
"""Records the power of NVIDIA GPUs through nvidia-smi while a command runs. Standard library only; Linux."""

VERSION = "0.1.0"

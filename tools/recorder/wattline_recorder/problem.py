# SPDX-License-Identifier: GPL-3.0-or-later
"""What keeps a recording from being made, how it is said, and how times are written."""
import datetime
import sys


class Problem(Exception):
    """One sentence for the person who started the recorder, and the exit code that goes with it."""

    def __init__(self, sentence: str, exit_code: int = 1):
        super().__init__(sentence)
        self.exit_code = exit_code


def local_time(unix_seconds: float) -> str:
    """The wall clock as nvidia-smi writes it: YYYY/MM/DD hh:mm:ss.mmm, without a zone."""
    moment = datetime.datetime.fromtimestamp(round(unix_seconds, 3))
    return f"{moment:%Y/%m/%d %H:%M:%S}.{moment.microsecond // 1000:03d}"


def say(sentence: str) -> None:
    print(f"wattline-record: {sentence}", file=sys.stderr, flush=True)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Signals that come when they are asked for, and children that do not outlive us."""
import ctypes
import os
import signal
import subprocess

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
FROM_TERMINAL = 128  # SI_KERNEL: a key of the terminal, which every process of the foreground group has got as well
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)


class Stopped(Exception):
    """A stopping signal came while nothing but waiting was under way."""

    def __init__(self, number: int):
        super().__init__(signal.Signals(number).name)
        self.exit_code = 128 + number


class HeldSignals:
    """From now to the end of the program SIGINT, SIGTERM and SIGHUP wait until wait() or pause() takes them, so that
    none cuts a step in its middle. A signal that was ignored before, as nohup does it, stays ignored."""

    def __init__(self):
        self._stopping = {number for number in STOPPING if signal.getsignal(number) != signal.SIG_IGN}
        self._held = self._stopping | {signal.SIGCHLD}
        self.mask_before = signal.pthread_sigmask(signal.SIG_BLOCK, self._held)

    def wait(self, seconds: float) -> "signal.struct_siginfo | None":
        """The stopping signal that came, or None after `seconds` or when a child ended."""
        info = signal.sigtimedwait(self._held, max(seconds, 0.0))
        return info if info and info.si_signo in self._stopping else None

    def pause(self, seconds: float) -> None:
        """Waits as wait() does; raises Stopped where a stopping signal came."""
        info = self.wait(seconds)
        if info:
            raise Stopped(info.si_signo)

    def start(self, arguments: list, **options) -> subprocess.Popen:
        """Starts a child with the signals that we had before."""
        mask = self.mask_before
        return subprocess.Popen(
            arguments, preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_SETMASK, mask), **options
        )

    def start_bound(self, arguments: list, **options) -> subprocess.Popen:
        """Starts a child in a session of its own, out of the terminal's reach, that the kernel ends when we die, even
        by SIGKILL. To be called from the main thread: the kernel watches the thread."""
        mask, parent = self.mask_before, os.getpid()

        def bind() -> None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)

        return subprocess.Popen(arguments, preexec_fn=bind, start_new_session=True, **options)


def end(process: subprocess.Popen, patience_seconds: float = 2.0) -> None:
    """Ends a bound child with all that it started: SIGTERM, and SIGKILL for one that ignores it."""
    for number, patience in ((signal.SIGTERM, patience_seconds), (signal.SIGKILL, None)):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            pass
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
        if number == signal.SIGKILL or not _group_lives(process.pid):
            return


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True

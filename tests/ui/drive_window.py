#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens the real program in a real X server and works it with keys and mouse: every page, a zoom, a selection, an end.

drive_window.py PROGRAM: exit code 0 where the program took everything and ended by Ctrl+Q with code 0 and without a word on
standard error. A Qt warning is fatal to it (QT_FATAL_WARNINGS), so any warning fails the test.
"""
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS_FOR_A_STEP = 30


def start_display() -> tuple[subprocess.Popen, str]:
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as pipe:
        number = pipe.readline().strip()
    return server, f":{number}"


def start_window_manager(environment: dict[str, str]) -> subprocess.Popen:
    """Comes back when openbox rules the screen: a window mapped while it takes over is lost and never shown."""
    ready = Path(environment["XDG_RUNTIME_DIR"], "openbox-is-ready")
    manager = subprocess.Popen(["openbox", "--startup", f"touch {ready}"], env=environment,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + SECONDS_FOR_A_STEP
    while not ready.exists():
        if manager.poll() is not None or time.monotonic() > deadline:
            manager.kill()
            raise SystemExit("the window manager did not start")
        time.sleep(0.01)
    return manager


def visible_window(workbench: subprocess.Popen, hand) -> str:
    """The number of the program's window as soon as it is on the screen."""
    deadline = time.monotonic() + SECONDS_FOR_A_STEP
    while workbench.poll() is None and time.monotonic() < deadline:
        try:
            return hand("search", "--onlyvisible", "--name", "Wattline").split()[0]
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            time.sleep(0.1)  # no such window yet
    workbench.terminate()
    _, errors = workbench.communicate(timeout=SECONDS_FOR_A_STEP)
    raise SystemExit(f"no window came; the program ended with {workbench.returncode} and said: {errors}")


def drive(program: str, environment: dict[str, str]) -> int:
    def hand(*arguments: str) -> str:
        done = subprocess.run(["xdotool", *arguments], env=environment, check=True, timeout=SECONDS_FOR_A_STEP,
                              capture_output=True, text=True)
        return done.stdout.strip()

    window_manager = start_window_manager(environment)
    workbench = subprocess.Popen([program, "--sample"], env=environment, stderr=subprocess.PIPE, text=True)
    try:
        window = visible_window(workbench, hand)
        hand("windowfocus", "--sync", window)
        for page in "2345":
            hand("key", f"alt+{page}")
        hand("key", "alt+1")
        hand("mousemove", "--window", window, "600", "350", "click", "4", "click", "4")  # the wheel zooms
        hand("mousemove", "--window", window, "500", "350", "mousedown", "1",
             "mousemove", "--window", window, "700", "350", "mouseup", "1")              # a drag selects
        hand("key", "ctrl+e")
        hand("key", "ctrl+0")
        hand("key", "ctrl+q")
        _, errors = workbench.communicate(timeout=SECONDS_FOR_A_STEP)
    finally:
        for process in (workbench, window_manager):
            if process.poll() is None:
                process.terminate()
                process.wait(timeout=SECONDS_FOR_A_STEP)
    if workbench.returncode != 0 or errors:
        print(f"the program ended with {workbench.returncode}: {errors}", file=sys.stderr)
        return 1
    return 0


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        server, display = start_display()
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_FATAL_WARNINGS": "1",
                       "XDG_RUNTIME_DIR": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        try:
            return drive(sys.argv[1], environment)
        finally:
            server.terminate()
            server.wait(timeout=SECONDS_FOR_A_STEP)


if __name__ == "__main__":
    sys.exit(main())

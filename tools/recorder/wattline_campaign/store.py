# SPDX-License-Identifier: GPL-3.0-or-later
"""What a campaign has: tasks.csv, epochs.csv, notes.csv and traces/*.csv.gz, packed into one archive that is replaced
as a whole after each configuration."""
import collections
import gzip
import io
import pathlib
import re
import shutil
import tarfile

from wattline_recorder import tasks_csv
from wattline_recorder.problem import Problem

ARCHIVE = "recordings.tar"
LIMIT_BYTES = 16 << 20
TABLES = ("tasks.csv", "epochs.csv", "notes.csv")
TRACE = re.compile(r"traces/[\w.+-]+\.csv(\.gz)?")
SETTLED = ("oom", "hang", "failed")  # what another try would only repeat


class Store:
    """A folder with the tables and traces, as it is unpacked."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder

    def rows(self, table: str) -> list:
        return tasks_csv.read(self.folder / table)[1]

    def add(self, table: str, rows: list) -> None:
        path = self.folder / table
        with tasks_csv.locked(path):
            tasks_csv.append(path, rows)

    def compress(self, trace: pathlib.Path) -> str:
        """Replaces the trace by its .csv.gz; the path that the tasks CSV gives it."""
        packed = trace.with_name(trace.name + ".gz")
        tasks_csv.replace_file(packed, gzip.compress(trace.read_bytes(), 9, mtime=0))
        trace.unlink()
        return packed.relative_to(self.folder).as_posix()

    def pack(self, archive: pathlib.Path, limit_bytes: int = LIMIT_BYTES) -> int:
        """Writes everything into the archive and gives its size. Beyond the limit a Problem, and the old one stays."""
        memory = io.BytesIO()
        traces = sorted(self.folder.glob("traces/*.csv.gz"))
        with tarfile.open(fileobj=memory, mode="w", format=tarfile.PAX_FORMAT) as tar:
            for path in [self.folder / table for table in TABLES if (self.folder / table).exists()] + traces:
                tar.add(path, path.relative_to(self.folder).as_posix())
        size = len(memory.getbuffer())
        if size > limit_bytes:
            raise Problem(f"{archive} would have {size >> 10} KiB, more than {limit_bytes >> 10}: import it first.")
        tasks_csv.replace_file(archive, memory.getvalue())
        return size

    def unpack(self, archive: pathlib.Path) -> None:
        """Takes the tables and traces of the archive, and nothing else that may be in it."""
        try:
            with tarfile.open(archive) as tar:
                for member in tar:
                    if member.isfile() and (member.name in TABLES or TRACE.fullmatch(member.name)):
                        target = self.folder / member.name
                        target.parent.mkdir(parents=True, exist_ok=True)
                        target.write_bytes(tar.extractfile(member).read())
        except (OSError, tarfile.TarError) as error:
            raise Problem(f"{archive} cannot be read: {error}.") from error

    def merge(self, other: "Store") -> int:
        """Adds the runs of the other that are not here yet; the number of them."""
        known = {row["run"] for row in self.rows("tasks.csv")}
        new = [row for row in other.rows("tasks.csv") if row["run"] not in known]
        (self.folder / "traces").mkdir(parents=True, exist_ok=True)
        for row in new:
            trace = other.folder / row["trace"]
            if not TRACE.fullmatch(row["trace"]) or not trace.is_file():
                raise Problem(f'The recording of {row["run"]} is missing.')
            if (self.folder / row["trace"]).exists():
                raise Problem(f'{self.folder / row["trace"]} is there already, but no run of {self.folder} names it.')
            shutil.copyfile(trace, self.folder / row["trace"])
        names = {row["run"] for row in new}
        epochs = [row for row in other.rows("epochs.csv") if row["run"] in names]
        there = self.rows("notes.csv")
        notes = [row for row in other.rows("notes.csv") if row not in there]
        for table, rows in (("epochs.csv", epochs), ("notes.csv", notes), ("tasks.csv", new)):
            if rows:
                self.add(table, rows)
        return len(new)


class Done:
    """What several stores hold already of one origin, by the key of a configuration."""

    def __init__(self, stores: list, origin: str):
        self.runs = collections.Counter()
        self.data_size = {}
        self.settled = set()
        seen = set()
        for store in stores:
            for row in store.rows("tasks.csv"):
                if row["run"] not in seen and row.get("origin") == origin:
                    seen.add(row["run"])
                    self.runs[row.get("configuration", "")] += 1
                    self.data_size.setdefault(row.get("configuration", ""), row.get("data_size", ""))
            for row in store.rows("notes.csv"):
                if row.get("kind") in SETTLED and row.get("origin") == origin:
                    self.settled.add(row["run"])

    def has(self, key: str, ordinal: int) -> bool:
        return key in self.settled or self.runs[key] >= ordinal

    def steps(self, key: str, batch_size: int) -> int:
        """Steps of an epoch of its replicate, 0 where there is none."""
        size = self.data_size.get(key, "")
        return int(size) // batch_size if size.isdigit() else 0

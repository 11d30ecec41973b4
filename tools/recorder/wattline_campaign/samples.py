# SPDX-License-Identifier: GPL-3.0-or-later
"""Generated samples held in memory in encoded form, so that the loader's workers have decoding and augmenting to do."""
import io
import random
import zlib

try:
    from PIL import Image
except ImportError:
    Image = None

DISTINCT = 256
MARGIN = 1.25  # a stored image is larger than what is cropped from it
WORDS = 30_000


class Images:
    """`count` samples that draw on 256 distinct images; item i is (RGB bytes of a random crop, label)."""

    def __init__(self, count: int, size: int, stored: list):
        self._count, self._size, self._stored = count, size, stored

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> tuple:
        number = index % len(self._stored)
        crop = _crop_picture if Image else _crop_rows
        return crop(self._stored[number], self._size), number


class Texts:
    """`count` samples that draw on 256 distinct texts; item i is (token numbers, label)."""

    def __init__(self, count: int, tokens: int, stored: list):
        self._count, self._tokens, self._stored = count, tokens, stored

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> tuple:
        number = index % len(self._stored)
        words = zlib.decompress(self._stored[number]).decode("ascii").split()
        begin = random.randrange(len(words) - self._tokens + 1)
        return [zlib.crc32(word.encode()) % WORDS for word in words[begin : begin + self._tokens]], number % 2


def encoded_images(size: int, seed: int) -> list:
    """JPEG pictures of smooth colours and grain; without PIL, compressed rows of pixels."""
    chance = random.Random(seed)
    return [(_picture if Image else _rows)(int(size * MARGIN), chance) for _ in range(DISTINCT)]


def encoded_texts(tokens: int, seed: int) -> list:
    chance = random.Random(seed)

    def text() -> bytes:
        return " ".join(f"w{chance.randrange(WORDS)}" for _ in range(int(tokens * MARGIN))).encode("ascii")

    return [zlib.compress(text()) for _ in range(DISTINCT)]


def _picture(side: int, chance: random.Random) -> bytes:
    coarse = max(side // 8, 2)
    smooth = Image.frombytes("RGB", (coarse, coarse), chance.randbytes(3 * coarse * coarse)).resize((side, side))
    grain = Image.frombytes("RGB", (side, side), chance.randbytes(3 * side * side))
    file = io.BytesIO()
    Image.blend(smooth, grain, 0.1).save(file, "JPEG", quality=85)
    return file.getvalue()


def _rows(side: int, chance: random.Random) -> bytes:
    tile = chance.randbytes(3 * side)
    return zlib.compress(b"".join(tile[3 * (row % side) :] + tile[: 3 * (row % side)] for row in range(side)), 1)


def _crop_picture(data: bytes, size: int) -> bytes:
    with Image.open(io.BytesIO(data)) as picture:
        side = picture.width
        part = random.uniform(0.6, 1.0) * side
        left, top = random.uniform(0, side - part), random.uniform(0, side - part)
        crop = picture.resize((size, size), Image.BILINEAR, box=(left, top, left + part, top + part))
    return (crop.transpose(Image.FLIP_LEFT_RIGHT) if random.random() < 0.5 else crop).tobytes()


def _crop_rows(data: bytes, size: int) -> bytes:
    side = int(size * MARGIN)
    pixels = zlib.decompress(data)
    left, top = random.randint(0, side - size), random.randint(0, side - size)
    rows = (pixels[3 * (side * row + left) : 3 * (side * row + left + size)] for row in range(top, top + size))
    return b"".join(rows)

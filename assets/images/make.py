#!/usr/bin/env python3
"""Draws the pictures in this folder: python3 make.py (Python's own library is enough).

Each picture is a function from a point (x, y in 0…1, downwards) to a colour (r, g, b in 0…1); a pixel is the mean
of SAMPLES x SAMPLES points, so edges are smooth. To add one: a function, and a row in the table at the end.
"""
import math
import os
import struct
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = 3
INK = (0.13, 0.11, 0.12)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def write_png(name, width, height, grey, rows):
    header = struct.pack(">IIBBBBB", width, height, 8, 0 if grey else 2, 0, 0, 0)
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header))
        file.write(chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9)) + chunk(b"IEND", b""))


def draw(name, width, height, grey, picture):
    rows = []
    for y in range(height):
        row = bytearray()
        for x in range(width):
            total = [0.0, 0.0, 0.0]
            for i in range(SAMPLES * SAMPLES):
                color = picture((x + (i % SAMPLES + 0.5) / SAMPLES) / width,
                                (y + (i // SAMPLES + 0.5) / SAMPLES) / height)
                total = [a + b for a, b in zip(total, color)]
            bytes_ = [round(255 * min(1, max(0, t / SAMPLES ** 2))) for t in total]
            row += bytes(bytes_[:1] if grey else bytes_)
        rows.append(bytes(row))
    write_png(name, width, height, grey, rows)


def grey(value):
    return (value, value, value)


def mix(one, other, t):
    return tuple(a + (b - a) * t for a, b in zip(one, other))


def in_disc(x, y, cx, cy, rx, ry=None):
    return ((x - cx) / rx) ** 2 + ((y - cy) / (ry or rx)) ** 2 <= 1


def in_polygon(x, y, corners):
    inside = False
    for i, (x1, y1) in enumerate(corners):
        x0, y0 = corners[i - 1]
        if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
            inside = not inside
    return inside


def disc(x, y):
    """A ball lit from the upper left, on black."""
    nx, ny = (x - 0.5) / 0.42, (y - 0.5) / 0.42
    if nx * nx + ny * ny > 1:
        return grey(0)
    light = (-0.5 * nx - 0.6 * ny + 0.62 * math.sqrt(1 - nx * nx - ny * ny))
    return grey(0.12 + 0.88 * max(0, light) ** 1.2)


def checker(x, y):
    """A floor of tiles up to a horizon, under a sky: the squares get smaller than any window."""
    horizon = 0.34
    if y < horizon:
        return mix((0.35, 0.58, 0.85), (0.86, 0.92, 0.97), y / horizon)
    depth = 0.16 / (y - horizon + 0.004)
    tile = (math.floor((x - 0.5) * depth * 9) + math.floor(depth * 6)) % 2
    haze = min(1, depth / 14)
    return mix((0.93, 0.9, 0.82) if tile else (0.22, 0.25, 0.33), (0.7, 0.76, 0.83), haze)


GLYPHS = {"P": "11110 10001 10001 11110 10000 10000 10000", "O": "01110 10001 10001 10001 10001 10001 01110",
          "L": "10000 10000 10000 10000 10000 10000 11111", "A": "01110 10001 10001 11111 10001 10001 10001",
          "V": "10001 10001 10001 10001 10001 01010 00100", "G": "01110 10001 10000 10111 10001 10001 01110",
          "M": "10001 11011 10101 10101 10001 10001 10001", "X": "10001 10001 01010 00100 01010 10001 10001"}


def letters(x, y):
    """MAX, AVG and POOL in dots of 5 x 7, white on black."""
    for word, left, top, pitch in (("MAX", 0.08, 0.06, 0.04), ("AVG", 0.2, 0.38, 0.03), ("POOL", 0.08, 0.64, 0.035)):
        column, row = (x - left) / pitch, (y - top) / pitch
        letter = int(column // 6)
        if row >= 0 and column >= 0 and row < 7 and letter < len(word) and column % 6 < 5:
            return grey(1.0 if GLYPHS[word[letter]].split()[int(row)][int(column % 6)] == "1" else 0.06)
    return grey(0.06)


def stripes(x, y):
    """Six rows of stripes, each twice as fine as the one above: 2 to 64 to the width."""
    band = int(y * 6)
    return grey(0.5 + 0.5 * math.sin(2 * math.pi * x * 2 ** (band + 1)))


def house(x, y):
    """A house with a door, a window and a chimney, a tree, a sun."""
    color = mix((0.42, 0.68, 0.93), (0.85, 0.93, 0.98), y / 0.72) if y < 0.72 else mix(
        (0.36, 0.62, 0.3), (0.24, 0.46, 0.22), (y - 0.72) / 0.28)
    shapes = ((in_disc(x, y, 0.84, 0.16, 0.09), (1.0, 0.85, 0.3)),
              (0.1 < x < 0.14 and 0.5 < y < 0.76, (0.42, 0.28, 0.18)),
              (in_disc(x, y, 0.12, 0.42, 0.1, 0.14), (0.2, 0.5, 0.22)),
              (0.62 < x < 0.69 and 0.2 < y < 0.4, (0.5, 0.25, 0.2)),
              (0.28 < x < 0.76 and 0.44 < y < 0.8, (0.93, 0.86, 0.72)),
              (in_polygon(x, y, ((0.22, 0.46), (0.52, 0.2), (0.82, 0.46))), (0.72, 0.26, 0.2)),
              (0.57 < x < 0.68 and 0.58 < y < 0.8, (0.42, 0.27, 0.16)),
              (0.34 < x < 0.49 and 0.54 < y < 0.68, (0.3, 0.42, 0.6)),
              (0.34 < x < 0.49 and 0.54 < y < 0.68 and (abs(x - 0.415) < 0.008 or abs(y - 0.61) < 0.008),
               (0.97, 0.97, 0.95)))
    for inside, paint in shapes:
        color = paint if inside else color
    return color


def dog(x, y):
    """A dog's face."""
    color = mix((0.62, 0.8, 0.78), (0.45, 0.66, 0.68), y)
    side = abs(x - 0.5)
    fur, dark, pale = (0.76, 0.55, 0.34), (0.42, 0.27, 0.17), (0.95, 0.88, 0.77)
    shapes = ((in_disc(side, y, 0.0, 0.5, 0.3, 0.34), fur),
              (in_disc(side, y, 0.3, 0.42, 0.1, 0.25), dark),
              (in_disc(side, y, 0.0, 0.34, 0.05, 0.175), pale),
              (in_disc(side, y, 0.07, 0.66, 0.12, 0.13), pale),
              (in_disc(side, y, 0.0, 0.8, 0.06, 0.075), (0.88, 0.45, 0.47)),
              (in_disc(side, y, 0.07, 0.64, 0.1, 0.12), pale),
              (in_disc(side, y, 0.0, 0.57, 0.075, 0.052), INK),
              (abs(side) < 0.008 and 0.6 < y < 0.73, INK),
              (in_disc(side, y, 0.135, 0.42, 0.046, 0.055), INK),
              (in_disc(x, y, 0.5 - 0.12, 0.4, 0.014) or in_disc(x, y, 0.5 + 0.15, 0.4, 0.014), (1, 1, 1)))
    for inside, paint in shapes:
        color = paint if inside else color
    return color


PICTURES = (("disc.png", 112, 112, True, disc), ("checker.png", 224, 168, False, checker),
            ("letters.png", 96, 96, True, letters), ("stripes.png", 192, 144, True, stripes),
            ("house.png", 160, 128, False, house), ("dog.png", 160, 160, False, dog))

if __name__ == "__main__":
    for arguments in PICTURES:
        draw(*arguments)

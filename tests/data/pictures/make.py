#!/usr/bin/env python3
"""Makes the pictures in this folder: python3 make.py (the JPEGs with ImageMagick's convert).

What each holds is said beside its call below; picture_file_test.c knows it too.
"""
import os
import struct
import subprocess
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(name, width, height, depth, kind, rows, before=b""):
    """rows: bytes a row, unfiltered."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9))
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(SIGNATURE + header + before + pixels + chunk(b"IEND", b""))


def jpeg(name, source, *options):
    subprocess.run(["convert", os.path.join(HERE, source), "-strip", "-quality", "95", *options,
                    os.path.join(HERE, name)], check=True)


def main():
    # 6 x 4: R = 10 i, G = 250 - 10 i, B = 102, i = 0…23: means 115, 135 and 102.
    means = [bytes(v for x in range(6) for v in (10 * (6 * y + x), 250 - 10 * (6 * y + x), 102)) for y in range(4)]
    png("means.png", 6, 4, 8, 2, means)
    # The same, with what makes no pixels: a comment, and a profile that libpng would complain about.
    text = chunk(b"tEXt", b"Comment\0hello") + chunk(b"iCCP", b"icc\0\0" + zlib.compress(b"no profile at all"))
    png("chunks.png", 6, 4, 8, 2, means, text)
    # 7 x 5, grey = 36 x + 4 y.
    png("grey.png", 7, 5, 8, 0, [bytes(36 * x + 4 * y for x in range(7)) for y in range(5)])
    # 2 x 1 of 16 bits: 0x80FF and 0xFFFF.
    png("grey16.png", 2, 1, 16, 0, [b"\x80\xff\xff\xff"])
    # 3 x 1 of 16 bits: 0x80FF, 0x80FE that stands for nothing, 0xFFFF.
    png("grey16_key.png", 3, 1, 16, 0, [b"\x80\xff\x80\xfe\xff\xff"], chunk(b"tRNS", b"\x80\xfe"))
    # 2 x 1 of 16 bits with alpha: 0xC000 of 0x8000, and wholly transparent white.
    png("alpha16.png", 2, 1, 16, 4, [b"\xc0\x00\x80\x00\xff\xff\x00\x00"])
    # 2 x 2 in a palette: red, green / blue, transparent white.
    palette = chunk(b"PLTE", bytes([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]))
    png("palette.png", 2, 2, 8, 3, [b"\0\1", b"\2\3"], palette + chunk(b"tRNS", b"\xff\xff\xff\0"))
    # 2 x 1: white of alpha 51 (a fifth), and wholly transparent red.
    png("alpha.png", 2, 1, 8, 6, [bytes([255, 255, 255, 51, 255, 0, 0, 0])])
    # 64 x 48: red, green, blue and grey quarters.
    quarters = [bytes(v for x in range(64) for v in
                      ([(200, 40, 40), (40, 160, 40)], [(40, 40, 200), (128, 128, 128)])[y // 24][x // 32])
                for y in range(48)]
    png("quarters.png", 64, 48, 8, 2, quarters)
    jpeg("baseline.jpg", "quarters.png", "-sampling-factor", "1x1")
    jpeg("progressive.jpg", "quarters.png", "-interlace", "JPEG")
    jpeg("grey.jpg", "grey.png")
    jpeg("cmyk.jpg", "quarters.png", "-colorspace", "CMYK")
    # Headers that promise 60,000 x 60,000 pixels, and hold none.
    with open(os.path.join(HERE, "huge.png"), "wb") as file:
        file.write(SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)) +
                   chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b""))
    with open(os.path.join(HERE, "huge.jpg"), "wb") as file:
        file.write(b"\xff\xd8\xff\xc0" + struct.pack(">HBHHB", 17, 8, 60000, 60000, 3) +
                   bytes([1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]) + b"\xff\xd9")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Makes the .npy files in this folder with NumPy (1.24 made those that are checked in): python3 make.py

Every file holds 0, 1, 2 ... in C order of its shape (b1: 0, 1, 0, 1 ...), whatever its type, byte order and order
in memory. Names: TYPE_BYTEORDER_ORDER_SHAPE[_vVERSION].npy
"""
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def save(kind, byte_order, order, shape, version=(1, 0)):
    values = np.arange(np.prod(shape)) % (2 if kind == "b1" else 1 << 30)
    array = np.array(values.reshape(shape), dtype=np.dtype(byte_order + kind), order=order)
    name = "_".join([kind, {"<": "le", ">": "be", "|": "na"}[byte_order], order.lower(), "x".join(map(str, shape))])
    if version != (1, 0):
        name += "_v%d" % version[0]
    with open(os.path.join(HERE, name + ".npy"), "wb") as file:
        np.lib.format.write_array(file, array, version=version)


for kind in ("b1", "i1", "u1"):
    save(kind, "|", "C", (2, 3, 4))
for kind in ("i2", "i4", "i8", "u2", "u4", "u8", "f2", "f4", "f8"):
    save(kind, "<", "C", (2, 3, 4))
    save(kind, ">", "F", (3, 5))
save("f16", "<", "C", (2, 3))
for order in "CF":
    save("f4", "<", order, (1, 2, 3, 4))
save("f8", "<", "F", (2, 3, 4))
save("f4", "<", "C", (4, 1))
save("f4", "<", "C", (2, 2), version=(2, 0))
save("f4", ">", "F", (2, 3), version=(3, 0))

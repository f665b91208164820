#!/usr/bin/python3
"""Runs the PyTorch code that Poolscope writes: shapes, numbers of parameters, and printouts read back.

By hand, with Debian's python3-torch and the programs of a build folder:

    mkdir code && POOLSCOPE_TORCH_CODE=code build/tests/unit/torch_code_test
    /usr/bin/python3 tests/data/torch_roundtrip.py code build/poolscope-cli

For each NAME.py of the folder: it runs and prints the shape in NAME.txt, its model has as many parameters as NAME.txt
says, and print(model), read by poolscope-cli, ends in the same field as the stack in NAME.stack. The last is left out
where the printout holds what no stack does (a layer that pads), or does not tell: the ceil mode of averages, the
channels that come in where no convolution or batch norm reads them.
"""
import contextlib
import glob
import io
import json
import os
import subprocess
import sys

FIGURES = ("out", "channels", "field", "jump", "start")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def figures(cli, text, size):
    """The last layer's, and all parameters, of a stack or printout; what went wrong as text."""
    options = ["--json", "--input-size", "%d,%d" % size]
    done = subprocess.run([cli, "field", "-"] + options, input=text, text=True, capture_output=True, check=False)
    if done.returncode != 0:
        return done.stderr.strip()
    layers = json.loads(done.stdout)["layers"]
    return [layers[-1].get(key) for key in FIGURES if layers] + [sum(layer["parameters"] for layer in layers)]


def is_told(model):
    """Whether the printout holds all that there is to the model, and no more."""
    layers = [(type(layer).__name__, layer) for layer in model.modules()]
    names = {name for name, _ in layers}
    silent = any(name == "AvgPool2d" and layer.ceil_mode for name, layer in layers)
    channels = "Linear" not in names or "Conv2d" in names or "BatchNorm2d" in names
    return channels and not silent and not names & {"ZeroPad2d", "ConstantPad2d"} and names - {"Sequential", "Identity"}


def run(code, name):
    """The model, the size of its input, and what was printed."""
    scope, printed = {}, io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, name, "exec"), scope)  # pylint: disable=exec-used
    return scope["model"], tuple(scope["x"].shape[2:]), printed.getvalue().strip()


def check(stem, cli):
    """What is wrong, or an empty text; and whether the printout was compared."""
    model, size, printed = run(read(stem + ".py"), stem)
    *shape, parameters = map(int, read(stem + ".txt").split())
    flat = shape[1:] == [1, 1] and printed == "torch.Size([1, %d])" % shape[0]
    if not flat and printed != "torch.Size(%s)" % ([1] + shape):
        return f"gives {printed}, not {shape}", False
    counted = sum(weights.numel() for weights in model.parameters())
    if counted != parameters:
        return f"has {counted} parameters, not {parameters}", False
    if cli is None or not is_told(model):
        return "", False
    there, back = figures(cli, read(stem + ".stack"), size), figures(cli, str(model), size)
    return "" if there == back else f"is {there} as a stack, {back} as a printout", True


def main(folder, cli=None):
    stems = sorted(path[:-3] for path in glob.glob(os.path.join(folder, "*.py")))
    wrong = compared = 0
    for stem in stems:
        complaint, read_back = check(stem, cli)
        compared += read_back
        if complaint:
            wrong += 1
            print(f"{os.path.basename(stem)} {complaint}")
    print(f"{len(stems)} codes run, {compared} printouts compared, {wrong} wrong")
    return wrong > 0 or not stems


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

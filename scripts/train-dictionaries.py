#!/usr/bin/env python3
"""Trains a preset dictionary for the compressed blocks (store/blocks/dictionaries/).

    pip install zstandard
    scripts/train-dictionaries.py NUMBER SAMPLES-FOLDER [SAMPLES-FOLDER ...]

The samples are what scripts/sample-blocks.js writes. A published dictionary never changes: blocks name the one
they were made with. Give a new one a new number here and in store/blocks/compression.ts.
"""
import pathlib, random, sys
import zstandard

SIZE = 16384  # with a block of 16 KB this is all that DEFLATE's window of 32 KB can see
SAMPLES = 3000  # of each folder
OUT = pathlib.Path(__file__).resolve().parent.parent / 'store' / 'blocks' / 'dictionaries'


def main(number, *folders):
    random.seed(1)
    samples = []
    for folder in folders:
        files = sorted(pathlib.Path(folder).iterdir())
        samples += [file.read_bytes() for file in random.sample(files, min(len(files), SAMPLES))]
    path = OUT / f'contents-{number}.dict'
    path.write_bytes(zstandard.train_dictionary(SIZE, samples).as_bytes()[-SIZE:])
    print(path.name, len(samples), 'blocks')


main(*sys.argv[1:])

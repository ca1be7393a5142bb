#!/usr/bin/env python3
"""Trains the preset dictionaries of the compressed blocks (store/blocks/dictionaries/).

    pip install zstandard
    scripts/train-dictionaries.py RECORDING.ndjson.gz [RECORDING.ndjson.gz ...]

A published dictionary never changes: blocks name the one they were made with. Give a new one a new number
here and in store/blocks/compression.ts.
"""
import gzip, json, pathlib, random, sys
import zstandard

SIZE = 16384  # twice as large packs 1% tighter and costs a quarter more time
BLOCK = 12288
SKIP_LISTS = '110068'
OUT = pathlib.Path(__file__).resolve().parent.parent / 'store' / 'blocks' / 'dictionaries'


def length(n):
    return n.to_bytes(3, 'big')


def blocks(entries):
    current = b''
    for entry in entries:
        if current and len(current) + len(entry) > BLOCK:
            yield current
            current = b''
        current += entry
    if current:
        yield current


def samples(recording):
    transactions, objects = [], []
    with gzip.open(recording, 'rt') as lines:
        for line in lines:
            row = json.loads(line)
            if row['t'] == 'ledger':
                pairs = [(bytes.fromhex(t[1]), bytes.fromhex(t[2])) for t in row['txs']]
                transactions += blocks(length(len(t)) + t + length(len(m)) + m for t, m in pairs)
                changes = [(bytes.fromhex(d[0]), d[1], bytes.fromhex(d[2] or '')) for d in row['diff'] if not (d[2] or '').startswith(SKIP_LISTS)]
                objects += blocks(bytes([c]) + length(len(b)) + b for _, c, b in changes)
            elif row['t'] == 'state':
                objects += blocks(b"\1" + length(len(b) // 2) + bytes.fromhex(b) for _, b in row["o"][:200])
    return transactions, objects


def main():
    random.seed(1)
    chosen = {'transactions': [], 'objects': []}
    for recording in sys.argv[1:]:
        for name, found in zip(chosen, samples(recording)):
            chosen[name] += random.sample(found, min(len(found), 1500))
    for name, found in chosen.items():
        dictionary = zstandard.train_dictionary(SIZE, found).as_bytes()
        path = OUT / f'{name}-1.dict'
        path.write_bytes(dictionary[-SIZE:])
        print(path.name, len(found), 'blocks')


main()

import { decode } from 'ripple-binary-codec';
import { CodecError } from '../../../xrpl/codec/codec-error';
import { toJson } from '../../../xrpl/codec/json';
import { selector } from '../../../xrpl/codec/select';
import { FieldWalker } from '../../../xrpl/codec/walk';
import { samples } from './sample';

/**
 * Where we refuse what the reference takes. In each of them rippled refuses too (its STObject, STArray, STPathSet and
 * STVector256 read from a SerialIter), so that it can't be in a ledger.
 */
const stricter: [problem: RegExp, reason: string][] = [
  [/^misplaced end marker$/, 'the reference stops at an end marker at the top and ignores what follows'],
  [/^no end marker before the data ends$/, 'the reference takes the end of the data for the end of whatever is open'],
  [/^the field comes twice$/, 'the reference keeps the later one'],
  [/^only objects may be in an array$/, 'the reference reads the value of any field as the fields of an object'],
  [/bytes are not whole hashes$/, 'the reference reads on beyond the length that was announced'],
  [/^a path without steps$/, 'the reference takes the end of an empty path for a step'],
  [/^path step of unknown type/, 'the reference ignores bits of a type that it does not know'],
  [/^a door is an account of 20 bytes$/, 'the reference skips the length without a look'],
  [/^nested too deep$/, 'the reference goes down until the stack overflows'],
];

/** Where we take what the reference refuses: codes that it has no name for, which are written as numbers. */
const unnamed = /"(LedgerEntryType|TransactionType|TransactionResult|PermissionValue)":\d/;

const zeros = (size: number): string => '00'.repeat(size);
/** One of each, as small as can be; the reference decodes them. */
const examples: [problem: string, hex: string][] = [
  ['misplaced end marker', '2400000001E1FF'],
  ['no end marker before the data ends', 'EA7D01AA'],
  ['the field comes twice', '24000000012400000002'],
  ['1 bytes are not whole hashes', `011301${zeros(32)}`],
  ['a path without steps', '01120000'],
  ['path step of unknown type 65', `011241${zeros(21)}`],
  ['a door is an account of 20 bytes', `011913${zeros(40)}14${zeros(40)}`],
  ['nested too deep', 'EA'.repeat(20) + 'E1'.repeat(20)],
];

const ROUNDS = 12;
const all = samples().filter(({ blob }) => blob.length < 1200);

let state = 0;
function random(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

const interesting = [0x00, 0xff, 0xe1, 0xf1, 0xf9, 0xea, 0x01, 0x10, 0x14, 0x80, 0xc0, 0x12, 0x19, 0x18, 0x30];

function mutate(blob: Buffer): Buffer {
  let bytes = Buffer.from(blob);
  for (let times = 1 + random(3); times > 0; times -= 1) {
    const at = random(bytes.length);
    switch (random(7)) {
      case 0:
        bytes[at] = random(256);
        break;
      case 1:
        bytes[at]! ^= 1 << random(8);
        break;
      case 2:
        bytes[at] = interesting[random(interesting.length)]!;
        break;
      case 3:
        bytes = bytes.subarray(0, at + 1);
        break;
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length - 1, at + random(40)))]);
        break;
      case 5:
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.of(interesting[random(15)]!), bytes.subarray(at)]);
        break;
      default: {
        const from = random(bytes.length);
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(from, from + random(60)), bytes.subarray(at)]);
      }
    }
  }
  return bytes;
}

/** The text, or the error when it is one of ours; anything else is a failure of the test. */
function ours(blob: Uint8Array): string | CodecError {
  try {
    return toJson(blob);
  } catch (error) {
    if (error instanceof CodecError) return error;
    throw error;
  }
}

function reference(hex: string): string | undefined {
  try {
    return JSON.stringify(decode(hex));
  } catch {
    return undefined;
  }
}

it.each(examples)('refuses what the reference takes: %s', (problem, hex) => {
  expect(reference(hex)).toBeDefined();
  expect(() => toJson(Buffer.from(hex, 'hex'))).toThrow(problem);
});

describe('mutated blobs', () => {
  it('are taken, refused and read as the reference does, but for the listed differences', () => {
    state = 1;
    const used = new Set<string>();
    const count = { taken: 0, refused: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { blob } of all) {
        const mutant = mutate(blob);
        const hex = mutant.toString('hex').toUpperCase();
        const got = ours(mutant);
        if (typeof got === 'string') {
          count.taken += 1;
          const expected = reference(hex);
          if (expected === undefined && unnamed.test(got)) used.add('unnamed');
          else expect([hex, got]).toEqual([hex, expected]);
          continue;
        }
        count.refused += 1;
        expect(got.offset).toBeLessThanOrEqual(mutant.length);
        expect(got.message).toContain(`${got.field} at byte ${got.offset}: `);
        const problem = got.message.slice(got.message.indexOf(': ') + 2);
        const known = stricter.find(([pattern]) => pattern.test(problem));
        if (known) used.add(known[1]);
        else expect([hex, got.message, reference(hex)]).toEqual([hex, got.message, undefined]);
      }
    }
    expect(count.taken).toBeGreaterThan(1000);
    expect(count.refused).toBeGreaterThan(1000);
    // Each difference must really be met, or it is a leftover.
    for (const [problem] of examples) used.add(stricter.find(([pattern]) => pattern.test(problem))![1]);
    expect(stricter.filter(([, reason]) => !used.has(reason))).toEqual([]);
    expect(used).toContain('unnamed');
  });

  it('are never read past their end, and the walkers give up where the decoder does', () => {
    state = 2;
    const select = selector(['Account', 'Balance', 'Memos', 'AffectedNodes', 'Paths', 'Signers']);
    for (let round = 0; round < 3; round += 1) {
      for (const { blob } of all) {
        const mutant = mutate(blob);
        const alone = ours(mutant);
        for (const filler of [0x00, 0xff, 0xe1]) {
          const around = Buffer.alloc(mutant.length + 300, filler);
          mutant.copy(around, 100);
          expect(String(ours(around.subarray(100, 100 + mutant.length)))).toBe(String(alone));
        }
        const walk = attempt(() => walkAll(mutant));
        if (typeof alone === 'string') {
          expect(walk).toBeUndefined();
          const object = JSON.parse(alone);
          for (const [name, value] of Object.entries(select(mutant))) expect(value).toEqual(object[name]);
        } else {
          attempt(() => select(mutant));
        }
      }
    }
  });
});

function attempt(run: () => unknown): CodecError | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof CodecError) return error;
    throw error;
  }
}

function walkAll(blob: Uint8Array): void {
  const fields = new FieldWalker(blob);
  while (fields.next()) {
    expect(fields.end).toBeLessThanOrEqual(blob.length);
    expect(fields.start).toBeLessThanOrEqual(fields.end);
  }
}

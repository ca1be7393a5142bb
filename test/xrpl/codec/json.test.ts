import { decode, DEFAULT_DEFINITIONS, encode, XrplDefinitions } from 'ripple-binary-codec';
import shipped from 'ripple-binary-codec/dist/enums/definitions.json';
import { CodecError } from '../../../xrpl/codec/codec-error';
import {
  compileDefinitions,
  defaultDefinitions,
  FieldKind,
  type ServerDefinitions,
} from '../../../xrpl/codec/definitions';
import { toJson } from '../../../xrpl/codec/json';
import { toObject } from '../../../xrpl/codec/object';
import { samples, unhex } from './sample';

const ACCOUNT = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';

describe('toJson', () => {
  it('is the reference to the byte on every transaction type and ledger entry type', () => {
    for (const { hex, blob } of samples()) expect(toJson(blob)).toBe(JSON.stringify(decode(hex)));
  });

  it('reads a view into a larger array, and an array that is no Buffer', () => {
    const { blob } = samples()[0]!;
    const around = new Uint8Array(blob.length + 200).fill(0x11);
    around.set(blob, 77);
    expect(toJson(around.subarray(77, 77 + blob.length))).toBe(toJson(blob));
  });

  it('gives an empty object for no bytes', () => expect(toJson(new Uint8Array())).toBe('{}'));

  it('writes what is larger than any buffer it began with, and small things after', () => {
    const data = 'AB'.repeat(300_000);
    const memos = Array.from({ length: 9 }, () => ({ Memo: { MemoData: data } }));
    const hex = encode({ TransactionType: 'AccountSet', Memos: memos });
    expect(toJson(unhex(hex))).toBe(JSON.stringify(decode(hex)));
    const small = encode({ TransactionType: 'AccountSet', Account: ACCOUNT });
    expect(toJson(unhex(small))).toBe(`{"TransactionType":"AccountSet","Account":"${ACCOUNT}"}`);
  });

  it('renames and leaves out fields at the top only', () => {
    const tx = { TransactionType: 'Payment', Amount: '5', Fee: '10', Memos: [{ Memo: { MemoData: 'AA' } }] };
    const blob = unhex(encode(tx));
    const omit = new Set(['TransactionType', 'MemoData']);
    expect(toJson(blob, { rename: { Amount: 'DeliverMax', MemoData: 'X', Fee: 'a"b' }, omit })).toBe(
      '{"DeliverMax":"5","a\\"b":"10","Memos":[{"Memo":{"MemoData":"AA"}}]}',
    );
    expect(toJson(blob, { omit: new Set(Object.keys(tx)) })).toBe('{}');
    expect(toJson(blob)).toBe(JSON.stringify(tx));
  });

  it('writes types and results that it does not know as numbers', () => {
    expect(toJson(unhex('11FFFF'))).toBe('{"LedgerEntryType":65535}');
    expect(toJson(unhex('127B0C'))).toBe('{"TransactionType":31500}');
    expect(toJson(unhex('0310FE'))).toBe('{"TransactionResult":254}');
    expect(toJson(unhex('203400FFFFFF'))).toBe('{"PermissionValue":16777215}');
  });

  it('reads the empty account of UNLModify as the package does', () => {
    expect(toJson(unhex('1200668100'))).toBe(JSON.stringify(decode('1200668100')));
  });

  it.each(['0000000000000001', '1FFFFFFFFFFFFFFF', '416345785D8A0000', '0000000000000000', '4020000000000000'])(
    'drops %s',
    (drops) => expect(toJson(unhex(`61${drops}`))).toBe(JSON.stringify(decode(`61${drops}`))),
  );
});

it('every field whose type the reference decodes is decoded', () => {
  const missing = [...defaultDefinitions.codes].filter(([name, code]) => {
    const { associatedType } = DEFAULT_DEFINITIONS.field.fromString(name);
    return (associatedType !== undefined) !== (defaultDefinitions.kinds[code] !== FieldKind.undecodable);
  });
  expect(missing).toEqual([]);
});

describe('toObject', () => {
  it('has the content of toJson', () => {
    for (const { hex, blob } of samples().slice(0, 300)) expect(toObject(blob)).toEqual(decode(hex));
  });
});

describe('definitions given at run time', () => {
  const source: ServerDefinitions = {
    ...(shipped as unknown as ServerDefinitions),
    FIELDS: [
      ...(shipped as unknown as ServerDefinitions).FIELDS,
      ['Mood', { nth: 200, type: 'UInt32', isSerialized: true }],
      ['Far', { nth: 200, type: 'Novelty', isSerialized: true }],
      ['Wide', { nth: 1, type: 'Hash512', isSerialized: true }],
    ],
    TYPES: { ...shipped.TYPES, Novelty: 99 },
    TRANSACTION_TYPES: { ...shipped.TRANSACTION_TYPES, Ponder: 777 },
    LEDGER_ENTRY_TYPES: { ...shipped.LEDGER_ENTRY_TYPES, Thought: 778 },
    TRANSACTION_RESULTS: { ...shipped.TRANSACTION_RESULTS, tecNO_MOOD: 250 },
  };
  const definitions = compileDefinitions(source);

  it('name fields, types and results', () => {
    const blob = unhex('11030A 120309 20C800000007 0310FA');
    expect(toObject(blob, { definitions })).toEqual({
      LedgerEntryType: 'Thought',
      TransactionType: 'Ponder',
      Mood: 7,
      TransactionResult: 'tecNO_MOOD',
    });
    expect(() => toJson(blob)).toThrow('type 2 field 200 at byte 6: unknown field');
  });

  it('are those of the reference for a transaction type made there', () => {
    const theirs = new XrplDefinitions({
      ...shipped,
      TRANSACTION_TYPES: { ...shipped.TRANSACTION_TYPES, Ponder: 777 },
    });
    const hex = encode({ TransactionType: 'Ponder', Sequence: 3 }, theirs);
    expect(toJson(unhex(hex), { definitions })).toBe(JSON.stringify(decode(hex, theirs)));
  });

  it('may name types that cannot be decoded: an error that names the field', () => {
    expect(() => toJson(unhex('00 63 C8 00'), { definitions })).toThrow('Far at byte 3: unknown type 99');
    expect(() => toJson(unhex(`01 17 ${'00'.repeat(64)}`), { definitions })).toThrow('Wide at byte 2: unknown type 23');
  });
});

describe('malformed input', () => {
  const cases: [why: string, hex: string, message: string][] = [
    ['value cut short', '2400', 'Sequence at byte 2: the data ends too early'],
    ['header cut short', '12000020', 'object at byte 4: the data ends too early'],
    ['header within an object cut short', 'EA7C04AABBCCDD00', 'Memo at byte 8: the data ends too early'],
    ['no value', '54', 'AccountHash at byte 1: the data ends too early'],
    ['unknown field', '206300000000', 'type 2 field 99 at byte 0: unknown field'],
    ['account of 19 bytes', `8113${'00'.repeat(19)}`, 'Account at byte 1: an account has 20 bytes, not 19'],
    ['impossible length', '7DFF0000', 'MemoData at byte 1: impossible length prefix'],
    ['length above the limit', '7DFEFFFF', 'MemoData at byte 1: length 929984 is more than a prefix may announce'],
    ['object not closed', 'EA7D01AA', 'Memo at byte 4: no end marker before the data ends'],
    ['array not closed', 'F9EA7D01AAE1', 'Memos at byte 6: no end marker before the data ends'],
    ['end of object at the top', 'E1', 'ObjectEndMarker at byte 0: misplaced end marker'],
    ['end of array in an object', 'EAF1', 'ArrayEndMarker at byte 1: misplaced end marker'],
    ['end of object in an array', 'F9E1', 'ObjectEndMarker at byte 1: misplaced end marker'],
    ['number in an array', 'F92400000001F1', 'Sequence at byte 1: only objects may be in an array'],
    ['field twice', '240000000124000000012400000001', 'Sequence at byte 5: the field comes twice'],
    ['field twice, apart', '22000000002400000001230000000024', 'Sequence at byte 15: the field comes twice'],
    ['long form of a short type', '0102', 'object at byte 0: type code 2 is not in its shortest form'],
    ['long form of a short field', '2004', 'object at byte 0: field code 4 is not in its shortest form'],
    ['issued amount out of range', `61FF${'FF'.repeat(47)}`, 'Amount at byte 1: issued amount out of range'],
    ['hashes not whole', '011301AA', 'Indexes at byte 2: 1 bytes are not whole hashes'],
    ['path without steps', '011200', 'Paths at byte 2: a path without steps'],
    ['path step of no kind', '01124000', 'Paths at byte 2: path step of unknown type 64'],
  ];
  it.each(cases)('%s', (_, hex, message) => {
    expect(() => toJson(unhex(hex))).toThrow(CodecError);
    expect(() => toJson(unhex(hex))).toThrow(message);
  });

  it('does not follow objects down for ever', () => {
    expect(() => toJson(Buffer.alloc(100_000, 0xea))).toThrow('Memo at byte 16: nested too deep');
    expect(() => toJson(Buffer.concat([unhex('F9'), Buffer.alloc(100_000, 0xea)]))).toThrow('nested too deep');
  });

  it('carries the offset and the field', () => {
    expect.assertions(3);
    try {
      toJson(unhex('1200002400'));
    } catch (error) {
      expect(error).toBeInstanceOf(CodecError);
      expect((error as CodecError).offset).toBe(5);
      expect((error as CodecError).field).toBe('Sequence');
    }
  });
});

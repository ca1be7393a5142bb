import { encode } from 'ripple-binary-codec';
import { CodecError } from '../../../xrpl/codec/codec-error';
import { defaultDefinitions } from '../../../xrpl/codec/definitions';
import { FieldType } from '../../../xrpl/codec/field-type';
import { toObject } from '../../../xrpl/codec/object';
import { selector } from '../../../xrpl/codec/select';
import { fieldOf, FieldWalker, findField, walkFields } from '../../../xrpl/codec/walk';
import { samples, unhex } from './sample';

const nameOf = (code: number): string => defaultDefinitions.fieldName(code);

/** The names of all fields and the hex of all blobs, as the walker finds them. */
function outline(blob: Buffer, from = 0, until = blob.length): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const fields = new FieldWalker(blob, from, until);
  while (fields.next()) {
    const { code, start, end } = fields;
    const type = code >> 8;
    if (type === FieldType.Object) found[nameOf(code)] = outline(blob, start, end);
    else if (type === FieldType.Array) {
      const elements: unknown[] = [];
      walkFields(
        blob,
        (inner, from, until) => void elements.push({ [nameOf(inner)]: outline(blob, from, until) }),
        start,
        end,
      );
      found[nameOf(code)] = elements;
    } else if (type === FieldType.Blob) found[nameOf(code)] = blob.toString('hex', start, end).toUpperCase();
    else found[nameOf(code)] = true;
  }
  return found;
}

function outlineOf(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, content]) => {
      const type = defaultDefinitions.codes.get(name)! >> 8;
      if (type === FieldType.Object) return [name, outlineOf(content as Record<string, unknown>)];
      if (type === FieldType.Array) return [name, (content as Record<string, unknown>[]).map(outlineOf)];
      return [name, type === FieldType.Blob ? content : true];
    }),
  );
}

it('finds the fields that the decoder finds, at every level', () => {
  for (const { blob } of samples().slice(0, 600)) expect(outline(blob)).toEqual(outlineOf(toObject(blob)));
});

it('bounds the content of a value', () => {
  const account = 'AB'.repeat(20);
  const blob = unhex(encode({ Account: account, Sequence: 7, Memos: [{ Memo: { MemoData: 'C0FFEE' } }] }));
  const content = (name: string, within?: { start: number; end: number }): string => {
    const range = findField(blob, name, within?.start, within?.end)!;
    return blob.toString('hex', range.start, range.end).toUpperCase();
  };
  expect(content('Sequence')).toBe('00000007');
  expect(content('Account')).toBe(account);
  expect(content('Memos')).toBe('EA7D03C0FFEEE1');
  expect(content('MemoData', findField(blob, 'Memo', ...bounds(findField(blob, 'Memos')!)))).toBe('C0FFEE');
  expect(findField(blob, fieldOf('Fee'))).toBeUndefined();
  expect(() => findField(blob, 'Nonsense')).toThrow(RangeError);
});

function bounds(range: { start: number; end: number }): [number, number] {
  return [range.start, range.end];
}

it('stops when told to, and tells what is malformed', () => {
  const blob = unhex('2400000001 2200000002 8113');
  const seen: string[] = [];
  walkFields(blob, (code) => {
    seen.push(nameOf(code));
    return seen.length < 2;
  });
  expect(seen).toEqual(['Sequence', 'Flags']);
  expect(() => walkFields(blob, () => undefined)).toThrow(CodecError);
  expect(() => walkFields(blob, () => undefined)).toThrow('Account at byte 12: the data ends too early');
});

describe('selector', () => {
  it('gives the values that the whole object has', () => {
    const names = [...defaultDefinitions.codes.keys()];
    samples()
      .slice(0, 1200)
      .forEach(({ blob }, index) => {
        const object = toObject(blob);
        const chosen = names.filter((_, i) => (i * 7 + index) % 5 === 0);
        const expected = Object.fromEntries(Object.entries(object).filter(([name]) => chosen.includes(name)));
        expect(selector(chosen)(blob)).toEqual(expected);
        if (index % 20 === 0) expect(selector(names)(blob)).toEqual(object);
      });
  });

  it('gives values larger than any buffer it began with', () => {
    const blob = unhex(encode({ Memos: [{ Memo: { MemoData: 'AB'.repeat(400_000) } }] }));
    expect(selector(['Memos'])(blob)).toEqual(toObject(blob));
  });

  it('reads no further than it must', () => {
    const select = selector(['TransactionType', 'Flags']);
    expect(select(unhex('120000 2200000005 FFFF'))).toEqual({ TransactionType: 'Payment', Flags: 5 });
    expect(() => select(unhex('120000 24'))).toThrow('Sequence at byte 4: the data ends too early');
    expect(select(unhex('12FFFE 2200000005'))).toEqual({ TransactionType: 65534, Flags: 5 });
    expect(() => selector(['Nonsense'])).toThrow(RangeError);
  });
});

import fc from 'fast-check';
import { fromIso, fromUnixTime, toHuman, toIso, toUnixTime } from '../../xrpl/time';

describe('ledger times', () => {
  it('have the forms of rippled', () => {
    expect(toIso(783_820_800)).toBe('2024-11-02T00:00:00Z');
    expect(toHuman(783_820_800)).toBe('2024-Nov-02 00:00:00.000000000 UTC');
    expect(toHuman(0)).toBe('2000-Jan-01 00:00:00.000000000 UTC');
    expect(toIso(4_294_967_295)).toBe('2136-02-07T06:28:15Z');
    expect(toUnixTime(0)).toBe(946_684_800);
  });

  it('come back from text and from Unix time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (time) => {
        expect(fromIso(toIso(time))).toBe(time);
        expect(fromUnixTime(toUnixTime(time))).toBe(time);
      }),
    );
  });

  it.each([
    '',
    '2024-11-02',
    '2024-11-02T00:00:00',
    '2024-11-02T00:00:00+01:00',
    '2024-11-02 00:00:00Z',
    '2024-02-30T00:00:00Z',
    '2024-13-01T00:00:00Z',
    '2024-11-02T24:00:00Z',
    '2024-11-02T00:00:00.000Z',
  ])('are not %p', (text) => {
    expect(fromIso(text)).toBeUndefined();
  });
});

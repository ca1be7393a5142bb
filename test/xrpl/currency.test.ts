import { coreTypes } from 'ripple-binary-codec';
import { currencyBytes, currencyText } from '../../xrpl/currency';

const inCode = (...bytes: number[]): Buffer => Buffer.concat([Buffer.alloc(12), Buffer.from(bytes), Buffer.alloc(5)]);

it('every character in every place of a code is shown as the reference does', () => {
  for (let place = 0; place < 3; place += 1) {
    for (let character = 0; character < 256; character += 1) {
      const bytes = inCode(0x41, 0x42, 0x43);
      bytes[12 + place] = character;
      expect(currencyText(bytes)).toBe(coreTypes['Currency']!.from(bytes.toString('hex').toUpperCase()).toJSON());
    }
  }
});

it('XRP is zero; the letters XRP, and anything beside the code, are hex', () => {
  expect(currencyText(Buffer.alloc(20))).toBe('XRP');
  expect(currencyText(inCode(0x58, 0x52, 0x50))).toBe('0000000000000000000000005852500000000000');
  for (const place of [0, 11, 15, 19]) {
    const bytes = inCode(0x55, 0x53, 0x44);
    bytes[place] = 1;
    expect(currencyText(Buffer.concat([Buffer.alloc(3), bytes]), 3)).toBe(bytes.toString('hex').toUpperCase());
  }
});

it('reads what it writes, and nothing else', () => {
  for (const text of ['XRP', 'USD', '$?|', '015841551A748AD2C1F76FF6ECB0CCCD00000000']) {
    expect(currencyText(currencyBytes(text)!)).toBe(text);
  }
  for (const text of ['', 'US', 'USDX', 'U D', 'Ŭsd', '<>!', '01', 'G'.repeat(40)]) {
    expect(currencyBytes(text)).toBeUndefined();
  }
});

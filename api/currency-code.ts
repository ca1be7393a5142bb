import { isCurrencyCode, RIPPLED_CODE } from '../xrpl/currency';

/** The 20 bytes of a currency as requests name it: rippled reads more characters than it shows. Zeros for XRP. */
export function readCurrency(text: string): Buffer | undefined {
  if (/^[0-9A-Fa-f]{40}$/.test(text)) return Buffer.from(text, 'hex');
  const bytes = Buffer.alloc(20);
  if (text === 'XRP') return bytes;
  if (!/^[!-~]{3}$/.test(text)) return undefined;
  bytes.write(text, 12, 'latin1');
  return isCurrencyCode(bytes, 0, RIPPLED_CODE) ? bytes : undefined;
}

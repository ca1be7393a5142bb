import type { Amount, Asset } from '../node/answers';
import { amountText } from '../format/amount';
import { assetName } from '../format/currency';
import { dateTime, fromLedgerTime } from '../format/time';

/** A word of a sentence: text, or something that has a page of its own or a form of its own. */
export type Part =
  | string
  | { readonly account: string }
  | { readonly amount: Amount }
  | { readonly asset: Asset }
  | { readonly nft: string }
  | { readonly transaction: string }
  | { readonly object: string }
  /** Seconds since the ledger's epoch. */
  | { readonly time: number };

export type Sentence = readonly Part[];

/** A sentence as a template; what is undefined is left out. */
export function say(text: TemplateStringsArray, ...values: (Part | Sentence | number | undefined)[]): Sentence {
  const parts = text.flatMap((piece, place): Part[] => {
    const value = values[place];
    const shown =
      value === undefined
        ? []
        : typeof value === 'number'
          ? [String(value)]
          : Array.isArray(value)
            ? value
            : [value as Part];
    return [piece, ...(shown as Part[])];
  });
  return parts.filter((part) => part !== '');
}

/** Lists with commas and "and". */
export function listed(items: readonly Sentence[]): Sentence {
  return items.flatMap((item, place) => {
    const joint = place === 0 ? '' : place === items.length - 1 ? ' and ' : ', ';
    return joint === '' ? item : [joint, ...item];
  });
}

export const short = (id: string): string => (id.length > 16 ? `${id.slice(0, 8)}…${id.slice(-6)}` : id);

/** As plain text, for titles and for those who read with other programs. */
export function plainText(sentence: Sentence): string {
  return sentence.map(partText).join('');
}

function partText(part: Part): string {
  if (typeof part === 'string') return part;
  if ('account' in part) return part.account;
  if ('amount' in part) return amountText(part.amount);
  if ('asset' in part) return assetName(part.asset);
  if ('nft' in part) return `NFT ${short(part.nft)}`;
  if ('transaction' in part) return `transaction ${short(part.transaction)}`;
  if ('object' in part) return short(part.object);
  return dateTime(fromLedgerTime(part.time));
}

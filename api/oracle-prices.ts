import { amount, type Amount } from '../xrpl/amount';
import { oracle } from '../xrpl/keylets/sequenced';
import { shown } from './codec';
import type { Reading } from './context';

/** How many transactions back a price is looked for in an oracle that has none at the moment. */
const versionsBack = 3;

/** Which oracle, and which of its prices. */
export interface PriceWanted {
  readonly account: Buffer;
  readonly documentId: number;
  /** Currency codes as rippled shows them. */
  readonly base: string;
  readonly quote: string;
}

export interface Price {
  readonly value: Amount;
  /** Unix time. */
  readonly updatedAt: number;
}

interface PriceData {
  readonly PriceData: {
    readonly BaseAsset: string;
    readonly QuoteAsset: string;
    /** Hexadecimal. */
    readonly AssetPrice?: string;
    readonly Scale?: number;
  };
}

interface OracleVersion {
  readonly LastUpdateTime?: number;
  readonly PriceDataSeries?: readonly PriceData[];
}

interface Threaded {
  readonly PreviousTxnID?: string;
}

interface AffectedOracle extends Threaded {
  readonly LedgerEntryType: string;
  readonly NewFields?: OracleVersion;
  readonly FinalFields?: OracleVersion;
}

/**
 * The newest price that an oracle has for a pair: its own, or where it has left that pair out, the one of an earlier
 * version, found through the transactions that changed it.
 */
export async function priceOf(wanted: PriceWanted, ledgerIndex: number, reading: Reading): Promise<Price | undefined> {
  const blob = await reading.reader.object(oracle(wanted.account, wanted.documentId), ledgerIndex);
  if (!blob) return undefined;
  let version = JSON.parse(shown(blob)) as OracleVersion & Threaded;
  let thread: Threaded = version;
  for (let back = 1; ; back++) {
    const price = priceIn(version, wanted);
    if (price || back > versionsBack) return price;
    const changed = await changedBy(thread, reading);
    // A transaction that made the oracle has nothing before it; the first one looked up says what was just seen.
    if (!changed || (changed.NewFields && back === 1)) return undefined;
    thread = changed;
    version = changed.NewFields ?? changed.FinalFields ?? {};
  }
}

async function changedBy({ PreviousTxnID }: Threaded, { reader }: Reading): Promise<AffectedOracle | undefined> {
  const found = PreviousTxnID && (await reader.transactionById(Buffer.from(PreviousTxnID, 'hex')));
  if (!found) return undefined;
  const { AffectedNodes } = JSON.parse(shown(found.metadata)) as { AffectedNodes: Record<string, AffectedOracle>[] };
  return AffectedNodes.flatMap((node) => Object.values(node)).find((node) => node.LedgerEntryType === 'Oracle');
}

function priceIn(version: OracleVersion, { base, quote }: PriceWanted): Price | undefined {
  for (const { PriceData } of version.PriceDataSeries ?? []) {
    const { BaseAsset, QuoteAsset, AssetPrice, Scale = 0 } = PriceData;
    if (BaseAsset !== base || QuoteAsset !== quote || AssetPrice === undefined) continue;
    const value = amount('issued', BigInt(`0x${AssetPrice}`), -Scale);
    return { value, updatedAt: version.LastUpdateTime ?? 0 };
  }
  return undefined;
}

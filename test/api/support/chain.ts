import { encode } from 'ripple-binary-codec';
import type { StoredLedger, StoredTransaction } from '../../../store/read/reader';
import { transactionId } from '../../../xrpl/hash';
import { ledgerHash, serialiseHeader } from '../../../xrpl/header';
import { decodeAccountId } from '../../../xrpl/base58';
import { currencyBytes } from '../../../xrpl/currency';
import { accountRoot } from '../../../xrpl/keylets/account';
import { feeSettings } from '../../../xrpl/keylets/singletons';
import { trustLine } from '../../../xrpl/keylets/trust-line';
import { MemoryReader } from './memory-reader';

export const alice = 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe';
export const bob = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';
export const first = 10;
export const last = 13;
/** Ledger 10 closed at 2024-11-01T00:00:00Z; each next one 10 seconds later. */
export const closeTimeOf = (ledgerIndex: number): number => 783_734_400 + (ledgerIndex - first) * 10;

const id = (address: string): Buffer => decodeAccountId(address)!;
const blob = (json: object): Buffer => Buffer.from(encode(json), 'hex');
const zeros = '0'.repeat(64);

export const aliceRoot = accountRoot(id(alice));
export const bobRoot = accountRoot(id(bob));
export const line = trustLine(id(alice), id(bob), currencyBytes('USD')!);
export const usd = (value: string, issuer: string) => ({ currency: 'USD', issuer, value });

const root = (Account: string, Balance: string, OwnerCount = 0): Buffer =>
  blob({
    LedgerEntryType: 'AccountRoot',
    Account,
    Balance,
    Flags: 0,
    OwnerCount,
    Sequence: 7,
    PreviousTxnID: zeros,
    PreviousTxnLgrSeq: 10,
  });

export interface Chain {
  reader: MemoryReader;
  /** A payment of 5 XRP, two offers and a failed payment, all in ledger 12. */
  payment: StoredTransaction;
  xrpOffer: StoredTransaction;
  usdOffer: StoredTransaction;
  failed: StoredTransaction;
  ledger(ledgerIndex: number): StoredLedger;
}

/** Four small ledgers, 10 to 13; bob's account is deleted in the last. */
export function makeChain(): Chain {
  const reader = new MemoryReader();
  let parentHash: Buffer = Buffer.alloc(32);
  for (let ledgerIndex = first; ledgerIndex <= last; ledgerIndex += 1) {
    const header = serialiseHeader({
      ledgerIndex,
      totalDrops: 99_999_999_999n,
      parentHash,
      transactionHash: Buffer.alloc(32, 1),
      accountHash: Buffer.alloc(32, 2),
      parentCloseTime: closeTimeOf(ledgerIndex - 1),
      closeTime: closeTimeOf(ledgerIndex),
      closeTimeResolution: 10,
      closeFlags: 0,
    });
    parentHash = ledgerHash(header);
    reader.addLedger({ ledgerIndex, hash: parentHash, header });
  }
  const fees = { BaseFee: 'a', ReserveBase: 1_000_000, ReserveIncrement: 200_000, ReferenceFeeUnits: 10 };
  reader.change(10, feeSettings, blob({ LedgerEntryType: 'FeeSettings', Flags: 0, ...fees }));
  reader.change(10, aliceRoot, root(alice, '9000000', 1));
  reader.change(10, bobRoot, root(bob, '1000000'));
  reader.change(
    11,
    line,
    blob({
      LedgerEntryType: 'RippleState',
      Flags: 0,
      Balance: usd('-12.5', 'rrrrrrrrrrrrrrrrrrrrBZbvji'),
      LowLimit: usd('0', bob),
      HighLimit: usd('100', alice),
      LowNode: '1f',
      HighNode: '0',
      PreviousTxnID: zeros,
      PreviousTxnLgrSeq: 11,
    }),
  );
  reader.change(12, aliceRoot, root(alice, '4000000', 1));
  reader.change(13, bobRoot, null);

  const add = (index: number, transaction: object, result: string, meta: object = {}): StoredTransaction => {
    const signed = blob({ Fee: '10', Sequence: index + 1, SigningPubKey: '', Account: alice, ...transaction });
    const metadata = blob({ TransactionIndex: index, TransactionResult: result, AffectedNodes: [], ...meta });
    const stored = { ledgerIndex: 12, index, id: transactionId(signed), transaction: signed, metadata };
    reader.stored.push(stored);
    return stored;
  };
  const payment = { TransactionType: 'Payment', Destination: bob };
  return {
    reader,
    payment: add(0, { ...payment, Amount: '5000000' }, 'tesSUCCESS'),
    xrpOffer: add(1, { TransactionType: 'OfferCreate', TakerGets: '1', TakerPays: usd('1', bob) }, 'tesSUCCESS'),
    usdOffer: add(2, { TransactionType: 'OfferCreate', TakerGets: usd('1', bob), TakerPays: '1' }, 'tesSUCCESS'),
    failed: add(3, { ...payment, Amount: usd('7', bob) }, 'tecPATH_DRY'),
    ledger: (ledgerIndex) => reader.ledgers.get(ledgerIndex)!,
  };
}

export const hex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase();

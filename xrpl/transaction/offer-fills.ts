import type { Amount } from '../amount';
import { subtractAmounts } from '../amount-arithmetic';
import { readAmount, readAsset } from '../amount-binary';
import { fieldOf, findField, type ByteRange } from '../codec/walk';
import type { Asset } from '../keylets/asset';
import { affectedNodes, CreatedNode, DeletedNode, type AffectedNode } from './affected-nodes';
import { transactionType } from './transaction-type';
import { TransactionType } from './transaction-types';

const OFFER = 0x6f;
const TakerGets = fieldOf('TakerGets');
const TakerPays = fieldOf('TakerPays');
const Account = fieldOf('Account');
const Sequence = fieldOf('Sequence');
const OfferSequence = fieldOf('OfferSequence');
const DomainID = fieldOf('DomainID');

export interface OfferSide {
  asset: Asset;
  /** What the offer has afterwards, less what it had. */
  change: Amount;
}

/** An offer of an order book that was taken, wholly or in part; bytes are views of the metadata. */
export interface OfferFill {
  /** The offer's index, 32 bytes. */
  offer: Uint8Array;
  /** Who had made it, 20 bytes. */
  maker: Uint8Array;
  sequence: number;
  /** What its taker got. */
  gets: OfferSide;
  /** What its taker paid. */
  pays: OfferSide;
  /** The permissioned domain it was made in, 32 bytes. */
  domain: Uint8Array | undefined;
  /** Whether it is gone now. */
  removed: boolean;
}

/**
 * How a transaction took offers, in the order of its metadata. Offers that it placed or cancelled aren't among them.
 * @throws CodecError when transaction or metadata is malformed.
 */
export function offerFills(transaction: Uint8Array, metadata: Uint8Array): OfferFill[] {
  const fills: OfferFill[] = [];
  let cancelled: number | undefined | 'unread' = 'unread';
  for (const node of affectedNodes(metadata)) {
    if (node.entryType !== OFFER || node.kind === CreatedNode) continue;
    const fill = fillOf(metadata, node);
    if (!fill) continue;
    if (cancelled === 'unread') cancelled = cancelledOffer(transaction);
    if (!fill.removed || fill.sequence !== cancelled) fills.push(fill);
  }
  return fills;
}

function fillOf(bytes: Uint8Array, { kind, key, fields, previous }: AffectedNode): OfferFill | undefined {
  // Without what it had before, an offer was removed, not taken.
  if (!fields || !previous) return undefined;
  const gets = side(bytes, TakerGets, fields, previous);
  const pays = side(bytes, TakerPays, fields, previous);
  if (!gets || !pays) return undefined;
  const read = (field: number): Uint8Array | undefined => {
    const found = findField(bytes, field, fields.start, fields.end);
    return found && bytes.subarray(found.start, found.end);
  };
  return {
    offer: bytes.subarray(key, key + 32),
    maker: read(Account)!,
    sequence: uint32(bytes, Sequence, fields) ?? 0,
    gets,
    pays,
    domain: read(DomainID),
    removed: kind === DeletedNode,
  };
}

/** The sequence of the offer that a transaction names to be cancelled. */
function cancelledOffer(transaction: Uint8Array): number | undefined {
  const type = transactionType(transaction);
  if (type !== TransactionType.OfferCancel && type !== TransactionType.OfferCreate) return undefined;
  return uint32(transaction, OfferSequence, { start: 0, end: transaction.length });
}

function side(bytes: Uint8Array, field: number, now: ByteRange, before: ByteRange): OfferSide | undefined {
  const after = findField(bytes, field, now.start, now.end);
  const previous = findField(bytes, field, before.start, before.end);
  if (!after || !previous) return undefined;
  const change = subtractAmounts(readAmount(bytes, after.start), readAmount(bytes, previous.start));
  return { asset: readAsset(bytes, after.start), change };
}

function uint32(bytes: Uint8Array, field: number, { start, end }: ByteRange): number | undefined {
  const found = findField(bytes, field, start, end);
  return found && Buffer.from(bytes.buffer, bytes.byteOffset + found.start, 4).readUInt32BE();
}

import { FieldWalker, fieldOf } from './codec/walk';
import { accountRoot } from './keylets/account';
import { directoryPage } from './keylets/directory';
import { offer, ticket } from './keylets/sequenced';
import { trustLine } from './keylets/trust-line';

/** LedgerEntryType codes whose key follows from a few fields of the entry; together nine in ten of all changes. */
const AccountRoot = 0x61;
const DirectoryNode = 0x64;
const Offer = 0x6f;
const RippleState = 0x72;
const Ticket = 0x54;

const Account = fieldOf('Account');
const Sequence = fieldOf('Sequence');
const TicketSequence = fieldOf('TicketSequence');
const LowLimit = fieldOf('LowLimit');
const HighLimit = fieldOf('HighLimit');
const RootIndex = fieldOf('RootIndex');
const IndexPrevious = fieldOf('IndexPrevious');
const wanted = new Set([Account, Sequence, TicketSequence, LowLimit, HighLimit, RootIndex, IndexPrevious]);

/** Where currency and issuer stand in an issued amount. */
const currencyAt = 8;
const issuerAt = 28;

/**
 * The key that an entry's own fields name, without knowing where it is stored; `undefined` for kinds whose key
 * needs more than that. For a directory it is a guess (the page after the previous one), so compare before use.
 *
 * @param blob canonical binary, beginning with LedgerEntryType
 * @throws CodecError when it is malformed
 */
export function derivedKey(blob: Uint8Array): Buffer | undefined {
  const type = (blob[1]! << 8) | blob[2]!;
  if (type !== AccountRoot && type !== DirectoryNode && type !== Offer && type !== RippleState && type !== Ticket)
    return undefined;
  const found = new Map<number, Buffer>();
  const fields = new FieldWalker(blob);
  while (fields.next()) {
    if (wanted.has(fields.code)) found.set(fields.code, view(blob, fields.start, fields.end));
  }
  const account = found.get(Account);
  switch (type) {
    case AccountRoot:
      return account && accountRoot(account);
    case Offer:
      return sequenced(offer, account, found.get(Sequence));
    case Ticket:
      return sequenced(ticket, account, found.get(TicketSequence));
    case RippleState: {
      const [low, high] = [found.get(LowLimit), found.get(HighLimit)];
      if (low?.length !== 48 || high?.length !== 48) return undefined;
      return trustLine(low.subarray(issuerAt), high.subarray(issuerAt), low.subarray(currencyAt, issuerAt));
    }
    default: {
      const root = found.get(RootIndex);
      const previous = found.get(IndexPrevious);
      return root && (previous ? directoryPage(root, previous.readBigUInt64BE() + 1n) : root);
    }
  }
}

function sequenced(
  keylet: (account: Uint8Array, sequence: number) => Buffer,
  account: Buffer | undefined,
  sequence: Buffer | undefined,
): Buffer | undefined {
  return account && sequence && keylet(account, sequence.readUInt32BE());
}

const view = (bytes: Uint8Array, start: number, end: number): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);

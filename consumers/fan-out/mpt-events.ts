import { encodeAccountId } from '../../xrpl/base58';
import { affectedNodes, CreatedNode, DeletedNode, type AffectedNode } from '../../xrpl/transaction/affected-nodes';
import { mptId, parseMptId } from '../../xrpl/mpt';
import { Fields, hexText } from './columns';
import type { Topic, TopicRecord } from './topic';
import { happening, happeningIdentity, transactionsOf, type LedgerTransaction } from './transactions-of';

const MPTOKEN_ISSUANCE = 0x7e;
const MPTOKEN = 0x7f;

/** What happened to MPT issuances and to who may hold them and does. */
export const mptEventsTopic: Topic = {
  name: 'xrpl.mpt-events',
  identity: happeningIdentity,
  key: 'mpt_issuance_id',
  filter: { type: 'transaction_type', accounts: ['issuer', 'holder'], tokens: [['mpt_issuance_id', 'issuer']] },
  begin() {
    return (segment) => [...transactionsOf(segment)].flatMap(events);
  },
};

function events(entry: LedgerTransaction): TopicRecord[] {
  const records: TopicRecord[] = [];
  for (const node of affectedNodes(entry.metadata)) {
    if (node.entryType !== MPTOKEN && node.entryType !== MPTOKEN_ISSUANCE) continue;
    const columns = eventOf(entry.metadata, node);
    if (columns) records.push({ ...happening(entry, records.length), ...columns });
  }
  return records;
}

function eventOf(metadata: Buffer, { kind, entryType, fields: range }: AffectedNode): TopicRecord | undefined {
  if (!range) return undefined;
  const fields = new Fields(metadata, range.start, range.end);
  const ofHolding = entryType === MPTOKEN;
  const issuer = fields.raw('Issuer');
  const id = ofHolding ? fields.raw('MPTokenIssuanceID') : issuer && mptId(fields.uint32('Sequence') ?? 0, issuer);
  if (!id) return undefined;
  const verb = kind === CreatedNode ? 'CREATED' : kind === DeletedNode ? 'REMOVED' : 'CHANGED';
  return {
    event: `${ofHolding ? 'HOLDING' : 'ISSUANCE'}_${verb}`,
    mpt_issuance_id: hexText(id),
    issuer: encodeAccountId(parseMptId(id).issuer),
    holder: ofHolding ? (fields.account('Account') ?? null) : null,
    flags: fields.uint32('Flags') ?? 0,
    amount: fields.uint64(ofHolding ? 'MPTAmount' : 'OutstandingAmount') ?? '0',
    locked_amount: fields.uint64('LockedAmount') ?? '0',
  };
}

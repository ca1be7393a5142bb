import type {
  GetLedgerDataRequest,
  GetLedgerDataResponse,
  GetLedgerRequest,
  GetLedgerResponse,
  RawLedgerObject,
} from '../../rippled/ledger-api';
import { transactionId } from '../../xrpl/hash';
import type { ObjectRecord } from '../../xrpl/ledger-diff';
import { bookSuccessors } from './book-successors';
import type { Served } from './ledger-answers';
import { byId } from './recorded-chain';

const pageSize = 2048;
const kinds = { created: 'CREATED', modified: 'MODIFIED', deleted: 'DELETED' } as const;
const unhex = (text: string): Buffer => Buffer.from(text, 'hex');

/** What rippled answers to `GetLedger`, down to what it leaves out; nothing where it hasn't that ledger or the one before. */
export function getLedger(served: Served, request: GetLedgerRequest): GetLedgerResponse | undefined {
  const { chain } = served;
  const index = request.ledger.sequence ?? served.newest;
  const ledger = index <= served.newest ? served.ledger(index) : undefined;
  if (!ledger || (request.get_objects && index === chain.base)) return undefined;
  const answer: GetLedgerResponse = { ledger_header: Buffer.concat([ledger.header, ledger.hash]), validated: true };
  if (request.transactions && request.expand) {
    const transactions = byId(ledger).map((each) => ({
      transaction_blob: each.transaction,
      metadata_blob: each.metadata,
    }));
    answer.transactions_list = { transactions };
  } else if (request.transactions) {
    answer.hashes_list = { hashes: byId(ledger).map(({ transaction }) => transactionId(transaction)) };
  }
  if (!request.get_objects) return answer;
  const neighbours = request.get_object_neighbors === true;
  answer.ledger_objects = {
    objects: ledger.objects.map((object) => ({
      key: object.key,
      mod_type: kinds[object.change],
      ...(object.blob && { data: object.blob }),
      ...(neighbours && object.change !== 'modified' && neighboursOf(served, object, index)),
    })),
  };
  answer.skiplist_included = true;
  answer.objects_included = true;
  if (neighbours) {
    answer.object_neighbors_included = true;
    const successors = bookSuccessors(chain, ledger);
    if (successors.length > 0) answer.book_successors = successors;
  }
  return answer;
}

/** What rippled answers to `GetLedgerData`: after the marker, up to and with the end. */
export function getLedgerData(
  served: Served,
  { ledger, marker, end_marker: end }: GetLedgerDataRequest,
): GetLedgerDataResponse | undefined {
  const index = ledger.sequence!;
  if (index > served.newest || !served.ledger(index)) return undefined;
  const upTo = end?.length ? end.toString('hex').toUpperCase() : undefined;
  const objects: { key: Buffer; data: Buffer }[] = [];
  for (const [key, data] of served.chain.stateAfter(marker?.toString('hex').toUpperCase() ?? '', index)) {
    if (upTo !== undefined && key > upTo) break;
    if (objects.length === pageSize) return { ledger_objects: { objects }, marker: objects.at(-1)!.key };
    objects.push({ key: unhex(key), data });
  }
  return { ledger_objects: { objects } };
}

function neighboursOf({ chain }: Served, { key }: ObjectRecord, index: number): Partial<RawLedgerObject> {
  const hex = key.toString('hex').toUpperCase();
  const [predecessor, successor] = [chain.keyBefore(hex, index), chain.keyAfter(hex, index)];
  return {
    ...(predecessor !== undefined && { predecessor: unhex(predecessor) }),
    ...(successor !== undefined && { successor: unhex(successor) }),
  };
}

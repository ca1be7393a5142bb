import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { registry } from '../../consumers/registry';
import { Runner } from '../../consumers/runner';
import { ArchiveLog } from '../../log/archive/archive-log';
import { ArchiveSource } from '../../producers/archive-source';
import { produce } from '../../producers/producer';
import { LmdbStore } from '../../store/lmdb/lmdb-store';
import { LmdbTreeStore } from '../../store/lmdb/lmdb-tree-store';
import type { StoredTransaction } from '../../store/read/reader';
import { TablesReader } from '../../store/read/tables-reader';
import { ledgerHash } from '../../xrpl/header';
import { splitTransaction, verifyProof, type Expected, type Proof } from '../../xrpl/verify-proof';
import { demoArchive, demoFirst, demoLast, silent, temporaryFolder } from '../demo';
import { runApi, type RunningApi } from './support/running-api';

const wanted = 10_000;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

const folder = temporaryFolder();
const store = new LmdbStore(join(folder, 'tables'));
const tree = new LmdbTreeStore(join(folder, 'tree', 'nodes.mdb'));
const reader = new TablesReader(store, { tree });
let api: RunningApi;
beforeAll(async () => {
  const log = new ArchiveLog(join(folder, 'log'));
  await produce({ source: new ArchiveSource(demoArchive), log, stateCheck: { store: tree } });
  const runner = await Runner.open({ log, store, views: registry, logger: silent });
  await runner.run({ follow: false });
  api = await runApi(reader);
});
afterAll(async () => {
  await api.close();
  await store.close();
  await tree.close();
});

let seed = 8;
const random = (below: number): number => (seed = (seed * 48271) % 0x7fffffff) % below;

/** The proof with one digit changed, somewhere; or with a node too many or too few. */
function tampered(proof: Proof): Proof {
  const copy = structuredClone(proof);
  if (random(8) === 0) {
    if (random(2) === 0) copy.nodes.pop();
    else copy.nodes.push(copy.nodes[0]!);
    return copy;
  }
  const places: [object, string | number][] = [
    [copy, 'ledger_header'],
    [copy, 'key'],
    ...copy.nodes.map((_, i): [object, number] => [copy.nodes, i]),
  ];
  if (copy.leaf) places.push([copy.leaf, 'key'], [copy.leaf, 'data']);
  const [owner, name] = places[random(places.length)]!;
  const texts = owner as Record<string | number, string>;
  const text = texts[name]!;
  const at = random(text.length);
  const digit = ((parseInt(text[at]!, 16) + 1 + random(15)) % 16).toString(16).toUpperCase();
  texts[name] = text.slice(0, at) + digit + text.slice(at + 1);
  return copy;
}

const holds = (proof: Proof, expected: Expected): Promise<boolean> =>
  verifyProof(proof, expected).then(
    () => true,
    () => false,
  );

test('10,000 proofs of entries and transactions, there or not, hold, and none does with a digit changed', async () => {
  let [present, absent, broken] = [0, 0, 0];
  const check = async (answer: { proof: Proof }, expected: Expected, data: string | undefined): Promise<void> => {
    const proven = await verifyProof(answer.proof, expected);
    expect(proven.present ? hex(proven.data) : undefined).toBe(data);
    if (data === undefined) absent++;
    else present++;
    if (!(await holds(tampered(answer.proof), expected))) broken++;
  };
  // Forward, back and forward again, across where the tree is stored.
  for (
    let ledger = demoLast;
    present + absent < wanted;
    ledger = ledger - 31 < demoFirst ? ledger + 167 : ledger - 31
  ) {
    const ledgerHashOf = hex((await reader.ledger(ledger))!.hash);
    for (const { key, blob } of await reader.objectsAfter(Buffer.alloc(32), ledger, 5000)) {
      if (random(2) === 0) continue;
      const asked = Buffer.from(key);
      const missing = random(5) === 0;
      if (missing) asked[random(32)]! ^= 1 << random(8);
      const params = { index: hex(asked), ledger_index: ledger, proof: true, binary: true };
      const answer = await api.call('ledger_entry', params);
      if (missing) expect(answer.error).toBe('entryNotFound');
      else expect(answer.node_binary).toBe(hex(blob));
      await check(
        answer,
        { ledgerHash: ledgerHashOf, tree: 'state', key: hex(asked) },
        missing ? undefined : hex(blob),
      );
    }
    for (const { id, transaction, metadata } of await reader.transactions(ledger)) {
      const asked = Buffer.from(id);
      const missing = random(5) === 0;
      if (missing) asked[random(32)]! ^= 1 << random(8);
      const params = { tx_hash: hex(asked), ledger_index: ledger, proof: true };
      const answer = await api.call('transaction_entry', params);
      const expected: Expected = { ledgerHash: ledgerHashOf, tree: 'transactions', key: hex(asked) };
      const proven = await verifyProof(answer.proof, expected);
      expect(proven.present).toBe(!missing);
      if (missing) expect([answer.error, proven.present]).toEqual(['transactionNotFound', false]);
      else if (proven.present)
        expect(splitTransaction(proven.data)).toEqual({
          transaction: new Uint8Array(transaction),
          metadata: new Uint8Array(metadata),
        });
      await check(answer, expected, proven.present ? hex(proven.data) : undefined);
    }
  }
  expect(present).toBeGreaterThan(6000);
  expect(absent).toBeGreaterThan(1000);
  expect(broken).toBe(present + absent);
});

test('account_info and tx take it too, in both API versions', async () => {
  const [{ id }] = (await reader.transactions(100)) as [StoredTransaction];
  for (const api_version of [1, 2]) {
    const account = await api.call('account_info', {
      account: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh',
      proof: true,
      api_version,
    });
    const expected: Expected = { ledgerHash: account.ledger_hash, tree: 'state', key: account.account_data.index };
    expect(await verifyProof(account.proof, expected)).toMatchObject({ present: true });
    const tx = await api.call('tx', { transaction: hex(id), proof: true, api_version });
    const ledgerHashOf = hex((await reader.ledger(100))!.hash);
    expect(await verifyProof(tx.proof, { ledgerHash: ledgerHashOf, tree: 'transactions', key: hex(id) })).toMatchObject(
      { present: true },
    );
  }
  const nobody = await api.call('account_info', { account: 'rrrrrrrrrrrrrrrrrrrrBZbvji', proof: true });
  const { ledger_hash } = await api.call('ledger', {});
  expect(nobody.error).toBe('actNotFound');
  expect(await verifyProof(nobody.proof, { ledgerHash: ledger_hash, tree: 'state', key: nobody.proof.key })).toEqual({
    present: false,
  });
});

test('without being asked for, no proof; and none when no tree is kept', async () => {
  expect(await api.call('account_info', { account: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh' })).not.toHaveProperty('proof');
  const bare = await runApi(new TablesReader(store));
  expect(await bare.call('account_info', { account: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', proof: true })).toMatchObject(
    {
      error: 'notSupported',
      error_message: 'No state tree is kept near ledger 215 to prove it from.',
    },
  );
  await bare.close();
});

test('a proof of one thing proves nothing else', async () => {
  const account = { account: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', proof: true, ledger_index: 200 };
  const answer = await api.call('account_info', account);
  const { proof, ledger_hash: ledgerHashOf } = answer;
  const { index } = answer.account_data;
  const expected: Expected = { ledgerHash: ledgerHashOf, tree: 'state', key: index };
  expect(await holds(proof, expected)).toBe(true);
  const other = hex((await reader.ledger(201))!.hash);
  expect(await holds(proof, { ...expected, ledgerHash: other })).toBe(false);
  expect(await holds(proof, { ...expected, tree: 'transactions' })).toBe(false);
  expect(await holds({ ...proof, tree: 'transactions' }, { ...expected, tree: 'transactions' })).toBe(false);
  expect(await holds(proof, { ...expected, key: 'AB'.repeat(32) })).toBe(false);
  // Cut before the leaf, or with its nodes left out, it must not pass for the proof of an absence.
  expect(await holds({ ...proof, leaf: undefined } as never, expected)).toBe(false);
  expect(await holds({ ...proof, nodes: [] }, expected)).toBe(false);
  // A made-up empty state has a header of its own, hence another hash.
  const header = Buffer.from(proof.ledger_header, 'hex').fill(0, 76, 108);
  const empty = { ...proof, ledger_header: hex(header), nodes: [], leaf: undefined } as never;
  expect(await holds(empty, expected)).toBe(false);
  expect(await verifyProof(empty, { ...expected, ledgerHash: hex(ledgerHash(header)) })).toEqual({ present: false });
});

test('the verifier can be copied as it is: it imports nothing', () => {
  const text = readFileSync(join(__dirname, '..', '..', 'xrpl', 'verify-proof.ts'), 'utf8');
  expect(text).not.toMatch(/^\s*import\b|\brequire\(|\bimport\(|\bBuffer\b/m);
});

import { join } from 'node:path';
import { DataFolder } from '../../cli/data-folder';
import { runConsumer, runProducer } from '../../cli/pipeline';
import { ArchiveSource } from '../../producers/archive-source';
import { openSources } from '../../producers/open-sources';
import type { Source } from '../../producers/source';
import { combineDigests, digestTables } from '../../store/digest';
import { demoArchive, demoLast, demoLedgers, silent, temporaryFolder } from '../demo';
import { LedgerDouble } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';

const folder = temporaryFolder();
const base = 2;
let chain: RecordedChain;
let fromArchive: string;

/** Ledgers of the source up to the last, in tables. @returns their digest */
async function ingested(name: string, source: Source, onPublished?: () => void): Promise<string> {
  const data = new DataFolder(join(folder, name));
  const done = new AbortController();
  await runProducer(data, source, done.signal, {
    onPublished: ({ ledgerIndex }) => {
      onPublished?.();
      if (source.live && ledgerIndex === demoLast) done.abort();
    },
  });
  const tables = data.tables('fill');
  try {
    await runConsumer(data, tables, silent, { follow: false, signal: new AbortController().signal });
    return combineDigests(await digestTables(tables.store));
  } finally {
    await tables.close();
  }
}

beforeAll(async () => {
  chain = new RecordedChain(await demoLedgers());
  fromArchive = await ingested('archive', new ArchiveSource(demoArchive));
});

test.each(['grpc', 'clio', 'rippled'] as const)(
  'what a node of kind %s says while its ledgers close makes the same tables as the archive',
  async (kind) => {
    const node = await LedgerDouble.start(kind, chain, { newest: base + 150 });
    try {
      const source = await openSources([node.url], { start: base, logger: silent });
      expect(await ingested(kind, source, () => node.closeLedger())).toBe(fromArchive);
    } finally {
      await node.stop();
    }
  },
);

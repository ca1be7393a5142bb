import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { finishAudit } from '../../consumers/audit/audit';
import { chunksOf, runLane, type Range } from '../../consumers/audit/lane';
import { describeReport, type AuditReport } from '../../consumers/audit/report';
import { RunFolder } from '../../consumers/audit/run-folder';
import { ArchiveLog } from '../../log/archive/archive-log';
import { stopSignal } from '../../kit/lifecycle';
import { ArchiveSource } from '../../producers/archive-source';
import { openSource } from '../../producers/open-source';
import { LmdbTreeStore } from '../../store/lmdb/lmdb-tree-store';
import { SourceLog } from '../source-log';
import { auditedTables, auditInThread } from '../audit-worker';
import { partsToAudit } from '../audited-parts';
import { DataFolder } from '../data-folder';
import { dataOption, ledgerRange, threadsOption } from '../options';
import { Progress } from '../progress';

interface AuditOptions {
  data: string;
  source?: string;
  threads?: number;
  report?: string;
  anew?: boolean;
}

export function addAudit(program: Command): void {
  program
    .command('audit')
    .description('check every ledger of the log, and that the tables say what the log means, both ways')
    .argument('[ledgers]', 'such as 1000-2000; everything when absent', ledgerRange)
    .addOption(dataOption())
    .addOption(new Option('--source <path>', 'an archive folder or a recording to audit in place of --data'))
    .addOption(threadsOption())
    .option('--report <file>', 'write what was found as JSON')
    .option('--anew', 'forget what an audit that was stopped has done')
    .addHelpText(
      'after',
      `
With --source the ledgers of an archive or a recording are checked instead, without tables; a recording from its
start, where its state is.
An audit that is stopped goes on where it was. It ends with 2 when anything is wrong.

Examples:
  millrace audit --data /srv/xrpl --report audit.json
  millrace audit 1000-2000 --source archive/`,
    )
    .action(async (ledgers: Range | undefined, options: AuditOptions) => {
      const signal = stopSignal();
      const report = await (options.source === undefined
        ? auditData(ledgers, options, signal)
        : auditSource(ledgers, options.source, signal));
      if (!report) throw new Error('the audit was stopped; the same command goes on where it was');
      if (options.report !== undefined) writeFileSync(options.report, `${JSON.stringify(report, null, 2)}\n`);
      console.log(describeReport(report));
      if (report.findings.length > 0) process.exitCode = 2;
    });
}

async function auditData(
  asked: Range | undefined,
  { data: path, threads = availableParallelism(), anew = false }: AuditOptions,
  signal: AbortSignal,
): Promise<AuditReport | undefined> {
  const data = DataFolder.existing(path);
  const { parts, about } = await partsToAudit(data, asked);
  const { first, last, audited } = about;
  const question = { first, last, subject: 'log and tables' };
  const folder = join(data.path, 'audit');
  const run = RunFolder.open(folder, question, anew);
  const ledgers = audited.reduce((sum, part) => sum + part.last - part.first + 1, 0);
  const progress = new Progress('audited', { first: 1, last: ledgers }, false);
  for (const { log, range } of parts) {
    const chunks = chunksOf(range.first, range.last).filter((chunk) => !run.isDone(chunk));
    const share = Math.ceil(chunks.length / threads);
    const lanes = Array.from({ length: threads }, (_, i) => chunks.slice(i * share, (i + 1) * share));
    await Promise.all(
      lanes
        .filter((lane) => lane.length > 0)
        .map((own, lane) =>
          auditInThread(
            { data: data.path, log: log.folder, run: folder, question, chunks: own, lane },
            ({ last, ledgers, transactions }) => progress.advance(last, ledgers, transactions),
            signal,
          ),
        ),
    );
  }
  progress.done();
  if (signal.aborted) return undefined;
  const store = data.store();
  try {
    const report = await finishAudit(run, { ...about, subject: question.subject }, await auditedTables(store));
    run.remove();
    return report;
  } finally {
    await store.close();
  }
}

async function auditSource(
  asked: Range | undefined,
  path: string,
  signal: AbortSignal,
): Promise<AuditReport | undefined> {
  const source = await openSource(path);
  const extent = await source.extent();
  if (!extent) throw new Error(`--source ${path}: there is nothing to audit`);
  // An archive can be read anywhere, and past damage. Others are read from their start, where the state is.
  const reading = new SourceLog(source);
  const log = source instanceof ArchiveSource ? new ArchiveLog(source.name) : reading;
  const start = (await log.first()) ?? extent.first;
  const first = log === reading ? start : Math.max(asked?.first ?? start, start);
  const range = { first, last: Math.min(asked?.last ?? extent.last, extent.last) };
  const folder = mkdtempSync(join(tmpdir(), 'millrace-audit-'));
  const aside = new LmdbTreeStore(join(folder, 'aside', 'nodes.mdb'));
  try {
    const about = { ...range, subject: path };
    const run = RunFolder.open(join(folder, 'run'), about, true);
    const progress = new Progress('audited', range);
    await runLane(
      { log, aside, scratch: folder },
      chunksOf(range.first, range.last),
      async (result, expected) => {
        run.save(result, expected);
        progress.advance(result.last, result.ledgers, result.transactions);
      },
      signal,
    );
    progress.done();
    return signal.aborted ? undefined : await finishAudit(run, { ...about, log: range }, undefined);
  } finally {
    await reading.close();
    await aside.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

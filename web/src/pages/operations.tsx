import type { Pipeline, PipelineProcess, PipelineView } from '../../../schemas/pipeline';
import { Coverage } from '../live/coverage';
import { Verification } from '../live/verification';
import { count, counted } from '../format/amount';
import { dateTime, duration } from '../format/time';
import type { ServerInfo } from '../node/answers';
import { useAnswer } from '../node/use-answer';
import { usePipeline } from '../node/use-pipeline';
import { RawJson } from '../parts/json';
import { LedgerLink } from '../parts/links';
import { PageHead, Panel, Tiles } from '../parts/panel';
import { Failure, Loading, Nothing } from '../parts/states';
import { useTitle } from '../parts/use-title';
import { When } from '../parts/when';
import { Table } from '../parts/table';

/** The pipeline in numbers, for those who run it. */
export default function OperationsPage() {
  const pipeline = usePipeline();
  const { answer, error } = useAnswer<ServerInfo>('server_info', {}, pipeline ? Math.floor(pipeline.time / 10_000) : 0);
  useTitle('Operations');
  return (
    <>
      <PageHead kind="Operations" title="The pipeline in numbers" />
      {error && <Failure error={error} />}
      {!pipeline && <Loading what="Waiting for what the pipeline tells" />}
      {pipeline && <Numbers of={pipeline} />}
      {answer && (
        <Panel title="What it says of itself">
          <RawJson value={answer.info} label="The answer of server_info, as JSON" />
          {pipeline && <RawJson value={pipeline} label="GET /pipeline, as JSON" />}
        </Panel>
      )}
    </>
  );
}

const rate = (perSecond: number): string =>
  perSecond >= 10 ? count(Math.round(perSecond)) : String(Number(perSecond.toFixed(2)));

function Numbers({ of }: { of: Pipeline }) {
  const { visible, rates, clients, log } = of;
  const behind = log && visible ? log.last - visible.last : 0;
  return (
    <>
      <Tiles
        of={[
          [
            'Newest visible ledger',
            visible ? <LedgerLink index={visible.last} /> : 'none yet',
            visible && (
              <>
                closed <When at={visible.closedAt} />
              </>
            ),
          ],
          ['Behind the log', counted(behind, 'ledger')],
          ['Ledgers a second', rate(rates.ledgers), `${rate(rates.transactions)} transactions`],
          ['Rows a second', rate(rates.rows)],
          [
            'Requests a second',
            rate(clients.requestsPerSecond),
            `${counted(clients.webSockets, 'connection')}, ${counted(clients.subscriptions, 'subscription')}`,
          ],
        ]}
      />
      <Views pipeline={of} />
      <div class="columns even">
        <Coverage pipeline={of} newest={undefined} />
        <Verification pipeline={of} />
      </div>
      <Sources pipeline={of} />
      <div class="columns even">
        <Methods pipeline={of} />
        <Processes pipeline={of} />
      </div>
    </>
  );
}

function Views({ pipeline: { views } }: { pipeline: Pipeline }) {
  return (
    <Panel title="Views" aside="what each table holds of the log">
      <Table
        label="Views"
        heads={['View', 'Ledgers', '>Behind', '>Ledgers a second', '>Generation']}
        rows={views.map((view) => [
          view.name,
          spans(view),
          view.lag === undefined ? '–' : count(view.lag),
          rate(view.ledgersPerSecond),
          generation(view),
        ])}
      />
    </Panel>
  );
}

const shownSpans = 3;

function spans({ ledgers }: PipelineView): string {
  const texts = ledgers.slice(-shownSpans).map(({ first, last }) => `${count(first)} to ${count(last)}`);
  const rest = ledgers.length - texts.length;
  return texts.length === 0 ? 'none yet' : `${texts.join(', ')}${rest > 0 ? `, and ${rest} earlier runs` : ''}`;
}

const generation = ({ generation: now, rebuilding }: PipelineView): string =>
  rebuilding
    ? `${now}, and ${rebuilding.generation} being filled${rebuilding.last === undefined ? '' : `: ledger ${count(rebuilding.last)}`}`
    : String(now);

function Sources({ pipeline: { sources } }: { pipeline: Pipeline }) {
  return (
    <Panel title="Sources">
      {sources.length === 0 && <Nothing>No process follows a source now, or none has said so yet.</Nothing>}
      {sources.length > 0 && (
        <Table
          label="Sources"
          heads={['Source', 'Kind', 'State', '>Newest ledger', '>Health', '>Refused']}
          rows={sources.map(({ name, kind, state, why, newest, health, refused, asked }) => [
            <>
              {name} {asked && <span class="badge good">asked</span>}
            </>,
            kind,
            `${state}${why === undefined ? '' : `: ${why}`}`,
            newest === undefined ? '–' : count(newest),
            `${Math.round(100 * health)}%`,
            count(refused),
          ])}
        />
      )}
    </Panel>
  );
}

function Methods({ pipeline: { clients } }: { pipeline: Pipeline }) {
  return (
    <Panel title="What is asked for most">
      {clients.methods.length === 0 && <Nothing>Nothing was asked in the last ten seconds.</Nothing>}
      {clients.methods.length > 0 && (
        <Table
          label="Methods"
          heads={['Method', '>A second', '>Takes']}
          rows={clients.methods.map(({ method, perSecond, seconds }) => [
            <code>{method}</code>,
            rate(perSecond),
            `${(1000 * seconds).toFixed(1)} ms`,
          ])}
        />
      )}
    </Panel>
  );
}

function Processes({ pipeline: { processes } }: { pipeline: Pipeline }) {
  return (
    <Panel title="Processes">
      {processes.length === 0 && <Nothing>No process has said anything in the last ten seconds.</Nothing>}
      <ul class="list">
        {processes.map((each) => (
          <li key={`${each.host} ${each.pid} ${each.since}`}>
            <ProcessLine of={each} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ProcessLine({ of: { roles, host, pid, version, since, memory, eventLoopDelay } }: { of: PipelineProcess }) {
  return (
    <>
      <strong>{roles.join(', ')}</strong> {version}
      <div class="small">
        {host !== undefined && `${host}, process ${pid}; `}since {dateTime(since)};{' '}
        {count(Math.round(memory / 2 ** 20))} MiB; its event loop is late by {duration(1000 * eventLoopDelay)}
      </div>
    </>
  );
}

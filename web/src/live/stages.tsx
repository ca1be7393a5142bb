import type { Pipeline, PipelineSource, PipelineView } from '../../../schemas/pipeline';
import { count, counted } from '../format/amount';
import { duration } from '../format/time';
import type { LiveLedger } from '../node/live';
import { LedgerLink } from '../parts/links';
import type { StageProps } from './stage';

/** What a view may be behind by without being called behind: the batch that is being written. */
const usualLag = 8;

/** Seconds after which the age of the newest ledger is no news. */
const oldAge = 3600;

const perSecond = (rate: number): string => (rate >= 10 ? count(Math.round(rate)) : String(Number(rate.toFixed(1))));

/** The five stages that a ledger passes; those that the server doesn't tell about say just what they are. */
export function stagesOf(pipeline: Pipeline | undefined, newest: LiveLedger | undefined): StageProps[] {
  return [source(pipeline), log(pipeline), views(pipeline), watermark(pipeline, newest), clients(pipeline)];
}

const kinds: Record<PipelineSource['kind'], string> = {
  archive: 'an archive',
  recording: 'a recording',
  grpc: 'a node, by gRPC',
  websocket: 'a node, by WebSocket',
};

const states: Record<PipelineSource['state'], string> = {
  following: 'following',
  waiting: 'waiting for it',
  stalled: 'its ledgers stand still',
  aside: 'set aside: it gave a wrong ledger',
  read: 'read to its end',
};

function source(pipeline: Pipeline | undefined): StageProps {
  const name = 'Source';
  const { sources = [], verification } = pipeline ?? {};
  const asked = sources.find((each) => each.asked) ?? sources[0];
  if (!asked) return { name, figure: '–', notes: ['where ledgers come from; each is verified before it goes on'] };
  const broken = asked.state === 'aside' || asked.state === 'waiting';
  const others = sources.length - 1;
  return {
    name,
    figure: asked.newest === undefined ? kinds[asked.kind] : <LedgerLink index={asked.newest} />,
    state: broken ? 'broken' : asked.state === 'stalled' ? 'behind' : 'well',
    notes: [
      `${asked.newest === undefined ? '' : `${kinds[asked.kind]}, `}${states[asked.state]}`,
      ...(others > 0 ? [`${others} ${others === 1 ? 'other stands' : 'others stand'} by`] : []),
      ...(verification && verification.verified > 0
        ? [
            `${counted(verification.verified, 'ledger')} proven${verification.refused > 0 ? `, ${count(verification.refused)} refused` : ''}`,
          ]
        : []),
    ],
  };
}

function log(pipeline: Pipeline | undefined): StageProps {
  const name = 'Event log';
  const known = pipeline?.log;
  if (!known) return { name, figure: '–', notes: ['keeps what every ledger changed'] };
  return {
    name,
    figure: <LedgerLink index={known.last} />,
    notes: [
      `${counted(known.last - known.first + 1, 'ledger')}, from ${count(known.first)} on`,
      `${perSecond(pipeline.rates.ledgers)} ledgers a second`,
    ],
  };
}

function views(pipeline: Pipeline | undefined): StageProps {
  const name = 'Views';
  if (!pipeline || pipeline.views.length === 0) return { name, figure: '–', notes: ['turn the log into tables'] };
  const furthest = Math.max(0, ...pipeline.views.map(({ lag = 0 }) => lag));
  return {
    name,
    figure: furthest === 0 ? 'all up to date' : `${count(furthest)} behind`,
    state: furthest > usualLag ? 'behind' : 'well',
    notes: [`${perSecond(pipeline.rates.rows)} rows a second`],
    levels: pipeline.views.map((view) => ({ name: view.name, part: filled(view, pipeline), says: lagText(view) })),
  };
}

const lagText = ({ lag, rebuilding }: PipelineView): string =>
  rebuilding ? 'rebuilding' : lag === undefined ? '' : lag === 0 ? 'up to date' : `${count(lag)} behind`;

/** How much of the log it holds. */
function filled({ lag = 0 }: PipelineView, { log }: Pipeline): number {
  if (!log) return 0;
  return Math.max(0, Math.min(1, 1 - lag / (log.last - log.first + 1)));
}

function watermark(pipeline: Pipeline | undefined, newest: LiveLedger | undefined): StageProps {
  const last = Math.max(pipeline?.visible?.last ?? 0, newest?.index ?? 0);
  const age = pipeline?.visible?.age;
  const behind = pipeline?.log && last > 0 ? pipeline.log.last - last : 0;
  return {
    name: 'Watermark',
    figure: last === 0 ? '–' : <LedgerLink index={last} />,
    state: behind > usualLag ? 'behind' : 'well',
    notes: [
      'the newest ledger that every view holds',
      ...(age === undefined || age > oldAge ? [] : [`closed ${duration(age * 1000)} ago`]),
    ],
  };
}

function clients(pipeline: Pipeline | undefined): StageProps {
  const name = 'Clients';
  if (!pipeline) return { name, figure: '–', notes: ['ask by HTTP, listen by WebSocket'] };
  const { webSockets, subscriptions, requestsPerSecond } = pipeline.clients;
  return {
    name,
    figure: `${count(webSockets)} connected`,
    notes: [counted(subscriptions, 'subscription'), `${perSecond(requestsPerSecond)} requests a second`],
  };
}

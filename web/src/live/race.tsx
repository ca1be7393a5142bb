import { useEffect, useState } from 'preact/hooks';
import type { Pipeline } from '../../../schemas/pipeline';
import { count } from '../format/amount';
import { duration } from '../format/time';
import type { LiveLedger } from '../node/live';
import { useArrival } from '../parts/use-arrival';
import { useNow } from '../parts/use-now';
import { When } from '../parts/when';
import { stagesOf } from './stages';
import { Stage } from './stage';

/** As long as a ledger floats down the race (the animation in race.css). */
const sailing = 3600;
const mostAfloat = 6;
/** Without a new ledger for so long the water stands still. */
const calmAfter = 30_000;

/** The pipeline as a mill race: ledgers float from the source through the log and the views to the clients. */
export function Race({ pipeline, ledgers }: { pipeline: Pipeline | undefined; ledgers: readonly LiveLedger[] }) {
  const now = useNow();
  const heading = useArrival(undefined);
  const newest = ledgers[0];
  const flowing = newest?.seenAt !== undefined && now - newest.seenAt < calmAfter;
  return (
    <section class={`race ${flowing ? 'flowing' : ''}`} aria-labelledby="race">
      <header>
        <h1 id="race" tabIndex={-1} ref={heading}>
          {newest ? <>Ledger {count(newest.index)} is validated</> : 'The ledger, as it validates'}
        </h1>
        <p class="quiet">
          {newest && (
            <>
              closed <When at={newest.closedAt} />
              {flowing ? interval(ledgers) : ', at rest since'}
            </>
          )}
        </p>
      </header>
      <div class="body">
        <Channel ledgers={ledgers} />
        <ol class="stages">
          {stagesOf(pipeline, newest).map((stage) => (
            <Stage key={stage.name} {...stage} />
          ))}
        </ol>
      </div>
    </section>
  );
}

/** How quickly ledgers follow one another, by their close times. */
function interval(ledgers: readonly LiveLedger[]): string {
  const [newest, oldest] = [ledgers[0], ledgers.at(-1)];
  if (!newest || !oldest || newest.index === oldest.index) return '';
  return `, one every ${duration((newest.closedAt - oldest.closedAt) / (newest.index - oldest.index))}`;
}

function Channel({ ledgers }: { ledgers: readonly LiveLedger[] }) {
  const [, setTurn] = useState(0);
  const afloat = ledgers
    .filter(({ seenAt }) => seenAt !== undefined && Date.now() - seenAt < sailing)
    .slice(0, mostAfloat);
  const last = afloat[0]?.index;
  useEffect(() => {
    if (last === undefined) return;
    const timer = setTimeout(() => setTurn((turn) => turn + 1), sailing);
    return () => clearTimeout(timer);
  }, [last]);
  return (
    <div class="channel" aria-hidden="true">
      <div class="waves" />
      <div class="waves slow" />
      {afloat.map(({ index }) => (
        <span class="float" key={index}>
          {count(index)}
        </span>
      ))}
    </div>
  );
}

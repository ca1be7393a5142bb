import { Coverage } from '../live/coverage';
import { LatestLedgers } from '../live/latest-ledgers';
import { LatestTransactions } from '../live/latest-transactions';
import { Race } from '../live/race';
import { Verification } from '../live/verification';
import { useLive } from '../node/use-live';
import { usePipeline } from '../node/use-pipeline';
import { useTitle } from '../parts/use-title';

export function Home() {
  const ledgers = useLive();
  const pipeline = usePipeline();
  useTitle('');
  return (
    <>
      <Race pipeline={pipeline} ledgers={ledgers} />
      <div class="columns even">
        <Coverage pipeline={pipeline} newest={ledgers[0]?.index} />
        <Verification pipeline={pipeline} />
      </div>
      <div class="columns">
        <LatestLedgers ledgers={ledgers} />
        <LatestTransactions ledgers={ledgers} />
      </div>
    </>
  );
}

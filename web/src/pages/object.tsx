import { useRoute } from 'preact-iso';
import type { Fields } from '../node/answers';
import { useAnswer } from '../node/use-answer';
import { ObjectFields } from '../parts/object-fields';
import { PageHead, Panel } from '../parts/panel';
import { Failure, Loading } from '../parts/states';
import { RawJson } from '../parts/json';
import { useTitle } from '../parts/use-title';

export default function ObjectPage() {
  const index = useRoute().params['index'] ?? '';
  const { answer, error } = useAnswer<{ node: Fields; ledger_index: number }>('ledger_entry', { index });
  useTitle('Object');
  const title = answer ? String(answer.node['LedgerEntryType']) : 'Object of the ledger';
  return (
    <>
      <PageHead kind="Object of the newest ledger" title={title}>
        <p class="mono identity">{index}</p>
      </PageHead>
      {error && <Failure error={error} />}
      {!answer && !error && <Loading />}
      {answer && (
        <Panel title="Fields">
          <ObjectFields of={answer.node} />
          <RawJson value={answer} label="The answer of ledger_entry, as JSON" />
        </Panel>
      )}
    </>
  );
}

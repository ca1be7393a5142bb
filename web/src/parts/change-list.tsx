import type { Change } from '../explain/changes';
import { fieldValue } from './object-fields';
import { Scroll } from './panel';

const badges = { created: 'good', modified: 'grain', deleted: 'bad' } as const;
/** They change with every transaction. */
const uninteresting = new Set(['PreviousTxnID', 'PreviousTxnLgrSeq']);

/** The objects that a transaction created, modified and deleted, and what became of their fields. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  return (
    <ul class="list">
      {changes.map((change) => (
        <li key={change.index}>
          <details>
            <summary>
              <span class={`badge ${badges[change.kind]}`}>{change.kind}</span> {change.type}{' '}
              <span class="mono small">{change.index.slice(0, 12)}…</span>
            </summary>
            <ChangeTable change={change} />
            {change.kind !== 'deleted' && (
              <p>
                <a href={`/object/${change.index}`}>As it is in the newest ledger</a>
              </p>
            )}
          </details>
        </li>
      ))}
    </ul>
  );
}

function ChangeTable({ change: { kind, fields, previous, type } }: { change: Change }) {
  const names = Object.keys(kind === 'modified' ? previous : fields).filter((name) => !uninteresting.has(name));
  if (names.length === 0) return <p class="quiet">None of its fields that are told changed.</p>;
  return (
    <Scroll label={`Fields of ${type}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">Field</th>
            {kind === 'modified' && <th scope="col">Before</th>}
            <th scope="col">{kind === 'deleted' ? 'Last' : 'After'}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {kind === 'modified' && <td>{fieldValue(name, previous[name])}</td>}
              <td>{fields[name] === undefined ? 'removed' : fieldValue(name, fields[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

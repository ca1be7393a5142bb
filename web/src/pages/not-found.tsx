import { PageHead } from '../parts/panel';
import { useTitle } from '../parts/use-title';

export function NotFound() {
  useTitle('No such page');
  return (
    <PageHead kind="Page" title="There is no such page">
      <p>
        The address may be mistyped. Search above, or go to <a href="/">the ledgers as they validate</a>.
      </p>
    </PageHead>
  );
}

import { useRoute } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { MethodView } from '../console/method-view';
import { methodsOf, type Method, type OpenApi } from '../console/reference';
import { PageHead } from '../parts/panel';
import { Failure, Loading } from '../parts/states';
import { useTitle } from '../parts/use-title';

const first = 'server_info';

async function read(): Promise<Method[]> {
  const response = await fetch('/openapi.json');
  if (!response.ok) throw new Error(`The API's description can't be had now: status ${response.status}.`);
  return methodsOf((await response.json()) as OpenApi);
}

export default function ConsolePage() {
  const chosen = useRoute().params['method'] ?? first;
  const [methods, setMethods] = useState<Method[]>();
  const [error, setError] = useState<Error>();
  useTitle(`${chosen} · Console`);
  useEffect(() => {
    read().then(setMethods, setError);
  }, []);
  const method = methods?.find(({ name }) => name === chosen);
  return (
    <>
      <PageHead kind="Request console" place="console" title="Every method of the API">
        <p>Each has an example that works. What you send is answered by this very server.</p>
      </PageHead>
      {error && <Failure error={error} />}
      {!methods && !error && <Loading what="Reading the API's description" />}
      {methods && (
        <div class="console">
          <MethodList methods={methods} chosen={chosen} />
          {method ? (
            <MethodView key={method.name} method={method} />
          ) : (
            <Failure error={new Error(`There is no method named ${chosen}.`)} />
          )}
        </div>
      )}
    </>
  );
}

function MethodList({ methods, chosen }: { methods: readonly Method[]; chosen: string }) {
  const [filter, setFilter] = useState('');
  const shown = methods.filter(({ name, summary }) =>
    `${name} ${summary}`.toLowerCase().includes(filter.toLowerCase()),
  );
  return (
    <nav class="panel methods" aria-label="Methods">
      <label class="hidden" for="filter">
        Filter the methods
      </label>
      <input
        id="filter"
        type="search"
        placeholder="Filter"
        value={filter}
        onInput={({ currentTarget }) => setFilter(currentTarget.value)}
      />
      <ul>
        {shown.map(({ name }) => (
          <li key={name}>
            <a href={`/console/${name}`} aria-current={name === chosen ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { isNotFound } from '../node/answer-error';
import { ask } from '../node/ask';
import { PageHead, Panel } from '../parts/panel';
import { Failure, Loading } from '../parts/states';
import { useTitle } from '../parts/use-title';
import { classify, type Candidate } from '../search/classify';

/** Whether the server knows it. */
async function isThere({ question }: Candidate): Promise<boolean> {
  if (!question) return true;
  try {
    await ask(question.command, question.params);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

export default function SearchPage() {
  const { query, route } = useLocation();
  const text = (query['q'] ?? '').trim();
  const [state, setState] = useState<{ text: string; error?: Error } | undefined>();
  useTitle(`Search for ${text}`);
  useEffect(() => {
    let current = true;
    const find = async (): Promise<void> => {
      const candidates = classify(text);
      const there = await Promise.all(candidates.map(isThere));
      const found = candidates.find((_, place) => there[place]);
      if (!current) return;
      if (found) route(found.href, true);
      else setState({ text });
    };
    find().catch((error: Error) => current && setState({ text, error }));
    return () => {
      current = false;
    };
  }, [text]);
  const searching = state?.text !== text;
  return (
    <>
      <PageHead kind="Search" title={searching ? 'Searching' : 'Nothing found'} />
      {searching ? (
        <Loading what={`Searching for ${text}`} />
      ) : state.error ? (
        <Failure error={state.error} />
      ) : (
        <Unknown text={text} />
      )}
    </>
  );
}

function Unknown({ text }: { text: string }) {
  const hash = /^[0-9A-F]{64}$/i.test(text);
  return (
    <>
      <div class="notice" role="alert">
        <p class="identity">
          {hash
            ? 'Neither a transaction, nor a ledger, nor an NFT, nor an object of the newest ledger has this id here: '
            : 'This looks like nothing that a ledger holds: '}
          <code>{text}</code>
        </p>
      </div>
      <Panel title="What can be found">
        <ul>
          <li>
            an account by its address: <code>rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh</code>
          </li>
          <li>
            a transaction by its hash (64 hexadecimal digits) or its compact id (<code>C</code> and 15 more)
          </li>
          <li>a ledger by its index or its hash</li>
          <li>an NFT by its id, a multi-purpose token by its id (48 hexadecimal digits)</li>
          <li>
            a token by its code and issuer: <code>USD.rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B</code>
          </li>
          <li>
            an order book by two of these: <code>XRP/USD.rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B</code>
          </li>
        </ul>
      </Panel>
    </>
  );
}

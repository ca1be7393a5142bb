import type { ComponentChildren } from 'preact';
import type { Transaction } from '../node/answers';
import { explain, typeName } from '../explain/explain';
import { resultText, succeeded } from '../explain/result';
import { familyOf } from './families';
import { TransactionLink } from './links';
import { Words } from './words';

/** A transaction in a list: what it did, in a line. */
export function Deed({ of, children }: { of: Transaction; children?: ComponentChildren }) {
  const { tx_json: tx, meta, hash } = of;
  return (
    <div class="deed">
      <span class={`dot ${familyOf(tx.TransactionType)}`} aria-hidden="true" />
      <div class="words">
        <Words sentence={explain(of).summary} />
      </div>
      <div class="about">
        <a href={`/tx/${hash}`}>{typeName(tx.TransactionType)}</a>
        {!succeeded(meta.TransactionResult) && <Result code={meta.TransactionResult} />}
        <span class="quiet">{children}</span>
        <TransactionLink hash={hash} />
      </div>
    </div>
  );
}

export function Result({ code }: { code: string }) {
  return (
    <span class={`badge ${succeeded(code) ? 'good' : 'bad'}`} title={resultText(code)}>
      {succeeded(code) ? 'Success' : code}
    </span>
  );
}

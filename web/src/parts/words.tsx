import { fromLedgerTime, dateTime } from '../format/time';
import { short, type Part, type Sentence } from '../explain/sentence';
import { AmountOf } from './amount';
import { Address, AssetLink, NftLink, TransactionLink } from './links';

/** A sentence with its accounts, amounts and tokens as links. */
export function Words({ sentence }: { sentence: Sentence }) {
  return (
    <>
      {sentence.map((part, place) => (
        <Word key={place} part={part} />
      ))}
    </>
  );
}

function Word({ part }: { part: Part }) {
  if (typeof part === 'string') return <>{part}</>;
  if ('account' in part) return <Address of={part.account} />;
  if ('amount' in part) return <AmountOf amount={part.amount} />;
  if ('asset' in part) return <AssetLink asset={part.asset} />;
  if ('nft' in part) return <NftLink id={part.nft} />;
  if ('transaction' in part) return <TransactionLink hash={part.transaction} />;
  if ('object' in part)
    return (
      <span class="mono" title={part.object}>
        {short(part.object)}
      </span>
    );
  return (
    <time datetime={new Date(fromLedgerTime(part.time)).toISOString()}>{dateTime(fromLedgerTime(part.time))}</time>
  );
}

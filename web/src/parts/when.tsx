import { dateTime, fromNow } from '../format/time';
import { useNow } from './use-now';

/** How long ago, with the exact time for those who point at it. @param at milliseconds since 1970 */
export function When({ at }: { at: number }) {
  const now = useNow();
  return (
    <time datetime={new Date(at).toISOString()} title={dateTime(at)}>
      {fromNow(at, now)}
    </time>
  );
}

/** The exact time, and how long ago that is. */
export function WhenExactly({ at }: { at: number }) {
  return (
    <>
      {dateTime(at)}{' '}
      <span class="quiet">
        (<When at={at} />)
      </span>
    </>
  );
}

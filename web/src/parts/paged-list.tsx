import type { ComponentChildren } from 'preact';
import type { Paged } from '../node/use-pages';
import { Failure, Loading, More, Nothing } from './states';

interface PagedListProps {
  pages: Paged<unknown>;
  /** What is said where there is none. */
  nothing: string;
  children: ComponentChildren;
}

/** A list that comes page by page: what failed, that it is waited for or empty, the list as far as it is there, and more of it. */
export function PagedList({ pages: { items, loading, error, more }, nothing, children }: PagedListProps) {
  return (
    <>
      {error && <Failure error={error} />}
      {loading && items.length === 0 && <Loading />}
      {!loading && !error && items.length === 0 && <Nothing>{nothing}</Nothing>}
      {items.length > 0 && children}
      <More load={more} loading={loading && items.length > 0} />
    </>
  );
}

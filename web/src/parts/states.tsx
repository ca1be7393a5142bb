import type { ComponentChildren } from 'preact';

export function Loading({ what = 'Loading' }: { what?: string }) {
  return (
    <p class="loading" role="status">
      {what}…
    </p>
  );
}

export function Failure({ error, children }: { error: Error; children?: ComponentChildren }) {
  return (
    <div class="notice bad" role="alert">
      <p>{error.message}</p>
      {children}
    </div>
  );
}

/** Where there is nothing, and that is all right. */
export function Nothing({ children }: { children: ComponentChildren }) {
  return <p class="quiet">{children}</p>;
}

export function More({ load, loading }: { load: (() => void) | undefined; loading: boolean }) {
  if (!load && !loading) return null;
  return (
    <p class="row">
      <button type="button" onClick={load} disabled={!load}>
        {loading ? 'Loading…' : 'Show more'}
      </button>
    </p>
  );
}

import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useArrival } from './use-arrival';

/** A part of a page with a heading of its own. */
export function Panel({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ComponentChildren;
  children: ComponentChildren;
}) {
  const id = useId();
  return (
    <section class="panel" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {aside !== undefined && aside !== false && <div>{aside}</div>}
      </header>
      {children}
    </section>
  );
}

interface PageHeadProps {
  kind: string;
  title: ComponentChildren;
  /** What the page is about, where its address says more than that. */
  place?: string;
  children?: ComponentChildren;
}

export function PageHead({ kind, title, place, children }: PageHeadProps) {
  const heading = useArrival(place);
  return (
    <div class="page-head">
      <p class="kind">{kind}</p>
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {children}
    </div>
  );
}

/** Names and what they are; what is undefined is left out. */
export function Facts({ of }: { of: readonly (readonly [string, ComponentChildren] | undefined | false)[] }) {
  return (
    <dl class="facts">
      {of.map(
        (fact) =>
          fact && (
            <>
              <dt>{fact[0]}</dt>
              <dd>{fact[1]}</dd>
            </>
          ),
      )}
    </dl>
  );
}

export function Tiles({ of }: { of: readonly (readonly [string, ComponentChildren, ComponentChildren?])[] }) {
  return (
    <dl class="tiles">
      {of.map(([name, figure, more]) => (
        <div class="tile" key={name}>
          <dt>{name}</dt>
          <dd>
            {figure}
            {more !== undefined && <div class="small">{more}</div>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A table that may be wider than the screen: it scrolls by itself, and by the keyboard. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="scroll" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

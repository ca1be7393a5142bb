import type { ComponentChildren } from 'preact';

export interface StageProps {
  readonly name: string;
  readonly figure: ComponentChildren;
  readonly notes: readonly ComponentChildren[];
  /** Whether it keeps up with what comes to it. */
  readonly state?: 'well' | 'behind' | 'broken';
  readonly levels?: readonly { readonly name: string; readonly part: number; readonly says: string }[];
}

export function Stage({ name, figure, notes, state = 'well', levels = [] }: StageProps) {
  return (
    <li class={`stage ${state}`}>
      <h2 class="stage-name">{name}</h2>
      <div class="figure">{figure}</div>
      {notes.map((note, place) => (
        <div class="small" key={place}>
          {note}
        </div>
      ))}
      {levels.length > 0 && (
        <ul class="levels">
          {levels.map((level) => (
            <li key={level.name}>
              <span>{level.name}</span>
              <span class="quiet">{level.says}</span>
              <span class="level">
                <span style={{ width: `${Math.round(100 * level.part)}%` }} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

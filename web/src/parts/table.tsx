import type { ComponentChildren } from 'preact';
import { Scroll } from './panel';

interface TableProps {
  label: string;
  /** Names of the columns; numbers, whose names begin with ">", stand to the right. */
  heads: readonly string[];
  rows: readonly (readonly ComponentChildren[])[];
}

export function Table({ label, heads, rows }: TableProps) {
  const sides = heads.map((head) => (head.startsWith('>') ? 'right' : undefined));
  return (
    <Scroll label={label}>
      <table>
        <thead>
          <tr>
            {heads.map((head, place) => (
              <th scope="col" class={sides[place]} key={head}>
                {head.replace(/^>/, '')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, place) => (
                <td class={sides[place]} key={place}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

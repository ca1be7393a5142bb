import type { Table } from '../schemas/table';
import { views } from '../schemas/tables/bookkeeping';
import { viewNames, type ViewName } from '../schemas/views';
import type { TableStore } from './port';

const named = new Map<string, Table>();

/** A table of one generation of its view: the same shape under a name of its own. */
export function tableOf<T extends Table>(table: T, generation: number): T {
  if (generation === 1) return table;
  const name = `${table.name}_${generation}`;
  let found = named.get(name) as T | undefined;
  if (!found) {
    found = { ...table, name };
    named.set(name, found);
  }
  return found;
}

/** Which generation of each view answers. Views that were never rebuilt are at generation 1. */
export async function currentGenerations(store: TableStore): Promise<Record<ViewName, number>> {
  const rows = await Promise.all(viewNames.map((view) => store.get(views, { view })));
  return Object.fromEntries(viewNames.map((view, i) => [view, rows[i]?.generation ?? 1])) as Record<ViewName, number>;
}

/** How long a reader may go on using the generations it has seen, in milliseconds. */
export const generationLifetime = 250;
/** How long the tables of a replaced generation are kept for answers that have begun, in milliseconds. */
export const generationGrace = 3000;

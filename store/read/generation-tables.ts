import type { Table } from '../../schemas/table';
import { viewTables, type ViewName } from '../../schemas/views';
import { currentGenerations, generationLifetime, tableOf } from '../generations';
import type { TableStore } from '../port';

/** Finds the tables that answer now: those of each view's current generation, looked up anew a few times a second. */
export class GenerationTables {
  private names = new Map<string, ViewName>();
  private generations: Promise<Record<ViewName, number>> | undefined;
  private asOf = -Infinity;

  constructor(private readonly store: TableStore) {
    for (const [view, tables] of Object.entries(viewTables)) {
      for (const { name } of tables) this.names.set(name, view as ViewName);
    }
  }

  async current<T extends Table>(table: T): Promise<T> {
    const now = performance.now();
    if (!this.generations || now - this.asOf > generationLifetime) {
      this.asOf = now;
      this.generations = currentGenerations(this.store);
      this.generations.catch(() => (this.asOf = -Infinity));
    }
    return tableOf(table, (await this.generations)[this.names.get(table.name)!]);
  }
}

import { types } from 'cassandra-driver';
import { cqlTypes, quoted, type Statements } from './cql';
import type { Session } from './session';
import { tuningOf } from './tuning';

interface Column {
  column_name: string;
  kind: 'partition_key' | 'clustering' | 'regular';
  position: number;
  type: string;
}

const { localQuorum } = types.consistencies;

/** A table's key can't be changed by any database: its view has to be rebuilt. */
export class KeyDiffers extends Error {
  override readonly name = 'KeyDiffers';
}

/** Whether the keyspace has the table. */
export async function tableExists(session: Session, name: string): Promise<boolean> {
  return (await commentOf(session, name)) !== undefined;
}

async function commentOf(session: Session, name: string): Promise<string | undefined> {
  const query = 'SELECT comment FROM system_schema.tables WHERE keyspace_name = ? AND table_name = ?';
  const { rows } = await session.execute(query, [session.address.keyspace, name], { consistency: localQuorum });
  return rows[0] && ((rows[0]['comment'] as string | null) ?? '');
}

async function columnsOf(session: Session, name: string): Promise<Column[]> {
  const query =
    'SELECT column_name, kind, position, type FROM system_schema.columns WHERE keyspace_name = ? AND table_name = ?';
  const { rows } = await session.execute(query, [session.address.keyspace, name], { consistency: localQuorum });
  return rows as unknown as Column[];
}

/** The columns of one kind in their order, as text to compare. */
const described = (columns: readonly Column[], kind: Column['kind']): string =>
  columns
    .filter((column) => column.kind === kind)
    .sort((a, b) => a.position - b.position)
    .map(({ column_name: name, type }) => `${name} ${type}`)
    .join(', ');

/**
 * Brings a table to what the schema declares: makes it, adds columns that it lacks, changes how it is stored. Only
 * the differences are acted on, so that it may run at any time, again, and after having been cut off.
 *
 * @throws KeyDiffers
 */
export async function migrate(session: Session, statements: Statements): Promise<void> {
  const { table } = statements;
  const { keyspace, replication } = session.address;
  const strategy = `{'class': 'NetworkTopologyStrategy', 'replication_factor': ${replication}}`;
  await session.define(`CREATE KEYSPACE IF NOT EXISTS ${quoted(keyspace)} WITH replication = ${strategy}`);
  const { options, comment } = tuningOf(table);
  const stored = await commentOf(session, table.name);
  if (stored === undefined) {
    await session.define(statements.create(options));
    return;
  }
  const columns = await columnsOf(session, table.name);
  const expected = {
    partition_key: Object.entries(table.partition),
    clustering: Object.entries(table.clustering),
  };
  for (const [kind, declared] of Object.entries(expected)) {
    const has = described(columns, kind as Column['kind']);
    const wants = declared.map(([name, type]) => `${name} ${cqlTypes[type]}`).join(', ');
    if (has !== wants) {
      throw new KeyDiffers(
        `table ${keyspace}.${table.name} is keyed by (${has}), this version of Millrace by (${wants}): ` +
          'rebuild its view ("millrace rebuild"), or use another keyspace',
      );
    }
  }
  for (const name of Object.keys(table.values)) {
    if (!columns.some(({ column_name }) => column_name === name)) await session.define(statements.addColumn(name));
  }
  if (stored !== comment) await session.define(statements.alter(options));
}

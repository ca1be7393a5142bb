import type { Fields, Metadata } from '../node/answers';

/** What a transaction did to one object of the ledger. */
export interface Change {
  readonly kind: 'created' | 'modified' | 'deleted';
  readonly type: string;
  /** The object's key. */
  readonly index: string;
  /** Its fields afterwards, or last where it was deleted. */
  readonly fields: Fields;
  /** What those that changed were before. */
  readonly previous: Fields;
}

export function changesOf({ AffectedNodes: nodes }: Pick<Metadata, 'AffectedNodes'>): Change[] {
  return nodes.map((node) => {
    const [kind, raw] =
      'CreatedNode' in node
        ? (['created', node.CreatedNode] as const)
        : 'ModifiedNode' in node
          ? (['modified', node.ModifiedNode] as const)
          : (['deleted', node.DeletedNode] as const);
    const { LedgerEntryType: type, LedgerIndex: index, NewFields, FinalFields, PreviousFields = {} } = raw;
    return { kind, type, index, fields: NewFields ?? FinalFields ?? {}, previous: PreviousFields };
  });
}

/** What is said of a collection. */
export interface CollectionSpec {
  name: string;
  indexes: IndexSpec[];
  /** All collections are closed to clients: functions alone read and write. */
  permission: 'ADMINONLY';
}

export interface IndexSpec {
  name: string;
  /** In order; 1 ascending, -1 descending. */
  keys: Record<string, 1 | -1>;
  /** CloudBase has no sparse indexes: a missing field counts as a value, so every document needs the field. */
  unique?: boolean;
}

export const closed = (name: string, indexes: IndexSpec[] = []): CollectionSpec => ({ name, indexes, permission: 'ADMINONLY' });

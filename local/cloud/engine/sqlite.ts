import Database from 'libsql';

export type Row = readonly unknown[];
export type Param = string | number | null;

/** The database file, with prepared statements kept by their text. Rows come as arrays. */
export class Sqlite {
  private readonly database: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();

  /**
   * WAL with synchronous=NORMAL: what was committed survives the death of the process at any moment;
   * only a power cut may take the last commits.
   */
  constructor(file: string) {
    this.database = new Database(file);
    this.database.exec('PRAGMA journal_mode = WAL');
    this.database.exec('PRAGMA synchronous = NORMAL');
    this.database.exec('PRAGMA busy_timeout = 5000');
    this.database.exec('PRAGMA cache_size = -65536');
    this.database.exec('PRAGMA temp_store = MEMORY');
  }

  run(sql: string, ...params: Param[]): number {
    return Number(this.prepared(sql).run(params).lastInsertRowid);
  }

  get(sql: string, ...params: Param[]): Row | undefined {
    return this.prepared(sql).get(params) as Row | undefined;
  }

  all(sql: string, ...params: Param[]): readonly Row[] {
    return this.prepared(sql).all(params) as readonly Row[];
  }

  exec(sql: string): void {
    this.database.exec(sql);
  }

  close(): void {
    this.statements.clear();
    this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.database.close();
  }

  private prepared(sql: string): Database.Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql);
    if (statement.reader) statement.raw();
    this.statements.set(sql, statement);
    return statement;
  }
}

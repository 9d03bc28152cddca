import Database from 'libsql';

export type Row = readonly unknown[];
export type Param = string | number | null;

/** The database file, with prepared statements kept by their text. Rows come as arrays. */
export class Sqlite {
  private readonly database: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();

  /**
   * WAL with synchronous=NORMAL: what was committed survives the death of the process at any moment;
   * only a power cut may take the last commits. The file is this process's alone: documents are cached.
   * @throws Error when another process has the file open
   */
  constructor(file: string) {
    this.database = new Database(file);
    try {
      this.database.exec('PRAGMA locking_mode = EXCLUSIVE');
      this.database.exec('PRAGMA journal_mode = WAL');
      this.database.exec('BEGIN EXCLUSIVE');
      this.database.exec('COMMIT');
    } catch (error) {
      this.database.close();
      throw new Error(`${file} is in use by another process`, { cause: error });
    }
    this.database.exec('PRAGMA synchronous = NORMAL');
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
    // The library closes a file only when its statements are collected: the lock is given back by hand.
    this.database.exec('PRAGMA journal_mode = DELETE');
    this.database.exec('PRAGMA locking_mode = NORMAL');
    this.database.exec('SELECT count(*) FROM sqlite_master');
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

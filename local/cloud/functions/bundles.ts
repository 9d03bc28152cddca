import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorText, isMissingFile } from '../server/error-code';

export interface Trigger {
  readonly name: string;
  /** Seven fields: second minute hour day month weekday year. */
  readonly config: string;
}

/** One built function. The code is read once, so that a build in progress never reaches half a worker. */
export interface Bundle {
  readonly name: string;
  readonly file: string;
  readonly code: string;
  /** Tells one build from the next. */
  readonly version: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly triggers: readonly Trigger[];
  /** Open APIs that the function may call: `permissions.openapi`. */
  readonly openApis: readonly string[];
}

export type Bundles = ReadonlyMap<string, Bundle>;

/** Tencent's own defaults. */
const defaultTimeoutSeconds = 3;
const defaultMemoryMb = 256;

/** Reads every `<name>/index.js` with its `config.json` (optional). A folder without index.js is no function. */
export async function readBundles(functionsDir: string): Promise<Bundles> {
  const bundles = new Map<string, Bundle>();
  for (const name of await folderNames(functionsDir)) {
    const file = path.join(functionsDir, name, 'index.js');
    const code = await readIfThere(file);
    if (code === undefined) continue;
    const configFile = path.join(functionsDir, name, 'config.json');
    const config = parseConfig(name, (await readIfThere(configFile)) ?? '{}');
    bundles.set(name, { name, file, code, version: await fingerprint([file, configFile]), ...config });
  }
  return bundles;
}

/** A look at the folder without reading code. */
export interface Survey {
  /** Folders that hold an index.js. */
  readonly names: readonly string[];
  /** Changes whenever a file of a function does. */
  readonly fingerprint: string;
}

export async function surveyBundles(functionsDir: string): Promise<Survey> {
  const names: string[] = [];
  const parts: string[] = [];
  for (const name of await folderNames(functionsDir)) {
    const code = await fingerprint([path.join(functionsDir, name, 'index.js')]);
    if (code === '') continue;
    names.push(name);
    parts.push(code, await fingerprint([path.join(functionsDir, name, 'config.json')]));
  }
  return { names, fingerprint: parts.join('\n') };
}

async function folderNames(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    if (isMissingFile(error)) return [];
    throw error;
  }
}

async function fingerprint(files: readonly string[]): Promise<string> {
  const parts: string[] = [];
  for (const file of files) {
    try {
      const { mtimeMs, size, ino } = await stat(file);
      parts.push(`${file}:${mtimeMs}:${size}:${ino}`);
    } catch (error) {
      if (!isMissingFile(error)) throw error;
    }
  }
  return parts.join('\n');
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissingFile(error)) return undefined;
    throw error;
  }
}

/** @throws SyntaxError naming the function when config.json is not JSON */
function parseConfig(name: string, text: string): Pick<Bundle, 'timeoutSeconds' | 'memoryMb' | 'triggers' | 'openApis'> {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`${name}/config.json: ${errorText(error)}`);
  }
  const fields: Record<string, unknown> = typeof config === 'object' && config !== null ? { ...config } : {};
  return {
    timeoutSeconds: typeof fields['timeout'] === 'number' ? fields['timeout'] : defaultTimeoutSeconds,
    memoryMb: typeof fields['memorySize'] === 'number' ? fields['memorySize'] : defaultMemoryMb,
    triggers: parseTriggers(fields['triggers']),
    openApis: parsePermissions(fields['permissions']),
  };
}

function parseTriggers(value: unknown): Trigger[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return [];
    const { name, type, config }: { name?: unknown; type?: unknown; config?: unknown } = item;
    return type === 'timer' && typeof name === 'string' && typeof config === 'string' ? [{ name, config }] : [];
  });
}

function parsePermissions(value: unknown): string[] {
  const { openapi }: { openapi?: unknown } = typeof value === 'object' && value !== null ? value : {};
  return Array.isArray(openapi) ? openapi.filter((name) => typeof name === 'string') : [];
}

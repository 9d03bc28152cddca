import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';

const root = join(__dirname, '..');
const rc = JSON.parse(readFileSync(join(root, 'cloudbaserc.json'), 'utf8')) as {
  envId: string;
  functions: { name: string; timeout: number; memorySize: number; triggers?: unknown; envVariables: Record<string, string> }[];
};

test('cloudbaserc.json holds names of secrets, never a value', () => {
  const values = [rc.envId, ...rc.functions.flatMap((one) => Object.entries(one.envVariables).map(([name, value]) => (value === `{{env.${name}}}` ? '' : `${name}=${value}`)))];
  expect(values.filter((value) => value !== '' && value !== '{{env.GONGYUN_ENV_ID}}')).toEqual([]);
});

test('what it says of a function is what the function itself says', () => {
  for (const one of rc.functions) {
    const config = JSON.parse(readFileSync(join(root, 'cloudfunctions', one.name, 'config.json'), 'utf8')) as { timeout: number; memorySize: number; triggers?: unknown };
    expect({ timeout: one.timeout, memorySize: one.memorySize, triggers: one.triggers }).toEqual({ timeout: config.timeout, memorySize: config.memorySize, triggers: config.triggers });
  }
});

test('no key of 32 bytes stands in a file that git keeps', () => {
  const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n').filter((file) => /\.(json|ts|js|yml|md)$/.test(file) && file !== 'package-lock.json');
  const withKey = files.filter((file) => /GONGYUN_KEY_\w+["']?\s*[:=]\s*["'][A-Za-z0-9_-]{43}["']/.test(readFileSync(join(root, file), 'utf8')));
  expect(withKey).toEqual([]);
});

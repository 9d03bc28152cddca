import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** All of `npm test`: each step is a program of its own; jest's tests are counted one by one, every other step as one. */

const root = resolve(__dirname, '..');
const reports = join(root, '.local/reports');

interface Step {
  name: string;
  command: string[];
  /** Where jest leaves its report. */
  report?: string;
}

const jest = (name: string, ...args: string[]): Step => {
  const report = join(reports, `${name}.json`);
  return { name, command: ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${report}`, ...args], report };
};
const program = (name: string, ...command: string[]): Step => ({ name, command });

const steps: Step[] = [
  program('types of the app and the functions', 'node_modules/typescript/bin/tsc', '--noEmit'),
  program('types of the local cloud and phone', 'node_modules/typescript/bin/tsc', '--noEmit', '-p', 'local/tsconfig.json'),
  program('lint', 'node_modules/eslint/bin/eslint.js', '.'),
  program('walls', '--import', 'tsx', 'scripts/walls.ts'),
  program('npm packages of the app', '--import', 'tsx', 'scripts/build-npm.ts'),
  program('functions', '--import', 'tsx', 'scripts/build-functions.ts'),
  jest('unit', '--testPathIgnorePatterns', '/tests/', '/node_modules/'),
  jest('cloud', 'tests/cloud', 'tests/faults', '--maxWorkers=2'),
  jest('phone', 'tests/phone', '--runInBand'),
  jest('app', 'tests/app', '--runInBand'),
  jest('wechat', 'tests/wechat'),
];

function run(command: string[]): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NODE_NO_WARNINGS: '1' } });
    child.on('exit', (code) => done(code === 0));
  });
}

/** Tests passed and failed in a jest report; a suite that could not run is a failed test. */
function counts(report: string): [number, number] {
  if (!existsSync(report)) return [0, 1];
  const read = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number; numRuntimeErrorTestSuites: number };
  return [read.numPassedTests, read.numFailedTests + read.numRuntimeErrorTestSuites];
}

async function main(): Promise<void> {
  mkdirSync(reports, { recursive: true });
  let passed = 0;
  let failed = 0;
  const summary: string[] = [];
  for (const step of steps) {
    const started = Date.now();
    console.log(`\n▶ ${step.name}`);
    if (step.report) rmSync(step.report, { force: true });
    const ok = await run(step.command);
    const [good, bad] = step.report ? counts(step.report) : [Number(ok), Number(!ok)];
    // A runner that fails without a failed test (no test found, a crash at its end) is a failure all the same.
    const missed = !ok && bad === 0 ? 1 : 0;
    passed += good;
    failed += bad + missed;
    summary.push(`${ok ? '✓' : '✗'} ${step.name}: ${good} passed, ${bad + missed} failed, ${((Date.now() - started) / 1000).toFixed(0)} s`);
  }
  console.log(`\n${summary.join('\n')}\n\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();

'use strict';
/* eslint-disable @typescript-eslint/no-require-imports */
/**
 * One instance of one function: loads its bundle once, then runs one event at a time.
 * Plain JavaScript, because a worker thread inherits no TypeScript loader from a test runner.
 */
const Module = require('node:module');
const path = require('node:path');
const { parentPort, workerData } = require('node:worker_threads');

// In a worker every look at process.env crosses into native code under a lock, and the SDK looks some hundred times a request.
process.env = { ...process.env };

/** @type {string[]} environment variables of the call that ran last */
let callKeys = [];

/** @returns {{main?: unknown}} the bundle's exports */
function load() {
  const bundle = new Module(workerData.file, undefined);
  bundle.filename = workerData.file;
  bundle.paths = Module._nodeModulePaths(path.dirname(workerData.file));
  bundle._compile(workerData.code, workerData.file);
  return bundle.exports;
}

/** @param {unknown} error */
function describe(error) {
  return error instanceof Error ? `${error.name}: ${error.message}` : typeof error === 'object' ? JSON.stringify(error) : String(error);
}

/** The platform gives the environment in the context too, once as `key=value;…` and once as JSON. */
function contextOf({ context, environment }) {
  const environ = Object.entries(environment).map(([key, value]) => `${key}=${value}`);
  return { ...context, environ: environ.join(';'), environment: JSON.stringify(environment) };
}

/** @param {{event: string, environment: Record<string, string>, context: object}} call */
async function run(main, call) {
  for (const key of callKeys) delete process.env[key];
  callKeys = Object.keys(call.environment);
  Object.assign(process.env, call.environment);
  try {
    const value = await main(JSON.parse(call.event), contextOf(call));
    parentPort.postMessage({ type: 'answer', json: JSON.stringify(value) ?? 'null' });
  } catch (error) {
    parentPort.postMessage({ type: 'thrown', message: describe(error) });
  }
}

try {
  const { main } = load();
  if (typeof main !== 'function') throw new TypeError(`${workerData.file} does not export main`);
  parentPort.on('message', (call) => void run(main, call));
  parentPort.postMessage({ type: 'ready' });
} catch (error) {
  parentPort.postMessage({ type: 'broken', message: describe(error) });
}

/** Unit tests stand beside the code; what crosses rooms is under tests/. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/miniprogram', '<rootDir>/cloudfunctions', '<rootDir>/database', '<rootDir>/local', '<rootDir>/scripts', '<rootDir>/tests'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.local', '<rootDir>/miniprogram/miniprogram_npm'],
  transform: { '^.+\\.(m?[jt]s)$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }] },
  transformIgnorePatterns: ['/node_modules/(?!(@noble|mingo)/)'],
  globalSetup: '<rootDir>/tests/run-start.ts',
  globalTeardown: '<rootDir>/tests/run-end.ts',
  // A test that hangs fails; one that is slow because the machine is busy does not.
  testTimeout: 180_000,
  // What a worker holds on to goes with it.
  workerIdleMemoryLimit: '1GB',
};

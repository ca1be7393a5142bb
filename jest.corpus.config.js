const base = require('./jest.config.js');

/** Tests over the recorded corpus beside the repository (`MILLRACE_SHARED`, by default `../shared`). */
/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/corpus'],
  testMatch: ['**/*.corpus.ts'],
  // The reference codec requires ES modules, which Node can and jest can't.
  transform: { ...base.transform, '^.+\\.m?js$': ['@swc/jest', { module: { type: 'commonjs' } }] },
  transformIgnorePatterns: ['/node_modules/(?!@noble/|@scure/)'],
  testTimeout: 600_000,
};

const base = require('./jest.config.js');

/** Tests over the recorded corpus beside the repository (`MILLRACE_SHARED`, by default `../shared`). */
/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/corpus'],
  testMatch: ['**/*.corpus.ts'],
  testTimeout: 600_000,
};

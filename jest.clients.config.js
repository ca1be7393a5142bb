const base = require('./jest.config.js');

/** xrpl.js and xrpl-py, as they are published, against a running Millrace (Python 3 and pip for the latter). */
/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/clients'],
  testMatch: ['**/*.client.ts'],
  globalSetup: '<rootDir>/test/clients/install.js',
  testTimeout: 300_000,
};

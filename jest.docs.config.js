const base = require('./jest.config.js');

/** Every command of every page, as a reader would run it (Java 17 and Maven for Kafka and Cassandra, Python 3 and pip). */
/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/docs'],
  testMatch: ['**/*.docs.ts'],
  testTimeout: 300_000,
  maxWorkers: 1,
};

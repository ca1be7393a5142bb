const base = require('./jest.config.js');

/** Tests against real Kafka, Cassandra and schema registry, started by `scripts/servers/` (Java 17 and Maven). */
/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/cluster'],
  testMatch: ['**/*.cluster.ts'],
  testTimeout: 300_000,
  // cassandra-driver leaves a timer running when a node went and came back, also after its shutdown.
  forceExit: true,
};

const base = require('./jest.config.js');

/** The page in a real browser: needs Chromium (Debian's package of that name). */
/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/browser'],
  testMatch: ['**/*.browser.ts'],
  // One browser at a time: they are large.
  maxWorkers: 1,
};

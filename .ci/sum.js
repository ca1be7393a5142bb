// Adds up what the suites say and prints the closing line; ends non-zero when anything failed or was skipped.
const { existsSync, readFileSync } = require('node:fs');

const folder = process.env.RESULTS;
let passed = 0;
let failed = 0;
let skipped = 0;
for (const suite of ['test', 'browser', 'corpus', 'clients', 'cluster', 'docs']) {
  const file = `${folder}/${suite}.json`;
  if (!existsSync(file)) {
    console.log(`${suite}: no result`);
    failed++;
    continue;
  }
  const result = JSON.parse(readFileSync(file, 'utf8'));
  passed += result.numPassedTests;
  failed += result.numFailedTests + (result.numRuntimeErrorTestSuites ?? 0);
  skipped += (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0);
}
if (existsSync(`${folder}/failed-steps`)) {
  const steps = readFileSync(`${folder}/failed-steps`, 'utf8').trim().split('\n');
  console.log(`failed: ${steps.join(', ')}`);
  if (failed === 0) failed += steps.length;
}
if (skipped > 0) console.log(`${skipped} tests were skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || skipped > 0 || process.env.STATUS !== '0' ? 1 : 0);

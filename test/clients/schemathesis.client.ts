import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { methods } from '../../api/registry';
import { webSocketOnly } from '../../api/http-request';
import { answering, millrace } from '../integration/millrace';
import { demoArchive } from '../demo';
import { python } from './python';

const run = promisify(execFile);
/** The peers answer what is wrong with status 200, so that checks of refusals don't apply. */
const checks = 'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance';

test('schemathesis finds nothing wrong between the OpenAPI document and the answers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-schemathesis-'));
  const up = millrace('up', '--source', demoArchive, '--data', join(folder, 'data'), '--port', '0');
  const url = `http://127.0.0.1:${await answering(up)}`;
  const options = ['--url', url, '--seed', '1', '--max-examples', '10', '--phases', 'examples,fuzzing'];
  const all = ['-m', 'schemathesis.cli', 'run', `${url}/openapi.json`, ...options, '--checks', checks, '--no-color'];
  // It ends with a status of its own when it finds something, and says what.
  const { stdout } = await run(await python(), all, { cwd: folder }).catch((found: { stdout: string }) => found);
  up.child.kill('SIGTERM');
  await up.ended;
  rmSync(folder, { recursive: true, force: true });
  expect(stdout).toContain('No issues found');
  const operations = methods.size - webSocketOnly.size;
  expect(stdout).toContain(`Tested: ${operations}`);
}, 300_000);

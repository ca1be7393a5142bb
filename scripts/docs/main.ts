import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonText } from '../../api/json';
import { apiReference } from '../../api/reference/markdown';
import { openApi } from '../../api/reference/openapi';

/** Writes the API's reference from its declarations. Run from the project's folder, by `npm run docs`. */
writeFileSync(join('docs', 'api.md'), `${apiReference()}\n`);
writeFileSync(join('docs', 'openapi.json'), `${JSON.stringify(JSON.parse(jsonText(openApi())), null, 2)}\n`);

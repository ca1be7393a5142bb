import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const outDir = join(import.meta.dirname, '..', 'dist', 'web');

/** Compresses once, at build, as much as can be: the server only chooses. */
function precompressed(): Plugin {
  return {
    name: 'precompressed',
    apply: 'build',
    closeBundle() {
      const entries = readdirSync(outDir, { recursive: true, withFileTypes: true });
      for (const entry of entries.filter(({ name }) => /\.(html|js|css|svg)$/.test(name))) {
        const name = join(entry.parentPath, entry.name);
        const content = readFileSync(name);
        const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
        writeFileSync(`${name}.br`, brotliCompressSync(content, { params: quality }));
        writeFileSync(`${name}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [precompressed()],
  build: {
    outDir,
    emptyOutDir: true,
    target: ['es2022', 'chrome123', 'firefox121', 'safari17.5'],
    // A data: address would have to be allowed by the security policy.
    assetsInlineLimit: 0,
    // The polyfill would be a script within the page, which the policy forbids; browsers of the target don't need it.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});

import cluster from 'node:cluster';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

/**
 * The baseline of the API benchmark, a program of its own: a node:http server that reads each request to its end and
 * sends the next of the answers in a file (a JSON array of texts), as bytes that are ready.
 *
 *     node bare-server.js ANSWERS WORKERS
 */
function main([path, workers]: string[]): void {
  if (cluster.isPrimary) {
    for (let i = 0; i < Number(workers); i++) cluster.fork();
    cluster.once('listening', (_worker, { port }) => console.log(`listens on ${port}`));
    process.on('SIGTERM', () => process.exit(0));
    return;
  }
  const answers = (JSON.parse(readFileSync(path!, 'utf8')) as string[]).map((text) => Buffer.from(text));
  let next = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const answer = answers[next++ % answers.length]!;
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': answer.length });
      response.end(answer);
    });
  });
  server.listen(0, '127.0.0.1');
  process.on('disconnect', () => process.exit(0));
}

main(process.argv.slice(2));

// Payments that delivered more than so many XRP: node large-payments.mjs 1000 lake/xrpl.transactions-*.ndjson
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const [least, ...files] = process.argv.slice(2);
for (const file of files) {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { type, delivered_amount: drops, delivered_amount_currency: currency, ...payment } = JSON.parse(line);
    if (type !== 'Payment' || currency !== 'XRP' || BigInt(drops) <= BigInt(least) * 1_000_000n) continue;
    console.log(payment.close_time, payment.account, '→', payment.destination, Number(drops) / 1e6, payment.hash);
  }
}

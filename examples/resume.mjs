// Every ledger with its transactions, none missed and none twice, whatever becomes of the connection:
//   node resume.mjs ws://127.0.0.1:51233 [COUNT]
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';

const [url, count = Infinity] = process.argv.slice(2);
/** The newest ledger that was told whole. */
let last;
let told = 0;

while (told < count) {
  await follow().catch((error) => console.error(`${error.message}: connecting again`));
  await sleep(100);
}

async function follow() {
  const socket = new WebSocket(url);
  const messages = [];
  let arrived = () => undefined;
  socket.on('message', (data) => {
    messages.push(JSON.parse(data));
    arrived();
  });
  socket.on('close', () => arrived());
  await once(socket, 'open');
  const next = async () => {
    while (messages.length === 0) {
      if (socket.readyState !== WebSocket.OPEN) throw new Error('the connection was closed');
      await new Promise((resolve) => (arrived = resolve));
    }
    return messages.shift();
  };
  /** What comes before the answer is left where it is. */
  const ask = async (command) => {
    socket.send(JSON.stringify(command));
    const earlier = [];
    for (;;) {
      const message = await next();
      if (message.type !== 'response') earlier.push(message);
      else if (message.status !== 'success') throw new Error(`${command.command}: ${message.error}`);
      else {
        messages.unshift(...earlier);
        return message.result;
      }
    }
  };

  try {
    // The stream begins with the ledger after the one that the answer names. What closed before it is asked for.
    const { ledger_index: from } = await ask({ command: 'subscribe', streams: ['ledger', 'transactions'] });
    last ??= from;
    while (last < from) {
      const request = { command: 'ledger', ledger_index: last + 1, transactions: true, expand: true };
      const { ledger } = await ask(request);
      // They come in the order of their hashes; the stream has them in that of the ledger.
      const place = ({ metaData }) => metaData.TransactionIndex;
      tell(
        last + 1,
        ledger.transactions.sort((a, b) => place(a) - place(b)),
      );
    }
    // A ledger is whole once as many of its transactions have come as it says; another server may repeat some.
    for (let ledger, transactions = []; told < count;) {
      const message = await next();
      if (message.ledger_index <= last) continue;
      if (message.type === 'ledgerClosed') [ledger, transactions] = [message, []];
      else if (message.type === 'transaction') transactions.push(message.transaction);
      if (ledger && transactions.length === ledger.txn_count) tell(ledger.ledger_index, transactions);
    }
  } finally {
    socket.close();
  }
}

function tell(ledgerIndex, transactions) {
  const hashes = transactions.map(({ hash }) => hash);
  console.log(JSON.stringify({ ledger_index: ledgerIndex, transactions: hashes }));
  last = ledgerIndex;
  told++;
}

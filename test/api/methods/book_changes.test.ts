import { demoApi } from '../support/demo-api';

const api = demoApi();

it('answers what rippled recorded for the same ledger', async () => {
  expect(await api.call('book_changes', { ledger_index: 152 })).toEqual({
    type: 'bookChanges',
    ledger_hash: '8444F8E6099C18593F5F1339C39963870FC9DCA95211A712C77363361991C789',
    ledger_index: 152,
    ledger_time: 783735001,
    validated: true,
    status: 'success',
    changes: [
      {
        currency_a: 'XRP_drops',
        currency_b: 'rNH9oiTu4VXZh5ppDURHk7jXHUxb6auGjH/CNY',
        volume_a: '38818494',
        volume_b: '140.7406999999995',
        high: '284479.1281266972',
        low: '268080.6977411046',
        open: '268080.6977411046',
        close: '284479.1281266972',
      },
      {
        currency_a: 'XRP_drops',
        currency_b: 'rQUBocrwdoYh7xrFTvnm6N6meKHnqtRcN4/USD',
        volume_a: '66000000',
        volume_b: '34.56040215740693',
        high: '1909700',
        low: '1909700',
        open: '1909700',
        close: '1909700',
      },
      {
        currency_a: 'rQUBocrwdoYh7xrFTvnm6N6meKHnqtRcN4/USD',
        currency_b: 'rfSwRZ8KU61zvyC9pVSfq8dJVZs11jEf6u/02CA8C9B6FD7DB733CD8228156EAA69CB90E1B80',
        volume_a: '59.61563055116513',
        volume_b: '21.68558560293382',
        high: '3.887099999999999',
        low: '2.193000000000001',
        open: '3.887099999999999',
        close: '3.8158',
      },
    ],
  });
});

it('has no changes where nothing was traded', async () => {
  expect(await api.call('book_changes', { ledger_index: 12 })).toMatchObject({ ledger_index: 12, changes: [] });
});

it('knows no ledger that is not visible', async () => {
  expect(await api.call('book_changes', { ledger_index: 216 })).toMatchObject({ error: 'lgrNotFound' });
});

import { expect, test } from 'vitest';
import { recogniseOne, richHistory } from '../projections/history.fixture.ts';
import { certificatesIn } from './certificates-command.ts';

test('certificates are told from the store, by state, month and product', async () => {
  const h = await richHistory();
  await recogniseOne(h);
  expect(await certificatesIn(h.store)).toMatchObject([
    { certificate: '66-2022-gao-mau-1', number: 'GCN-gao-mau', until: '2025-11-10', state: 'valid', warned: [] },
  ]);
  expect(await certificatesIn(h.store, { month: '2025', state: 'valid', product: 'gao-mau' })).toHaveLength(1);
  for (const none of [{ month: '2025-12' }, { state: 'revoked' as const }, { product: 'ca-phe-mau' }])
    expect(await certificatesIn(h.store, none)).toEqual([]);
  await h.store.close();
}, 120_000);

// The API as it stands: events and read models in files, an account's key asked for, what it may do judged each time.
import { openAccounts } from '../../../accounts/accounts.ts';
import { COMMUNE, served } from '../../../api/world.fixture.ts';
import { accountsPlace } from '../../../cli/accounts-side.ts';
import { addProducts, cycleOf, openProvince, TODAY, walkToImplementation } from '../province.ts';
import { host } from './host.ts';

const YEAR_MS = 365 * 86_400_000;

host(async ({ products: count }: { products: number }) => {
  const place = await accountsPlace({ accounts: ':memory:', vaultUrl: '' });
  const accounts = await openAccounts({ place, secret: 'b'.repeat(64), secure: false });
  const made = await accounts.keys.make({
    account: COMMUNE,
    name: 'bench',
    role: 'commune-officer',
    unit: '650-01',
    commands: '*',
    reads: true,
    expiresAt: new Date(Date.now() + YEAR_MS).toISOString(),
  });
  if (!('key' in made)) throw new Error(made.code);
  const s = await served(
    () => ({ accounts, demo: undefined, requestsPerMinute: 0 }),
    async () => {
      const province = await openProvince();
      const products = await addProducts(province, count);
      await walkToImplementation(province, products);
      return { ...province, product: products[0] as string, cycle: cycleOf(products[0] as string) };
    },
  );
  s.at(TODAY);
  return { url: s.url, key: made.key, close: () => s.close() };
});

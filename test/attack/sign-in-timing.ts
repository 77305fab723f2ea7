// Whether the time of an answer tells who has an account: wrong passwords of people who are there and names of nobody, in turn,
// over HTTP, each from an address of its own. What is held is a ratio of medians; a machine's own speed is in both.
import { ok } from 'node:assert/strict';
import { request } from 'node:http';
import { openAccounts } from '../../accounts/accounts.ts';
import { served } from '../../api/world.fixture.ts';
import { accountsPlace } from '../../cli/accounts-side.ts';
import type { Suite } from '../../tools/attack/suite.ts';

export const suite: Suite = {
  about: 'the time of a refused sign-in, a name that is there over one that is not, as a ratio of medians',
  run: timeSignIn,
};

const PEOPLE = 12;
const ROUNDS = 8;
/** Far above what chance makes of some hundred answers, far below one password hash. */
const MOST = 1.25;
const PASSWORD = 'con đường đèo Mang Yang';

async function timeSignIn(say: (line: string) => void) {
  const place = await accountsPlace({ accounts: ':memory:', vaultUrl: '' });
  const accounts = await openAccounts({ place, secret: 'b'.repeat(64), secure: false });
  const s = await served(() => ({ demo: undefined, accounts, requestsPerMinute: 0 }));
  try {
    const names = Array.from({ length: PEOPLE }, (_, i) => `can-bo-${i}`);
    for (const name of names) {
      const made = await accounts.invitations.make({ account: name, by: 'quan-tri' });
      await accounts.invitations.accept({ token: 'token' in made ? made.token : '', name, password: PASSWORD });
    }
    // Who was invited and has not come yet has no password.
    await accounts.invitations.make({ account: 'chua-den', by: 'quan-tri' });
    const times = { there: [] as number[], nobody: [] as number[], invited: [] as number[] };
    let from = 0;
    const tryOne = async (name: string): Promise<number> => {
      const n = from++;
      const { status, ms } = await refusedAfter(s.url, name, `127.0.${1 + (n >> 7)}.${1 + (n & 127)}`);
      ok(status === 401, `${name}: ${status}`);
      return ms;
    };
    for (let warm = 0; warm < 3; warm++) await tryOne(`am-len-${warm}`);
    for (let round = 0; round < ROUNDS; round++)
      for (const [i, name] of names.entries()) {
        const isEven = (round + i) % 2 === 0;
        const there = async () => times.there.push(await tryOne(name));
        const nobody = async () => times.nobody.push(await tryOne(`khong-co-${round}-${i}`));
        for (const one of isEven ? [there, nobody] : [nobody, there]) await one();
        if (i === 0) times.invited.push(await tryOne('chua-den'));
      }
    const [there, nobody, invited] = [times.there, times.nobody, times.invited].map(median) as [number, number, number];
    const ratios = { 'there / nobody': there / nobody, 'invited / nobody': invited / nobody };
    for (const [what, ratio] of Object.entries(ratios)) say(`${what}: ${ratio.toFixed(3)}`);
    for (const [what, ratio] of Object.entries(ratios))
      ok(ratio < MOST && ratio > 1 / MOST, `${what} is ${ratio.toFixed(3)}: the time tells who has an account`);
    const round3 = (n: number) => Math.round(n * 1000) / 1000;
    return {
      'answers timed': times.there.length + times.nobody.length + times.invited.length,
      'there over nobody': round3(ratios['there / nobody']),
      'invited over nobody': round3(ratios['invited / nobody']),
    };
  } finally {
    await s.close();
    await s.store.close();
    await accounts.close();
  }
}

function refusedAfter(url: string, name: string, localAddress: string): Promise<{ status: number; ms: number }> {
  const headers = { 'content-type': 'application/json', origin: new URL(url).origin };
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    request(`${url}/v1/sign-in`, { method: 'POST', headers, localAddress, agent: false }, (res) => {
      const ms = performance.now() - begun;
      res.resume().once('end', () => resolve({ status: res.statusCode ?? 0, ms }));
    })
      .on('error', reject)
      .end(JSON.stringify({ name, password: 'một mật khẩu sai hẳn' }));
  });
}

const median = (of: readonly number[]): number => [...of].sort((a, b) => a - b)[of.length >> 1] as number;

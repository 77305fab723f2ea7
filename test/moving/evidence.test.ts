// Evidence of a product that a council rated: gathered from a real notary, checked alone, and altered in every way.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificateText, checkpointText } from '../../audit/checkpoint.ts';
import { type Evidence, gatherEvidence } from '../../audit/evidence.ts';
import { evidencePage, readEvidencePage } from '../../audit/evidence-page.ts';
import { growTree } from '../../audit/growing-tree.ts';
import { leafOf } from '../../audit/log-entry.ts';
import { openMerkleFile } from '../../audit/merkle-file.ts';
import { type Notary, startNotary } from '../../audit/notary.ts';
import { inclusionProof } from '../../audit/proofs.ts';
import {
  makeSignerKey,
  readSignerKey,
  type SignerKey,
  showSignerKey,
  signatureLine,
  signNote,
} from '../../audit/signed-note.ts';
import { continueTiles, nodesOf } from '../../audit/tiles.ts';
import { RELEASE } from '../../cli/compose.ts';
import { councilSession } from '../../domain/council-session/council-session.ts';
import { announceRootKey, certifyLogKey, LOG_KEYS_ID } from '../../domain/log-keys/log-keys.ts';
import { getCommand } from '../../domain/registry.ts';
import { type EventToAppend, sealEvent } from '../../eventstore/envelope.ts';
import type { Beside } from '../../moving/verify.ts';
import { isPage, verifyEvidencePage } from '../../moving/verify-evidence.ts';
import { CHAIR, inSession, SECRETARY, SESSION, sheetWithout } from '../council-world.ts';
import { rehearsing } from '../rehearsal.ts';
import { eventually, silent } from '../temporal-world.ts';
import { type World, worldWithProduct } from '../world.ts';
import { ocop } from './installation.ts';

/** as the API names itself (cli/api-parts.ts) */
const APP = RELEASE;
const root = mkdtempSync(join(tmpdir(), 'ocop-evidence-'));
let w: World;
let notary: Notary | undefined;
let pack: Evidence;
/** without what was scored first, and again */
let forTheProducer: Evidence;
/** the office's own */
let keys: Keys;
let [rated, other] = ['', ''];

beforeAll(async () => {
  w = await worldWithProduct();
  const council = await inSession(w, ['tieu', 'ca-cao']);
  [rated, other] = council.cycles as [string, string];
  const score = async (cycle: string, apart: number) => {
    for (const [i, by] of council.scoring.entries())
      await council.give(by, 'SealSheet', { cycle, sheet: sheetWithout(i === 0 ? apart : i % 3), reason: 'x' });
    await council.give(CHAIR, 'OpenScores', { cycle });
  };
  for (const cycle of council.cycles) {
    if (cycle === rated) {
      await score(cycle, 14);
      await council.give(CHAIR, 'DiscussProduct', { cycle });
    }
    await score(cycle, 0);
    await council.give(CHAIR, 'CloseProduct', { cycle, unreadConfirmed: true });
  }
  await council.give(CHAIR, 'CloseSession');
  await council.give(SECRETARY, 'DrawUpMinutes', { number: '01/BB' });
  const hash = (await w.executor.look(councilSession, SESSION)).state.minutes.at(-1)?.hash;
  for (const by of [CHAIR, SECRETARY]) await council.give(by, 'SignMinutes', { hash });
  keys = await announced();
  const { key } = keys;
  await rehearsing(w).until(w.now(), `councilSession-${SESSION}`);
  const begun = startNotary({ store: w.store, file: openMerkleFile(':memory:'), log: silent });
  const head = (await w.store.head())?.position;
  await eventually(
    () => begun.state().position,
    (position) => position === head,
  );
  notary = begun;
  const tree = begun.tree();
  if (!tree) throw new Error('the log is empty');
  const checkpoint = { size: tree.size, text: signNote(checkpointText(key.name, tree, w.now()), key) };
  const gather = async (firstFigures: boolean) => {
    const gathered = await gatherEvidence({
      cycle: rated,
      read: (stream) => w.store.readStream(stream),
      log: begun,
      checkpoint,
      madeAt: w.now(),
      madeBy: APP,
      firstFigures,
    });
    if (!gathered) throw new Error('the log is behind');
    return gathered;
  };
  pack = await gather(true);
  forTheProducer = await gather(false);
}, 120_000);
afterAll(async () => {
  await notary?.stop();
  rmSync(root, { recursive: true, force: true });
});

/** A root key, and one for the year that it vouches for, on record. */
async function announced(): Promise<Keys> {
  const keyOf = (name: string): SignerKey => {
    const key = readSignerKey(showSignerKey(makeSignerKey(name)));
    if (!key) throw new Error('no key');
    return key;
  };
  const [rootKey, key] = [keyOf('root.example'), keyOf('office.example')];
  const caller = { kind: 'person', id: 'demo-admin' } as const;
  const give = async (name: string, input: object) => {
    const command = getCommand('logKeys', name);
    const done = await w.executor.execute({ command, id: LOG_KEYS_ID, input, commandId: name, caller });
    expect(done, JSON.stringify(done)).toMatchObject({ outcome: 'appended' });
  };
  await give(announceRootKey.name, { province: '66', root: rootKey.text });
  const said = { key: key.text, from: '2022-01-01', until: '2022-12-31' };
  await give(certifyLogKey.name, {
    ...said,
    certificate: signatureLine(certificateText(said), rootKey).trimEnd().split(' ').at(-1),
  });
  return { key, root: rootKey };
}
type Keys = { readonly key: SignerKey; readonly root: SignerKey };

let count = 0;
async function checked(text: string, beside: Beside = {}) {
  const file = join(root, `${count++}.html`);
  writeFileSync(file, text);
  expect(isPage(file)).toBe(true);
  return verifyEvidencePage(file, APP, beside);
}
const copy = (): Evidence => structuredClone(pack);
const codesOf = async (text: string) => (await checked(text)).findings.map(({ code }) => code);

test('as it was made nothing is found; it was derived again, and sealed', async () => {
  const report = await checked(evidencePage(pack));
  expect(report.findings).toEqual([]);
  expect(report.sealed).toMatchObject({ good: 1, upTo: notary?.tree()?.size });
  expect(report.rederived.derived).toBeGreaterThan(3);
  expect(report.notChecked.join(' ')).toContain('--root-key');
});

test('without what was scored first it is checked just so, and says how much it does not tell', async () => {
  const first = pack.entries[at(pack, 'ScoresOpened')];
  if (!first || !('event' in first)) throw new Error('it was opened');
  const text = evidencePage(forTheProducer);
  expect(text).toContain(first.event.hash);
  const { total } = (first.event.data as { scored: { total: number }[] }).scored[0] ?? { total: 0 };
  expect([JSON.stringify(pack).includes(`"total":${total}`), text.includes(`"total":${total}`)]).toEqual([true, false]);
  const report = await checked(text);
  expect(report.findings).toEqual([]);
  expect(report.sealed.good).toBe(1);
  expect(forTheProducer.entries.filter((e) => 'hidden' in e).length).toBe(
    pack.entries.filter((e) => 'hidden' in e).length + 2,
  );
});

test('ocop verify checks it from the command line, wherever it lies', async () => {
  const file = join(root, 'chung-cu.html');
  writeFileSync(file, evidencePage(pack));
  const { code, out } = await ocop(root, 'verify', file);
  expect([code, out], out).toEqual([0, expect.stringContaining('checkpoints: 1 of 1 fit')]);
});

test('the page is one file that loads nothing, explains the stars, and holds nothing of another product', async () => {
  const text = evidencePage(pack);
  expect(text).not.toMatch(/<(img|link|iframe)|https?:\/\/|src=/i);
  expect(text).toContain('Điểm trung bình');
  expect(text).toContain('7 of 7 members');
  const ofOther = (await w.store.readStream(`councilSession-${SESSION}`)).filter(
    ({ data }) => (data as { cycle?: string }).cycle === other,
  );
  const hidden = pack.entries.filter((e) => 'hidden' in e);
  expect(hidden).toHaveLength(ofOther.length);
  for (const { hash, data } of ofOther) {
    expect(text).toContain(hash);
    expect(text).not.toContain(JSON.stringify((data as { scored?: unknown }).scored ?? 'none-of-it'));
  }
  expect(readEvidencePage(text)).toEqual(pack);
});

test.each<[string, (p: Changeable) => void, string]>([
  ['a score is changed', (p) => changeScore(p), 'HASH_DIFFERS'],
  ['a score is changed and sealed anew', (p) => resealed(p), 'NOT_IN_LOG'],
  ['an event is taken out', (p) => takeOut(p, 'ScoresOpened'), 'EVENT_MISSING'],
  ['two stand in another order', (p) => swap(p), 'POSITION_NOT_RISING'],
  ['a proof is of another place', (p) => prove(p, p.entries[9]?.proof), 'NOT_IN_LOG'],
  ['a proof is no hash', (p) => prove(p, ['x']), 'NOT_IN_LOG'],
  ['the checkpoint is forged', (p) => seal(p, p.checkpoint?.replace(/^\d+$/m, '999999')), 'SIGNATURE_BAD'],
  ['there is none', (p) => seal(p, undefined), 'NOT_SEALED'],
  ['the key that signed is taken out', (p) => keep(p, (e) => !isOfKeys(e)), 'SIGNER_UNKNOWN'],
  ['it is said to be of another product', (p) => Object.assign(p, { cycle: '66-2022-another-1' }), 'EVENT_MISSING'],
])('%s: that is found', async (_, change, code) => {
  const altered = copy();
  change(altered);
  expect(await codesOf(evidencePage(altered))).toContain(code);
});

test('words that the events do not give are found, also where the events are whole', async () => {
  const text = evidencePage(pack);
  expect(await codesOf(text.replace(/\d sao/, '5 sao ★'))).toEqual(['PAGE_CHANGED']);
  expect(await codesOf(text.replaceAll('\n', '\r\n'))).toEqual([]);
  expect(await codesOf(`\uFEFF${text}`)).toEqual([]);
  expect(await codesOf(evidencePage({ ...copy(), madeBy: 'ocop@9.9' }))).toEqual(['PAGE_OF_OTHER_RELEASE']);
});

test.each([
  ['cut off', (text: string) => text.slice(0, text.length / 2), 'EVIDENCE_BROKEN'],
  ['no JSON', (text: string) => text.replace('"format"', 'format'), 'EVIDENCE_BROKEN'],
  ['twice', (text: string) => text + text, 'EVIDENCE_BROKEN'],
  ['another format', (text: string) => text.replace('ocop-evidence/1', 'ocop-evidence/2'), 'EVIDENCE_BROKEN'],
])('a file that is %s is a finding, not a crash', async (_, spoil, code) => {
  expect(await codesOf(spoil(evidencePage(pack)))).toContain(code);
});

test('who writes the whole log anew with the office’s key is found by any checkpoint that left the house', async () => {
  const forged = await rewritten(keys);
  const rootKey = keys.root.text;
  expect((await checked(evidencePage(forged), { rootKey })).findings).toEqual([]);
  const known = join(root, 'known.txt');
  writeFileSync(known, pack.checkpoint ?? '');
  const { findings } = await checked(evidencePage(forged), { rootKey, checkpoints: [known] });
  expect(findings.map(({ grade, code }) => `${grade} ${code}`)).toContain('manipulation SPLIT_VIEW');
});

test('who does so with keys of their own is found by the office’s root key', async () => {
  const keyOf = (name: string) => readSignerKey(showSignerKey(makeSignerKey(name))) as SignerKey;
  const forged = await rewritten({ key: keyOf('office.example'), root: keyOf('root.example') });
  expect((await checked(evidencePage(forged))).findings).toEqual([]);
  const { findings } = await checked(evidencePage(forged), { rootKey: keys.root.text });
  expect(findings.map(({ code }) => code)).toContain('ROOT_KEY_DIFFERS');
});

test('a page of somebody else is refused by name', async () => {
  await expect(checked('<!doctype html><p>hello</p>')).rejects.toMatchObject({ code: 'NO_EVIDENCE' });
});

/** The whole log as if another release had written it, every hash and proof made to fit, sealed by these keys. */
async function rewritten({ key, root }: Keys): Promise<Evidence> {
  const said = { key: key.text, from: '2022-01-01', until: '2022-12-31' };
  const certificate = signatureLine(certificateText(said), root).trimEnd().split(' ').at(-1);
  const data = (event: EventToAppend): unknown => {
    if (event.type === 'RootKeyAnnounced') return { ...(event.data as object), root: root.text };
    if (event.type === 'LogKeyCertified') return { ...(event.data as object), ...said, certificate };
    return event.data;
  };
  const others = new Map<string, EventToAppend>();
  const [tree, edge] = [growTree(), continueTiles([])];
  const tiles = new Map<string, Buffer>();
  for (const { position: _, id: __, hash: ___, ...members } of await w.store.readAll({ limit: 100_000 })) {
    const sealed = sealEvent({ ...members, data: data(members as EventToAppend), app: `${members.app}+1` });
    others.set(`${sealed.stream}@${sealed.revision}`, sealed);
    const leaf = leafOf(tree.size, sealed.hash);
    tree.add(leaf);
    edge.add(leaf);
  }
  for (const { level, number, hashes } of edge.changed()) tiles.set(`${level}/${number}`, hashes);
  const node = nodesOf((level, number) => tiles.get(`${level}/${number}`));
  const entries = pack.entries.map(({ index, ...told }): Evidence['entries'][number] => {
    const { stream, revision } = 'hidden' in told ? told.hidden : told.event;
    const event = others.get(`${stream}@${revision}`) as EventToAppend;
    const proof = inclusionProof(node, index, tree.size).map((hash) => hash.toString('base64'));
    return 'hidden' in told
      ? { index, proof, hidden: { stream, revision, hash: event.hash } }
      : { index, proof, event: event as never };
  });
  const seen = { size: tree.size, root: tree.root() };
  return { ...copy(), entries, checkpoint: signNote(checkpointText(key.name, seen, w.now()), key) };
}

type Changeable = Evidence & { entries: any[] };
const at = (p: Evidence, type: string) => p.entries.findIndex((e) => 'event' in e && e.event.type === type);
const isOfKeys = (e: Evidence['entries'][number]) => 'event' in e && e.event.stream.startsWith('logKeys-');
const takeOut = (p: Changeable, type: string) => p.entries.splice(at(p, type), 1);
const swap = (p: Changeable) => p.entries.splice(3, 2, ...p.entries.slice(3, 5).reverse());
const prove = (p: Changeable, proof: unknown) => Object.assign(p.entries[0], { proof });
const seal = (p: Changeable, checkpoint: string | undefined) => Object.assign(p, { checkpoint: checkpoint ?? null });
const keep = (p: Changeable, which: (e: any) => boolean) => Object.assign(p, { entries: p.entries.filter(which) });

function changeScore(p: Changeable): EventToAppend {
  const { event } = p.entries[at(p, 'ScoresOpened')];
  event.data.scored[0].total -= 100;
  return event;
}

function resealed(p: Changeable): void {
  const { id: _, hash: __, ...members } = changeScore(p);
  p.entries[at(p, 'ScoresOpened')].event = sealEvent(members);
}

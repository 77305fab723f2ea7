// The notary of a process: the log, what seals it, and the keys it is sealed with.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Logger } from 'pino';
import type { PublicLog } from '../api/parts.ts';
import { type Checkpoint, certificateText } from '../audit/checkpoint.ts';
import { checkpointsIn } from '../audit/checkpoint-folder.ts';
import { logIn } from '../audit/log.ts';
import { openMerkleFile } from '../audit/merkle-file.ts';
import type { NotaryState } from '../audit/notary.ts';
import { sealLine } from '../audit/seal-line.ts';
import { type SealingState, startSealing } from '../audit/sealing.ts';
import {
  makeSignerKey,
  readSignerKey,
  readVerifierKey,
  type SignerKey,
  showSignerKey,
  signatureLine,
  type VerifierKey,
} from '../audit/signed-note.ts';
import { CodedError } from '../domain/kernel/coded-error.ts';
import { own } from '../domain/kernel/own.ts';
import { announceRootKey, certifyLogKey, LOG_KEYS_ID, logKeys } from '../domain/log-keys/log-keys.ts';
import { tellSeal } from '../domain/log-keys/witnesses.ts';
import { addDays, dayOf } from '../domain/time/civil-date.ts';
import type { Places, Settings } from '../settings/settings.ts';
import type { Office } from './compose.ts';
import { startNotaryAside } from './notary-aside.ts';

export type NotarySide = {
  state(): NotaryState & SealingState;
  readonly publicLog: PublicLog;
  readonly signer: SignerKey | undefined;
  stop(): Promise<void>;
};

type Parts = { settings: Settings; places: Places; office: Office; log: Logger; say: (line: string) => void };

export async function startNotarySide({ settings, places, office, log, say }: Parts): Promise<NotarySide> {
  const signer = keyOf(settings) ?? (office.isDemo() ? await demoKey(places, office, say) : undefined);
  const witnesses = witnessesOf(settings);
  const checkpoints = checkpointsIn(places.checkpoints);
  const { executor, clock } = office;
  const file = openMerkleFile(places.notary);
  const sealed = logIn(file);
  const sealing = startSealing({
    tree: sealed.tree,
    checkpoints,
    signer,
    keys: async () => (await executor.look(logKeys, LOG_KEYS_ID)).state,
    tell: (checkpoint) => tellWitnesses(office, checkpoint),
    clock,
    log,
  });
  const notary = startNotaryAside({ places, log, grown: sealing.grown });
  return {
    state: () => ({ ...notary.state(), ...sealing.state() }),
    signer,
    publicLog: { ...sealed, checkpoints, witnesses, at: eventAt(office), stream: (of) => office.store.readStream(of) },
    async stop() {
      sealing.stop();
      await notary.stop();
      file.close();
    },
  };
}

/** One seal of each day: the post then takes it to everybody who was named (domain/log-keys/witnesses.ts). */
async function tellWitnesses({ executor }: Office, checkpoint: Checkpoint): Promise<void> {
  const { state } = await executor.look(logKeys, LOG_KEYS_ID);
  const { size, sealedAt, text: note } = checkpoint;
  if (!state.witnesses?.length || sealedAt === undefined) return;
  if (state.told && dayOf(state.told.sealedAt) >= dayOf(sealedAt)) return;
  await executor.execute({
    command: tellSeal,
    id: LOG_KEYS_ID,
    input: { size, sealedAt, line: sealLine(checkpoint), note },
    commandId: `notary/${tellSeal.name}/${size}/${checkpoint.root.toString('hex').slice(0, 16)}`,
    caller: { kind: 'workflow', id: 'notary' },
  });
}

const eventAt =
  ({ store }: Office): PublicLog['at'] =>
  async (stream, revision) =>
    (await store.readStream(stream, revision))[0];

/** Throws where what is set is no key: a notary that seals nothing would be noticed late. */
function keyOf({ OCOP_NOTARY_KEY, OCOP_NOTARY_KEY_FILE }: Settings): SignerKey | undefined {
  if (OCOP_NOTARY_KEY === '' && OCOP_NOTARY_KEY_FILE === '') return undefined;
  const text = OCOP_NOTARY_KEY || readFileSync(OCOP_NOTARY_KEY_FILE, 'utf8');
  const key = readSignerKey(text);
  if (key) return key;
  const named = OCOP_NOTARY_KEY === '' ? OCOP_NOTARY_KEY_FILE : 'OCOP_NOTARY_KEY';
  throw new CodedError('NOTARY_KEY_INVALID', `${named} holds no key as ocop notary key writes one (PRIVATE+KEY+…).`);
}

/** Who may cosign. */
export function witnessesOf({ OCOP_WITNESSES }: Settings): readonly VerifierKey[] {
  return OCOP_WITNESSES.split(/\s+/)
    .filter(Boolean)
    .map((text) => {
      const key = readVerifierKey(text);
      if (key) return key;
      throw new CodedError(
        'WITNESS_KEY_INVALID',
        `OCOP_WITNESSES names "${text}", which is no public key of a witness.`,
      );
    });
}

/** A demo certifies itself: its root key lies beside the key it vouches for, which no office would do. */
async function demoKey(
  { demoKeys }: Places,
  { executor, clock, store }: Office,
  say: Parts['say'],
): Promise<SignerKey> {
  const name = `demo.ocop.invalid/${store.epoch}`;
  if (!existsSync(demoKeys)) {
    const made = [makeSignerKey(`${name}/root`), makeSignerKey(name)];
    writeFileSync(demoKeys, `${made.map(showSignerKey).join('\n')}\n`, { mode: 0o600 });
    say(`Demo keys for sealing the log were made in ${demoKeys}: they prove nothing to anybody.`);
  }
  const [root, key] = readFileSync(demoKeys, 'utf8').split('\n').slice(0, 2).map(readSignerKey);
  if (!root || !key) throw new CodedError('NOTARY_KEY_INVALID', `${demoKeys} holds no two keys. Delete it.`);
  const { state } = await executor.look(logKeys, LOG_KEYS_ID);
  if (own(state.keys, key.id)) return key;
  const from = dayOf(clock());
  const days = { key: key.text, from, until: addDays(from, 3660) };
  const certificate = signatureLine(certificateText(days), root).trimEnd().split(' ').at(-1) ?? '';
  const caller = { kind: 'person', id: 'demo-admin' } as const;
  const given = { id: LOG_KEYS_ID, caller };
  const province = '66';
  const results = [
    await executor.execute({
      ...given,
      command: announceRootKey,
      input: { province, root: root.text },
      commandId: `demo/log-root/${root.id}`,
    }),
    await executor.execute({
      ...given,
      command: certifyLogKey,
      input: { ...days, certificate },
      commandId: `demo/log-key/${key.id}`,
    }),
  ];
  for (const { outcome } of results)
    if (outcome === 'refused') throw new CodedError('NOTARY_KEY_INVALID', 'The demo could not certify its own key.');
  return key;
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { type AuditFinding, exitCodeOf, MOST_LISTED } from '../audit/finding.ts';
import { readVerifierKey } from '../audit/signed-note.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import { findExport } from '../moving/import-source.ts';
import { refuseHalfRestored } from '../moving/restore.ts';
import {
  type Beside,
  checkpointsBeside,
  type FiguresOf,
  type Verification,
  verifyExport,
  verifyStore,
} from '../moving/verify.ts';
import { isPage, verifyEvidencePage } from '../moving/verify-evidence.ts';
import {
  isStatementFile,
  textOfStatement,
  type VerifiedStatement,
  verifyStatementFile,
} from '../moving/verify-statement.ts';
import { isZip, verifyDossierZip } from '../moving/verify-zip.ts';
import { placesOf, readSettings } from '../settings/settings.ts';
import { VaultError } from '../vault/port.ts';
import { openVault, RELEASE } from './compose.ts';
import { hasVault, isThere, openToRead, realTime } from './export-command.ts';
import { figuresAside } from './figures-aside.ts';
import { print, say } from './say.ts';
import { filesIn } from './stored-files.ts';

/** 0 to 3 are what was found; these say that nothing was verified. */
const WRONG_USE = 64;
const NOT_VERIFIED = 69;

export function verifyCommand(): Command {
  return new Command('verify')
    .argument(
      '[file]',
      'a page of evidence, what the second code of a certificate holds, a dossier as a zip, a folder written by ocop export, or a file of its events; without: the store of the settings',
    )
    .description('check every event, their order, the vault and the papers; needs no server, and works beside one')
    .option(
      '--checkpoint <file>',
      'a checkpoint that was sealed: file, folder or address (https://…/public/v1/checkpoints); may be given often',
      (one: string, all: string[]) => [...all, one],
      [] as string[],
    )
    .option('--root-key <key>', 'the public root key as the office published it (name+id+base64)')
    .option('--json')
    .addHelpText(
      'after',
      `
Exit code: 0 nothing found, 1 notices, 2 gaps, 3 manipulation (the gravest counts);
${WRONG_USE} wrong use, ${NOT_VERIFIED} it could not be verified at all.
The history digest is the SHA-256 over the hashes of all events in order: equal for equal histories.`,
    )
    .showHelpAfterError()
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : WRONG_USE))
    .action(async (path: string | undefined, o: { json?: boolean; checkpoint: string[]; rootKey?: string }) => {
      if (o.rootKey !== undefined && !readVerifierKey(o.rootKey)) {
        say(`"${o.rootKey}" is no public key (name+id+base64).`);
        process.exit(WRONG_USE);
      }
      const beside = { checkpoints: o.checkpoint, rootKey: o.rootKey };
      const verified = await verifyWhat(path, beside).catch((error: Error & { code?: string }) => {
        say(`${error.code ? `${error.code}: ` : ''}${error.message}`);
        process.exit(NOT_VERIFIED);
      });
      process.exitCode = exitCodeOf(verified.counts);
      print(verified, o.json, 'says' in verified ? textOfPaper(verified) : textOf(verified), NOT_VERIFIED);
    });
}

async function verifyWhat(given: string | undefined, beside: Beside): Promise<Verification | VerifiedStatement> {
  if (given === undefined) return verifyTheStore(beside);
  const path = resolve(given);
  if (existsSync(path) && isZip(path)) return verifyTheZip(path);
  if (existsSync(path) && isStatementFile(path))
    return verifyStatementFile(path, { rootKey: beside.rootKey, today: dayOf(realTime()) });
  return existsSync(path) && isPage(path)
    ? verifyEvidencePage(path, RELEASE, beside)
    : verifyExport(findExport(path), say, { ...beside, figures: figuresAside });
}

/** Against the store of the settings, where there is one. */
async function verifyTheZip(path: string): Promise<Verification> {
  const places = placesOf(readSettings(process.env));
  if (!isThere(places)) return verifyDossierZip(path, undefined);
  refuseHalfRestored(places);
  const store = await openToRead(places);
  return verifyDossierZip(path, store).finally(() => store.close());
}

/** With what was sealed here: it lies beside the store, so that only copies elsewhere tell of who has both. */
async function verifyTheStore({ checkpoints = [], rootKey }: Beside): Promise<Verification> {
  const places = placesOf(readSettings(process.env));
  refuseHalfRestored(places);
  const store = await openToRead(places);
  try {
    const vault = hasVault(places) ? await openVault(places, realTime, { readOnly: true }).catch(ifDamaged) : undefined;
    try {
      const own = checkpointsBeside(places.checkpoints);
      const figures = (of: FiguresOf) => figuresAside(of, places);
      const beside = { checkpoints: [...own, ...checkpoints], rootKey, figures };
      const papers =
        places.filesUrl !== '' ? await filesIn(places) : existsSync(places.files) ? places.files : undefined;
      return await verifyStore({ store, vault, papers, beside, say });
    } finally {
      if (vault && !(vault instanceof VaultError)) await vault.close();
    }
  } finally {
    await store.close();
  }
}

/** One damaged part keeps nobody from knowing how the others are. */
function ifDamaged(error: unknown): VaultError {
  if (error instanceof VaultError && error.code === 'VAULT_DAMAGED') return error;
  throw error;
}

const sentence = ({ grade, code, at, what, vi = code }: AuditFinding): string =>
  `${grade.toUpperCase()} ${code} ${at}: ${what}\n    ${vi}`;

const textOfPaper = (paper: VerifiedStatement): string =>
  [...paper.findings.map(sentence), ...textOfStatement(paper), `Not checked: ${paper.notChecked.join('; ')}.`].join(
    '\n',
  );

function textOf({
  of,
  events,
  streams,
  historyDigest,
  root,
  vault,
  papers,
  erasedPapers,
  sealed,
  rederived,
  counts,
  findings,
  notChecked,
}: Verification): string {
  const total = counts.manipulation + counts.gap + counts.notice;
  return [
    ...findings.map(sentence),
    ...(total > findings.length
      ? [`… and ${total - findings.length} more (${MOST_LISTED} of each grade are listed)`]
      : []),
    `${of}: ${events} events in ${streams} streams`,
    ...(historyDigest === '' ? [] : [`history digest ${historyDigest}`]),
    ...(root === '' ? [] : [`Merkle root ${root}`]),
    vault
      ? `vault: ${vault.values} values, ${vault.erased} of them erased; ${vault.references} references in events`
      : 'vault: none here',
    `papers: ${papers} here${erasedPapers > 0 ? `, ${erasedPapers} erased by law` : ''}`,
    `checkpoints: ${sealed.good} of ${sealed.given} fit; the newest covers ${sealed.upTo} events`,
    `figures found again: those of ${rederived.derived} events`,
    `Not checked: ${notChecked.join('; ')}.`,
    `${counts.manipulation} manipulations, ${counts.gap} gaps, ${counts.notice} notices`,
  ].join('\n');
}

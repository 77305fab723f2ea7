// The digital signatures of a PDF: who signed it, when, and whether that still holds for the file as it lies here.
import { type Certificate, CertificateChainValidationEngine, type RelativeDistinguishedNames } from 'pkijs';
import type { Doubt, Verdict } from '../../domain/product-cycle/signature-words.ts';
import { type Cms, readCms } from './cms.ts';
import { type Placed, placedIn } from './placed.ts';
import type { Source } from './source.ts';

export type SeenSignature = {
  /** as the certificate names them; absent where it cannot be read */
  readonly signer?: string | undefined;
  readonly organisation?: string | undefined;
  readonly issuer?: string | undefined;
  /** when, RFC 3339 UTC: by the authority that `stampedBy` names, else as the signer's own program says */
  readonly at?: string | undefined;
  readonly stampedBy?: string | undefined;
  readonly verdict: Verdict;
  readonly doubts: readonly Doubt[];
};

/** Of these each makes a signature worth nothing; any other leaves something to be asked. */
const grave: readonly Doubt[] = ['unreadable', 'range-broken', 'changed', 'forged', 'expired'];
/** That somebody else signed afterwards is how papers with two signatures come about. */
const harmless: readonly Doubt[] = ['signed-on'];

/** @param now RFC 3339 UTC */
type Judging = { readonly roots: readonly Certificate[]; readonly now: string };

/** In the order in which they were put on; none where nobody signed. */
export async function signaturesOf(file: Source, judging: Judging): Promise<readonly SeenSignature[]> {
  const { placed, broken } = await placedIn(file);
  const seen: SeenSignature[] = [];
  for (const [i, one] of placed.entries())
    seen.push(await judged(file, one, { ...judging, isLast: i === placed.length - 1 }));
  return [...seen, ...Array<SeenSignature>(broken).fill(told({}, ['range-broken']))];
}

const told = (of: Omit<SeenSignature, 'verdict' | 'doubts'>, doubts: readonly Doubt[]): SeenSignature => ({
  ...of,
  verdict: doubts.some((doubt) => grave.includes(doubt))
    ? 'bad'
    : doubts.every((doubt) => harmless.includes(doubt))
      ? 'good'
      : 'doubtful',
  doubts,
});

async function judged(file: Source, placed: Placed, q: Judging & { isLast: boolean }): Promise<SeenSignature> {
  const added = await addedAfter(file, placed, q.isLast);
  const cms = readCms(placed.cms);
  if (typeof cms === 'string') return told({ at: placed.saidAt }, [cms, ...added]);
  const stamp = await stampTold(cms, q.roots);
  const at = stamp.at ?? cms.saidAt ?? placed.saidAt;
  const hash = await file.hashOf(cms.digest, placed.covers);
  const doubts: Doubt[] = [
    ...(hash.equals(cms.hash) ? [] : (['changed'] as const)),
    ...(cms.fits ? [] : (['forged'] as const)),
    ...timely(cms.signer, at, { now: q.now, isVouched: stamp.at !== undefined }),
    ...stamp.doubts,
    ...((await isTrusted(cms, at ?? q.now, q.roots)) ? [] : (['root-unknown'] as const)),
    ...(cms.digest === 'sha1' ? (['weak'] as const) : []),
    ...added,
  ];
  const { subject, issuer } = cms.signer;
  const stampedBy = stamp.by && { stampedBy: named(stamp.by.subject, NAME) };
  return told(
    {
      ...{ signer: named(subject, NAME), organisation: named(subject, ORGANISATION), issuer: named(issuer, NAME), at },
      ...stampedBy,
    },
    doubts,
  );
}

type StampTold = { readonly at?: string; readonly by?: Certificate; readonly doubts: readonly Doubt[] };

/** Its time counts where the office trusts the authority; else it is said that there is one. */
async function stampTold({ stamp }: Cms, roots: readonly Certificate[]): Promise<StampTold> {
  if (stamp === undefined) return { doubts: [] };
  if (stamp === 'broken') return { doubts: ['stamp-broken'] };
  const { at, authority, certificates } = stamp;
  return (await isTrusted({ signer: authority, certificates }, at, roots))
    ? { at, by: authority, doubts: [] }
    : { doubts: ['stamp-unknown'] };
}

/** A later signature covers what came before it; what comes after the last one nobody signed. */
async function addedAfter(file: Source, { end }: Placed, isLast: boolean): Promise<readonly Doubt[]> {
  if (end === file.size) return [];
  if (!isLast) return ['signed-on'];
  const rest = await file.at(end, Math.min(file.size, end + MOST_BLANK));
  return rest.length < MOST_BLANK && rest.toString('latin1').trim() === '' ? [] : ['added-after'];
}
const MOST_BLANK = 1024;

type When = { readonly now: string; readonly isVouched: boolean };

/** Where nobody vouches for the time but the signer, a certificate that has run out since leaves a doubt. */
function timely(
  { notBefore, notAfter }: Certificate,
  at: string | undefined,
  { now, isVouched }: When,
): readonly Doubt[] {
  const [from, until] = [notBefore.value.toISOString(), notAfter.value.toISOString()];
  if (at === undefined) return now < from || now > until ? ['expired'] : ['time-unsaid'];
  if (at < from || at > until) return ['expired'];
  if (at > now) return ['ahead'];
  return now > until && !isVouched ? ['expired-since'] : [];
}

type Certified = Pick<Cms, 'signer' | 'certificates'>;

async function isTrusted(
  { signer, certificates }: Certified,
  at: string,
  roots: readonly Certificate[],
): Promise<boolean> {
  if (roots.length === 0) return false;
  const chain = new CertificateChainValidationEngine({
    trustedCerts: [...roots],
    certs: [...certificates.filter((one) => one !== signer), signer],
    checkDate: new Date(at),
  });
  // Whether one was revoked is asked of its issuer, over a network that need not be there: docs say that it is not.
  const { result } = await chain.verify({ passedWhenNotRevValues: true }).catch(() => ({ result: false }));
  return result;
}

const [NAME, ORGANISATION] = ['2.5.4.3', '2.5.4.10'];

const named = ({ typesAndValues }: RelativeDistinguishedNames, type: string | undefined): string | undefined => {
  const value = typesAndValues.find((one) => one.type === type)?.value.valueBlock.value as unknown;
  return typeof value === 'string' ? value.normalize('NFC').slice(0, 200) : undefined;
};

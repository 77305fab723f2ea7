// What becomes of one certificate, told on the pure domain: people's commands on their days, the process's moves between.
import { type Certificate, certificate, dueYearOf } from '../../domain/certificate/certificate.ts';
import { certificateDeadlines, certificateFacts } from '../../domain/certificate/certificate-facts.ts';
import type { DueAction } from '../../domain/kernel/due-action.ts';
import type { Actor } from '../../domain/kernel/event.ts';
import { type Fact, fold } from '../../domain/kernel/fold.ts';
import { actionsOf } from '../../domain/kernel/procedure.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { type ProductCycle, productCycle } from '../../domain/product-cycle/product-cycle.ts';
import type { ProgrammeYear } from '../../domain/programme-year/programme-year.ts';
import { getCommand } from '../../domain/registry.ts';
import { getRulebook } from '../../domain/rulebooks/registry.ts';
import type { Star } from '../../domain/rulebooks/rulebook.ts';
import { certificate as procedure } from '../../workflows/certificate.ts';
import { type Decided, type Expected, morning, process, specification } from './specification.ts';
import { coffee, doc, office, units, yearOf } from './story.ts';

/** Laws with a day on which something is recognised under each, and a star that each recognises. */
export const recognitions = [
  { rulebook: 'R2019', on: '2022-08-02', stars: 4 },
  { rulebook: 'R2023', on: '2024-02-29', stars: 3 },
  { rulebook: 'R2025', on: '2025-12-30', stars: 4 },
  { rulebook: 'R2026', on: '2027-06-20', stars: 5 },
] as const;

export type Recognition = { readonly rulebook: string; readonly on: string; readonly stars: Star };

/** A cycle that was recognised by a decision of the day. */
export function recognisedCycle({ rulebook, on, stars }: Recognition, more: Partial<ProductCycle> = {}): ProductCycle {
  const tier = getRulebook(rulebook).ladder.find(({ recognises }) => recognises.includes(stars))?.id ?? '';
  return {
    ...productCycle.initial,
    started: { on, at: 0 },
    purpose: 'rating',
    product: 'ca-phe-mau',
    producer: 'htx-mau',
    place: '650-01',
    rulebook,
    step: 'promotion',
    visits: [{ tier, round: 1, opened: { on, at: 5 }, review: false }],
    decision: doc('QĐ', on),
    ended: { kind: 'recognised', stars, on, at: 9 },
    ...more,
  };
}

export type CertificateStory = {
  readonly id: string;
  readonly facts: readonly Fact[];
  readonly state: Certificate;
  readonly today: string;
  /** data of the newest fact */
  readonly said: any;
  cycle: ProductCycle;
  year: (year: number) => ProgrammeYear;
  /** the product's other cycles and their certificates */
  cycles: Map<string, ProductCycle>;
  streams: Map<string, Certificate>;
  on(dayOrInstant: string): CertificateStory;
  by(actor: Actor): CertificateStory;
  did(name: string, input?: unknown): CertificateStory;
  when(name: string, input?: unknown): Decided;
  expects(name: string, input: unknown, expected: Expected, details?: Record<string, unknown>): CertificateStory;
  /** the due actions of now, earliest first */
  due(): readonly DueAction[];
  /** the process makes its moves that are due by now, each at its own time */
  moves(): CertificateStory;
};

export function certificateStory(of: Recognition, id = `66-${of.on.slice(0, 4)}-ca-phe-mau-1`): CertificateStory {
  let facts: readonly Fact[] = [];
  let at = morning(of.on);
  let officer = office;
  const yearNow = () => self.year(dueYearOf(id, self.state));
  const question = () => ({
    id,
    state: self.state,
    cycle: self.cycle,
    year: yearNow(),
    others: self.cycles,
    streams: self.streams,
    at,
  });
  const self: CertificateStory = {
    id,
    cycle: recognisedCycle(of),
    year: (year) => yearOf(year),
    cycles: new Map(),
    streams: new Map(),
    get facts() {
      return facts;
    },
    get state() {
      return fold(certificate, facts);
    },
    get today() {
      return at.slice(0, 10);
    },
    get said() {
      return facts.at(-1)?.data;
    },
    on(when) {
      at = when.length === 10 ? morning(when) : when;
      return self;
    },
    by(actor) {
      officer = actor;
      return self;
    },
    when(name, input = {}) {
      const command = getCommand('certificate', name);
      const { by } = (input ?? {}) as { by?: string };
      const newer = self.streams.get(by ?? self.state.ended?.by ?? '');
      const ofRelatives = new Map([...self.streams, [id, self.state] as const]);
      const needs = {
        cycle: self.cycle,
        product: coffee,
        units,
        year: yearNow(),
        newer,
        relatives: self.cycles,
        ofRelatives,
      };
      const actor = command.by.kind === 'workflow' ? process : officer;
      return specification({ aggregate: certificate, id, facts, needs, at, actor }).when(command, input);
    },
    did(name, input) {
      const decided = self.when(name, input);
      if (isRefusal(decided.outcome) || decided.outcome === 'already-so')
        throw new Error(`${name} on ${at}: ${JSON.stringify(decided.outcome)}`);
      facts = decided.facts;
      return self;
    },
    expects(name, input, expected, details) {
      self.when(name, input).then(expected, details as never);
      return self;
    },
    due() {
      const its = certificateFacts(question());
      const actions = its ? actionsOf(procedure(its), certificateDeadlines(question()), at) : [];
      return [...actions].sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
    },
    moves() {
      const now = at;
      for (let n = 0; n < 50; n++) {
        const next = self.due().find((a) => a.dueAt <= now && a.on === undefined);
        if (!next) {
          at = now;
          return self;
        }
        at = next.dueAt;
        self.did(next.command, next.input);
        at = now;
      }
      throw new Error('the process never comes to rest');
    },
  };
  return self;
}

/** Begun by the process and issued on a day. */
export const issuedStory = (of: Recognition, issuedOn = of.on): CertificateStory =>
  certificateStory(of).did('BeginCertificate').on(issuedOn).did('IssueCertificate', { number: 'GCN-1', issuedOn });

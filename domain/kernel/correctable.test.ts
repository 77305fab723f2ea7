// Any aggregate can have the two commands; the cycle's own rules are in product-cycle/correcting.test.ts.
import { test } from 'vitest';
import { z } from 'zod';
import { morning, person, specification, told } from '../../test/domain/specification.ts';
import { aggregate } from './aggregate.ts';
import { correctable } from './correctable.ts';

type Fair = { stalls: number; opened: boolean; amendedAt: number };
const fair = aggregate<Fair>({
  category: 'fair',
  resource: 'fairs',
  words: { vi: 'Hội chợ', en: 'Fair' },
  id: z.string(),
  initial: { stalls: 0, opened: false, amendedAt: -1 },
  situation: () => ({ province: '66', rulebook: '' }),
});
const words = () => ({ vi: 'x', en: 'x' });
fair.event('FairPlanned', { version: 1, schema: z.strictObject({}), evolve: (s) => s, sentence: words });
fair.event('StallsCounted', {
  version: 1,
  schema: z.strictObject({ stalls: z.int() }),
  correctable: ['stalls'],
  evolve: (s, { stalls }) => ({ ...s, stalls }),
  sentence: words,
});
fair.event('FairOpened', {
  version: 1,
  schema: z.strictObject({}),
  stands: ({ opened }) => opened,
  evolve: (s) => ({ ...s, opened: true }),
  sentence: words,
});
const { annulFacts, correctFact } = correctable(fair, { kind: 'responsibility', id: 'correct-facts' });
const why = { reason: 'Nhầm', document: { number: 'CV', date: '2022-06-20' } };

const story = (...events: { type: string; data: unknown }[]) =>
  specification({
    aggregate: fair,
    id: 'x',
    needs: {},
    actor: person,
    at: morning('2022-06-20'),
    facts: told(fair, 'x', [{ type: 'FairPlanned', data: {} }, ...events]),
  });
const counted = { type: 'StallsCounted', data: { stalls: 12 } };
const opened = { type: 'FairOpened', data: {} };

test('a number is corrected, a fact annulled with what rests on it', () => {
  story(counted)
    .when(correctFact, { revision: 1, changes: { stalls: 21 }, ...why })
    .then([{ type: 'FactCorrected', data: { changes: [{ field: 'stalls', before: '12', after: '21' }] } }]);
  story(counted)
    .when(annulFacts, { revisions: [1], ...why })
    .then(['FactsAnnulled']);
  story(counted, counted)
    .when(annulFacts, { revisions: [1], ...why })
    .then('FACTS_REST_ON_IT', { revisions: ['2'] });
});

test('an event says when it stands', () => {
  story(opened)
    .when(annulFacts, { revisions: [1], ...why })
    .then('FACT_STANDS');
});

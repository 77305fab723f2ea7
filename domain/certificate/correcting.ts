import { ranksByGiver } from '../access/heights.ts';
import { correctable } from '../kernel/correctable.ts';
import { forgettable } from '../kernel/forgettable.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { certificate } from './certificate.ts';

export const { annulFacts: annulCertificateFacts, correctFact: correctCertificateFact } = correctable(
  certificate,
  responsibility('correct-facts'),
  ranksByGiver,
);

export const forgetCertificateValues = forgettable(certificate, responsibility('forget-values'));

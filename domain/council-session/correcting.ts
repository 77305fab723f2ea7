import { correctable } from '../kernel/correctable.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { councilSession } from './council-session.ts';

// One slip is not final. What members said themselves (declarations, sheets) only they replace.
export const { annulFacts: annulSessionFacts, correctFact: correctSessionFact } = correctable(
  councilSession,
  responsibility('correct-facts'),
);

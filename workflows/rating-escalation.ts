// The way of a dossier up the rulebook's ladder, and back: open a tier → its result → forwarded and received → the next
// tier, or recognised, or ended; what a higher tier returns is reviewed below. No tier's name stands here.
import { give, type Move, until } from '../domain/kernel/procedure.ts';
import type { CycleFacts, TierFacts } from '../domain/product-cycle/cycle-facts.ts';

export function rateThroughTiers({ filed, firstTier, visit }: CycleFacts): Move {
  if (!filed || !firstTier) return until('a dossier is filed');
  if (!visit) return openTier(firstTier, filed);
  switch (visit.outcome) {
    case undefined:
      if (visit.supplementing) return until(`the supplement that tier ${visit.tier} asked for`);
      return until(
        visit.review ? `tier ${visit.tier} has reviewed what came back` : `tier ${visit.tier} has its result`,
      );
    case 'forward':
      return handOver(visit);
    case 'return':
      return openReview(visit);
    case 'recognise':
      return until(`tier ${visit.tier} has recognised the product`);
    case 'ends':
      return until('the end of the rating is recorded');
  }
}

function handOver({ tier, forwardedTo, received }: TierFacts): Move {
  if (!forwardedTo) return until(`tier ${tier} has forwarded the dossier`);
  return received ? openTier(forwardedTo, received) : until(`tier ${forwardedTo} has received the dossier`);
}

function openReview({ tier, result, returnsTo }: TierFacts): Move {
  if (!returnsTo || !result) return until(`the way back from tier ${tier}`);
  return give('OpenReview', { cause: result, which: returnsTo, input: { tier: returnsTo } });
}

const openTier = (tier: string, cause: string): Move => give('OpenTier', { cause, which: tier, input: { tier } });

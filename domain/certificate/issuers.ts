import { type Acting, whoActs } from '../access/authorise.ts';
import type { NeedStates } from '../kernel/aggregate.ts';
import type { Day } from '../time/civil-date.ts';
import { byIssuer, type Certificate, type CertificateNeeds, certificate } from './certificate.ts';

type Of = { readonly id: string; readonly state: Certificate; readonly needs: NeedStates<CertificateNeeds> };

/** Who answers for a certificate on a day. @param toSuperior as well who stands above them, the nearest alone */
export function issuersOn(today: Day, { id, state, needs }: Of, toSuperior = false): readonly Acting[] {
  const situation = certificate.situation({ id, state, input: undefined, needs });
  const tier = byIssuer.tier?.(state, undefined, needs);
  const matter = { responsibility: 'recognise', tier, situation, tree: needs.units, today, occurredOn: today } as const;
  const acting = whoActs(matter);
  const superior = toSuperior ? whoActs({ ...matter, above: true }).slice(0, 1) : [];
  return [...acting, ...superior.filter((s) => !acting.some((a) => a.role === s.role && a.unit === s.unit))];
}

// How a product comes to be known: its commune registers producer and product, the office gives the producer an account.
import { grantRole } from '../domain/access/account.ts';
import type { Command } from '../domain/kernel/aggregate.ts';
import { registerProducer } from '../domain/producer/producer.ts';
import { registerProduct } from '../domain/product/product.ts';
import { PROVINCE } from './districts.ts';
import { accountOf } from './officer-for.ts';

type Newcomer = {
  /** the commune's officer */
  by: string;
  /** the commune */
  place: string;
  producer: { id: string; kind: string; name: string };
  product: { id: string; name: string; group: string; origin: string };
};

export type Registration = { by: string; command: Command; id: string; input: Readonly<Record<string, unknown>> };

export function registrationsOf({ by, place, producer, product }: Newcomer): readonly Registration[] {
  const common = { province: PROVINCE.code, place };
  const { id, ...input } = product;
  return [
    {
      by,
      command: registerProducer,
      id: producer.id,
      // A household is an applicant by its business registration; the number is illustrative like all papers here.
      input: {
        ...common,
        kind: producer.kind,
        name: producer.name,
        ...(producer.kind === 'household' ? { registration: `MH-DKKD/${producer.id}` } : {}),
      },
    },
    {
      by: 'demo-admin',
      command: grantRole,
      id: accountOf(producer.id),
      input: { grant: 'producer', province: PROVINCE.code, role: 'producer', unit: producer.id, from: '2020-01-01' },
    },
    { by, command: registerProduct, id, input: { ...common, producer: producer.id, ...input } },
  ];
}

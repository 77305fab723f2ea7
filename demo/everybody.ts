// Whom one may be in the demo: officers, departments, councils, and the producers of its products.
import { type DemoAccount, officers } from './accounts.ts';
import { everyCouncillor } from './councillors.ts';
import { departmentOfficers } from './departments.ts';
import { accountOf } from './officer-for.ts';
import { stories } from './stories.ts';
import { producerOf } from './story.ts';

const producers = new Map(stories.map(producerOf).map(({ id, name }) => [id, name]));

export const everybody: readonly DemoAccount[] = [
  ...officers,
  ...departmentOfficers,
  ...everyCouncillor,
  ...[...producers].map(([id, name]) => ({ id: accountOf(id), role: 'producer', unit: id, who: name })),
];

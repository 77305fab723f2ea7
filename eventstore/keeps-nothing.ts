// A vault for what is tried out: its values are nobody's, and nothing is kept of them but commitments without a salt.
import { createHash } from 'node:crypto';
import type { GivenValue, Sealing } from './prepare.ts';

const unkept = ({ stream, commandId, path, value }: GivenValue) => ({
  ref: `${stream}/${commandId}${path}`,
  commitment: createHash('sha256').update(value).digest('hex'),
});

export const keepsNothing: Sealing = {
  draft: (values) => values.map((given) => ({ ...unkept(given), salt: new Uint8Array(), value: given.value })),
  seal: async () => {},
  recall: async (values) => values.map((given) => [unkept(given)]),
  reveal: async () => undefined,
  erase: async () => false,
};

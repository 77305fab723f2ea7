// What a hint says must be possible where it is read: in a clone, in an image, with the data on servers.
import type { Settings } from '../settings/settings.ts';

const IN_A_CLONE = 'npx ocop';
type Where = Pick<Settings, 'OCOP_COMMAND' | 'OCOP_STORE_URL'>;

export const hint = ({ OCOP_COMMAND, OCOP_STORE_URL }: Where, command: string): string =>
  command === 'serve' && OCOP_STORE_URL !== ''
    ? `${OCOP_COMMAND} serve, as its parts: --only api, worker, relay, notary`
    : `${OCOP_COMMAND} ${command}`;

/** Where set-up can fetch what is missing. */
export const isClone = ({ OCOP_COMMAND }: Where): boolean => OCOP_COMMAND === IN_A_CLONE;

/** `npm start` also finds what a clone lacks. */
export const demoHint = (where: Where): string => (isClone(where) ? 'npm start' : `${where.OCOP_COMMAND} serve --demo`);

// The second factor that every telephone has: a code of 30 seconds (RFC 6238), with recovery codes.
import { isRefusal } from '../domain/kernel/refusal.ts';
import type { AccountsDatabase } from './database.ts';
import { settleFactors } from './factors.ts';
import { CONFIRMED_FOR_MS, hasPassword, heldBy, isConfirmed, isPassword } from './held.ts';
import type { Identity } from './identity.ts';
import { normalised } from './passwords.ts';
import type { Accounts } from './port.ts';
import { CONFIRMATION_REQUIRED, PASSWORD_WRONG, SESSION_NEEDED } from './refusals.ts';
import { onceOnly } from './sign-in.ts';
import { answered, headersOf, told } from './visit.ts';

/** A telephone shows it by the name one signs in with; better-auth’s has the address, which may lead nowhere. */
function labelled(uri: string, name: string): string {
  const { search } = new URL(uri);
  return `otpauth://totp/OCOP:${encodeURIComponent(name)}${search}`;
}

const stale = () => CONFIRMATION_REQUIRED({ minutes: CONFIRMED_FOR_MS / 60_000 });

export function totpOf({ identity, db }: { identity: Identity; db: AccountsDatabase }): Accounts['totp'] {
  return {
    async begin(visitor, password) {
      const held = await heldBy(identity, db, visitor);
      if (!held) return SESSION_NEEDED();
      if (!(await hasPassword(identity, held.value.account)) && !isConfirmed(held.value)) return stale();
      const body = { password: normalised(password), method: 'totp' as const };
      const answer = await answered<{ totpURI: string; backupCodes: string[] }>(
        await identity.api.enableTwoFactor({ headers: headersOf(visitor), body, asResponse: true }),
      );
      if (isRefusal(answer)) return answer;
      return { uri: labelled(answer.value.totpURI, held.name), recoveryCodes: answer.value.backupCodes };
    },
    async complete(visitor, code) {
      const held = await heldBy(identity, db, visitor);
      if (!held) return SESSION_NEEDED();
      const given = code.replace(/\s/g, '');
      const asked = { headers: headersOf(visitor), body: { code: given }, asResponse: true as const };
      const answer = await onceOnly({ identity, db }, held.value.account, given, async () =>
        answered(await identity.api.verifyTOTP(asked)),
      );
      return isRefusal(answer) ? answer : told(undefined, answer.cookies);
    },
    async remove(visitor, password) {
      const held = await heldBy(identity, db, visitor);
      if (!held) return SESSION_NEEDED();
      const { account } = held.value;
      if (!(await hasPassword(identity, account))) {
        if (!isConfirmed(held.value)) return stale();
      } else if (!(await isPassword(identity, account, password))) return PASSWORD_WRONG({}, '/password');
      const { adapter } = await identity.$context;
      await adapter.deleteMany({ model: 'twoFactor', where: [{ field: 'userId', value: account }] });
      await settleFactors(identity, db, account);
      return told(undefined);
    },
  };
}

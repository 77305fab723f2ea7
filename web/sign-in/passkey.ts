// A passkey of this device, shown to the server: to come in, as the second step, or as a fresh proof.
import { ask } from '../talk/ask.ts';
import { Problem } from '../talk/problem.ts';

/** Old browsers have none, and a page that came by plain HTTP has none either. */
export const hasPasskeys = (): boolean => 'PublicKeyCredential' in window;

/** @throws Problem what the server says, or that the device showed none */
async function shown(path: string): Promise<unknown> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const { body: optionsJSON } = await ask<Parameters<typeof startAuthentication>[0]['optionsJSON']>(path, {
    method: 'POST',
    body: {},
    isDoor: true,
  });
  try {
    return await startAuthentication({ optionsJSON });
  } catch {
    // Whoever changes their mind, and whoever has none for this place, get the same word from a browser.
    throw new Problem(0, {
      code: 'PASSKEY_NOT_SHOWN',
      sentences: {
        vi: 'Chưa nhận được khóa truy cập từ thiết bị. Hãy thử lại, hoặc dùng cách khác.',
        en: 'The device showed no passkey. Try again, or take another way.',
      },
    });
  }
}

export async function signInByPasskey(): Promise<void> {
  const body = await shown('/v1/sign-in/passkey/begin');
  await ask('/v1/sign-in/passkey', { method: 'POST', body, isDoor: true });
}

/** What `/v1/me/confirm` takes. */
export const passkeyProof = async (): Promise<{ passkey: unknown }> => ({
  passkey: await shown('/v1/me/confirm/begin'),
});

import { Button, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { encode } from 'uqr';
import { useMe } from '../../frame/me.ts';
import { useMoreWords } from '../../words/more/more.ts';
import classes from './account.module.css';
import { post, useDoing } from './doing.tsx';

type Begun = { readonly uri: string; readonly recoveryCodes: readonly string[] };

const typedIn = (event: FormEvent<HTMLFormElement>): Record<string, string> => {
  event.preventDefault();
  return Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
};

export function Totp() {
  const { t } = useMoreWords();
  const isOn = useMe().factors.includes('totp');
  const { run, isBusy, told } = useDoing();
  const [begun, setBegun] = useState<Begun>();
  const withPassword = (password: string) =>
    isOn ? post('/v1/me/totp/remove', { password }) : post<Begun>('/v1/me/totp', { password }).then(setBegun);
  return (
    <section className={`${classes.part} sheet`} aria-labelledby="totp">
      <h2 id="totp">{t('account.totp')}</h2>
      <p className={isOn ? 'good' : 'quiet'}>{isOn ? `✓ ${t('account.totpOn')}` : t('account.totpHow')}</p>
      {told}
      {begun && !isOn ? (
        <form
          onSubmit={(event) => {
            const { code = '' } = typedIn(event);
            run(() => post('/v1/me/totp/complete', { code }).then(() => setBegun(undefined)));
          }}
        >
          <Stack gap="sm">
            <p>{t('account.scan')}</p>
            <Code text={begun.uri} />
            <p className="quiet small">
              {t('account.secret')} <code>{new URL(begun.uri).searchParams.get('secret')}</code>
            </p>
            <p>{t('account.recovery')}</p>
            <ul className={classes.recovery}>
              {begun.recoveryCodes.map((one) => (
                <li key={one}>
                  <code>{one}</code>
                </li>
              ))}
            </ul>
            <TextInput
              name="code"
              label={t('account.code')}
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              maxLength={10}
            />
            <Button type="submit" loading={isBusy}>
              {t('account.complete')}
            </Button>
          </Stack>
        </form>
      ) : (
        <form
          onSubmit={(event) => {
            const { password = '' } = typedIn(event);
            run(() => withPassword(password));
          }}
        >
          <Stack gap="sm">
            <TextInput
              name="password"
              type="password"
              label={t('account.password')}
              autoComplete="current-password"
              required
              maxLength={400}
            />
            <Button type="submit" variant={isOn ? 'default' : 'filled'} loading={isBusy}>
              {t(isOn ? 'account.off' : 'account.begin')}
            </Button>
          </Stack>
        </form>
      )}
    </section>
  );
}

/** A QR code, black on white in either scheme: readers want it so. */
function Code({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      className={classes.code}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="QR"
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}

// What can be done with a thing: each command a button, or, where it cannot be given, its reason in words.
import { Alert, Button, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { CommandAnswer, Offer } from '../talk/answers.ts';
import { useWords } from '../words/language.ts';
import classes from './command-panel.module.css';

const CommandForm = lazy(() => import('./command-form.tsx').then((all) => ({ default: all.CommandForm })));

type Props = {
  readonly id: string;
  readonly etag: string | undefined;
  readonly offers: readonly Offer[];
  /** whose work is waited for: its commands come first */
  readonly waitsFor?: string | undefined;
};

export function CommandPanel({ id, etag, offers, waitsFor }: Props) {
  const { t, say } = useWords();
  const [given, setGiven] = useState<Offer>();
  const [done, setDone] = useState<{ offer: Offer; answer: CommandAnswer }>();
  const isAwaited = ({ responsibility }: Offer) => waitsFor !== undefined && responsibility === waitsFor;
  const shown = offers.filter(({ alreadySo }) => !alreadySo);
  const allowed = shown.filter((offer) => offer.allowed);
  const first = allowed.filter(isAwaited);
  const more = allowed.filter((offer) => !isAwaited(offer));
  const others = shown.filter((offer) => !offer.allowed);
  const button = (offer: Offer, isFirst: boolean) => (
    <Button
      key={offer.name}
      variant={isFirst ? 'filled' : 'default'}
      justify="flex-start"
      data-command={offer.name}
      onClick={() => {
        setDone(undefined);
        setGiven(offer);
      }}
    >
      {say(offer.words)}
    </Button>
  );
  return (
    <Stack gap="xs" className={classes.panel as string}>
      <div role="status">{done && <Done {...done} />}</div>
      {first.map((offer) => button(offer, true))}
      {first.length === 0 && <Text className="quiet">{t('case.commandsNone')}</Text>}
      {more.length > 0 && (
        <details>
          <summary>{t('case.more', { count: more.length })}</summary>
          <Stack gap={6} mt={6}>
            {more.map((offer) => button(offer, false))}
          </Stack>
        </details>
      )}
      {others.length > 0 && (
        <details>
          <summary>{t('case.others', { count: others.length })}</summary>
          <Text size="sm" className="quiet">
            {t('case.othersHow')}
          </Text>
          <ul className={classes.others}>
            {others.map((offer) => (
              <Impossible key={offer.name} offer={offer} />
            ))}
          </ul>
        </details>
      )}
      {given && (
        <Suspense>
          <CommandForm
            offer={given}
            id={id}
            etag={given.needsIfMatch ? etag : undefined}
            close={() => setGiven(undefined)}
            done={(answer) => {
              setDone({ offer: given, answer });
              setGiven(undefined);
            }}
          />
        </Suspense>
      )}
    </Stack>
  );
}

/** It is there, and says why it cannot be given: to who points at it, comes to it by the keyboard, or touches it. */
function Impossible({ offer }: { offer: Offer }) {
  const { say } = useWords();
  const [isTold, setTold] = useState(false);
  const why = `why-${offer.name}`;
  return (
    <li onPointerEnter={() => setTold(true)} onPointerLeave={() => setTold(false)}>
      <button
        type="button"
        aria-disabled
        aria-describedby={why}
        className={classes.impossible}
        onFocus={() => setTold(true)}
        onBlur={() => setTold(false)}
        onClick={() => setTold(true)}
      >
        {say(offer.words)}
      </button>
      <div id={why} className={classes.why} hidden={!isTold}>
        {offer.reason && say(offer.reason.sentences)}
      </div>
    </li>
  );
}

function Done({ offer, answer }: { offer: Offer; answer: CommandAnswer }) {
  const { t, say } = useWords();
  const word = {
    appended: t('form.done', { what: say(offer.words) }),
    'already-applied': t('form.already'),
    'nothing-to-do': t('form.nothing'),
    preview: '',
  }[answer.outcome];
  return (
    <Alert color="field" variant="light">
      <Text fw={600}>{word}</Text>
      {answer.receipt && <Text>{t('form.receipt', { receipt: answer.receipt })}</Text>}
      {answer.warnings?.map(({ code, sentences }) => (
        <Text key={code} className="warn">
          {say(sentences)}
        </Text>
      ))}
    </Alert>
  );
}

// What can be done with a thing: each command a button, or, where it cannot be given, its reason in words.
import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Offer } from '../talk/answers.ts';
import { useWords } from '../words/language.ts';
import { CommandDialog } from './command-dialog.tsx';
import type { CommandFormProps } from './command-form.tsx';
import classes from './command-panel.module.css';
import { Done, type DoneWith } from './done.tsx';

type Props = {
  readonly id: string;
  readonly etag: string | undefined;
  readonly offers: readonly Offer[];
  /** whose work is waited for: its commands come first */
  readonly waitsFor?: string | undefined;
  /** or the names of those that come first */
  readonly first?: readonly string[] | undefined;
  /** fields that are known already, and what of */
  readonly fills?: CommandFormProps['fills'];
  readonly about?: string | undefined;
  readonly hides?: CommandFormProps['hides'];
  /** commands that have a form of their own here */
  readonly instead?: Readonly<Record<string, (offer: Offer) => void>> | undefined;
  /** nobody is waited for here: what can be done stands in the open */
  readonly isPlain?: boolean;
};

export function CommandPanel(props: Props) {
  const { id, etag, offers, waitsFor, first: named = [], fills, about, hides, instead = {}, isPlain = false } = props;
  const { t, say } = useWords();
  const [given, setGiven] = useState<Offer>();
  const [done, setDone] = useState<DoneWith>();
  const isAwaited = ({ name, responsibility }: Offer) =>
    named.includes(name) || (waitsFor !== undefined && responsibility === waitsFor);
  const shown = offers.filter(({ alreadySo }) => !alreadySo);
  const allowed = shown.filter((offer) => offer.allowed);
  const first = isPlain ? allowed : allowed.filter(isAwaited);
  const more = allowed.filter((offer) => !first.includes(offer));
  const others = shown.filter((offer) => !offer.allowed);
  const button = (offer: Offer, isFirst: boolean) => (
    <Button
      key={offer.name}
      variant={isFirst ? 'filled' : 'default'}
      justify="flex-start"
      data-command={offer.name}
      onClick={() => {
        setDone(undefined);
        (instead[offer.name] ?? setGiven)(offer);
      }}
    >
      {say(offer.words)}
    </Button>
  );
  return (
    <Stack gap="xs" className={classes.panel as string}>
      <Done done={done} />
      {first.map((offer) => button(offer, !isPlain))}
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
        <CommandDialog
          offer={given}
          id={id}
          etag={given.needsIfMatch ? etag : undefined}
          fills={fills}
          about={about}
          hides={hides}
          close={() => setGiven(undefined)}
          done={(answer) => {
            setDone({ offer: given, answer, about });
            setGiven(undefined);
          }}
        />
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

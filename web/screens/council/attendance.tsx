// Who is in the room. Whoever may, records who comes and goes.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { CommandDialog } from '../../commands/command-dialog.tsx';
import { useMe } from '../../frame/me.ts';
import type { Offer } from '../../talk/answers.ts';
import type { Session } from '../../talk/council-answers.ts';
import { useWords } from '../../words/language.ts';
import classes from './live.module.css';
import { useSeats } from './seats.ts';

type Props = {
  readonly id: string;
  readonly state: Session;
  readonly present: readonly string[];
  readonly etag: string | undefined;
  readonly offer: Offer | undefined;
};
const HIDES = ['member', 'what', 'proxy'];

export function Attendance({ id, state, present, etag, offer }: Props) {
  const { t } = useWords();
  const { who, mine } = useSeats(state);
  const { account } = useMe();
  const [of, setOf] = useState<{ member: string; what: 'arrived' | 'left' }>();
  const mayFor = (member: string) => offer?.allowed === true && (mine?.seat !== 'council-member' || member === account);
  return (
    <section aria-label={t('council.live.attendance')}>
      <h2>{t('council.live.present', { n: present.length, m: state.members.length })}</h2>
      <ul className={classes.list}>
        {state.members.map(({ account: member }) => {
          const isThere = present.includes(member);
          const what = isThere ? 'left' : 'arrived';
          return (
            <li key={member} className={classes.there}>
              <span aria-hidden className={isThere ? 'good' : 'quiet'}>
                {isThere ? '●' : '○'}
              </span>
              <span className={isThere ? undefined : 'quiet'}>{who(member)}</span>
              {mayFor(member) && (
                <Button
                  variant="subtle"
                  size="compact-md"
                  aria-label={t(`council.live.${what}Who`, { who: who(member) })}
                  onClick={() => setOf({ member, what })}
                >
                  {t(`council.live.${what}`)}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {of && offer && (
        <CommandDialog
          offer={offer}
          id={`${id}/${of.member}/${of.what}`}
          etag={offer.needsIfMatch ? etag : undefined}
          fills={of}
          hides={HIDES}
          about={`${who(of.member)}: ${t(`council.live.${of.what}`).toLowerCase()}`}
          close={() => setOf(undefined)}
          done={() => setOf(undefined)}
        />
      )}
    </section>
  );
}

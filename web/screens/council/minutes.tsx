// The minutes as they print, who has signed them, and who still has to.
import { Alert, Button, Group, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandDialog } from '../../commands/command-dialog.tsx';
import { Done, type DoneWith } from '../../commands/done.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { Papers } from '../../patterns/papers.tsx';
import type { Offer } from '../../talk/answers.ts';
import { minutesText } from '../../talk/council.ts';
import type { Session } from '../../talk/council-answers.ts';
import { isProblem, sentencesOf } from '../../talk/problem.ts';
import { useWords } from '../../words/language.ts';
import classes from './council.module.css';

type Props = {
  readonly id: string;
  readonly state: Session;
  readonly etag: string | undefined;
  readonly offer: Offer | undefined;
  readonly no: number | undefined;
  readonly choose: (no: number) => void;
};
const SIGNERS = ['presiding', 'secretary'] as const;

export function Minutes({ id, state, etag, offer, no = state.minutes.length, choose }: Props) {
  const { t, say } = useWords();
  const asked = useQuery(minutesText(id, no));
  const [isSigning, setSigning] = useState(false);
  const [done, setDone] = useState<DoneWith>();
  const drawnUp = state.minutes[no - 1];
  const missing = drawnUp && SIGNERS.filter((one) => !drawnUp.signed.includes(one));
  const isLast = no === state.minutes.length;
  return (
    <>
      <Group className="no-print" align="end" mb="md" justify="space-between">
        <NativeSelect
          label={t('council.minutes.which')}
          value={String(no)}
          data={[
            ...state.minutes.map(({ number }, i) => ({
              value: String(i + 1),
              label: t('council.minutes.no', { number }),
            })),
            { value: '0', label: t('council.minutes.draft') },
          ]}
          onChange={(event) => choose(Number(event.currentTarget.value))}
        />
        <Group>
          {drawnUp && isLast && offer?.allowed && missing && missing.length > 0 && (
            <Button onClick={() => setSigning(true)} data-command={offer.name}>
              {t('council.minutes.sign')}
            </Button>
          )}
          <Button variant="default" onClick={() => window.print()}>
            {t('council.minutes.print')}
          </Button>
        </Group>
      </Group>
      <Papers of="council-sessions" id={id} />
      <Done done={done} />
      {missing && (
        <p className={missing.length === 0 ? 'good' : 'warn'}>
          {missing.length === 0
            ? t('council.minutes.signedBoth')
            : t('council.minutes.waits', { who: missing.map((one) => t(`council.minutes.${one}`)).join(', ') })}
        </p>
      )}
      {isProblem(asked.error) && asked.error.status === 403 ? (
        <Alert color="field">{say(sentencesOf(asked.error))}</Alert>
      ) : asked.error && !asked.data ? (
        <Failed error={asked.error} again={() => asked.refetch()} />
      ) : asked.data === undefined ? (
        <Loading lines={12} />
      ) : (
        <Printed text={asked.data} />
      )}
      {isSigning && offer && drawnUp && (
        <CommandDialog
          offer={offer}
          id={id}
          etag={etag}
          fills={{ hash: drawnUp.hash }}
          about={drawnUp.number}
          close={() => setSigning(false)}
          done={(answer) => {
            setDone({ offer, answer });
            setSigning(false);
          }}
        />
      )}
    </>
  );
}

/** Blocks of lines, the first of each its heading; under a line the same in English. */
function Printed({ text }: { text: string }) {
  const blocks = text
    .trim()
    .split('\n\n')
    .map((block) => block.split('\n'));
  return (
    <article className={classes.minutes}>
      {blocks.map(([head = '', ...lines], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is printed has nothing but its place
        <section key={i}>
          {i === 0 ? <h2>{head}</h2> : <h3>{head}</h3>}
          {lines.map((line, no) => (
            <p
              // biome-ignore lint/suspicious/noArrayIndexKey: what is printed has nothing but its place
              key={no}
              lang={line.startsWith('- ') ? 'vi' : 'en'}
              className={line.startsWith('- ') ? classes.said : classes.inEnglish}
            >
              {line.replace(/^- |^ {2}/, '')}
            </p>
          ))}
        </section>
      ))}
    </article>
  );
}

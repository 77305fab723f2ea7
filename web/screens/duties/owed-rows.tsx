import { Button } from '@mantine/core';
import { useState } from 'react';
import { CommandDialog } from '../../commands/command-dialog.tsx';
import { Done, type DoneWith } from '../../commands/done.tsx';
import { type Column, Rows } from '../../patterns/rows.tsx';
import type { Offer } from '../../talk/answers.ts';
import type { OwedDuty } from '../../talk/year-answers.ts';
import { dayShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import classes from './duties.module.css';
import { DutyState } from './duty-state.tsx';

type Props = {
  readonly id: string;
  readonly etag: string | undefined;
  readonly duties: readonly OwedDuty[];
  readonly offers: readonly Offer[];
  /** the duty that the address names */
  readonly marked: string | undefined;
};

/** What may come next of a duty: whether it may is the server's to say. */
function nextOf({ reported, accepted, excused }: OwedDuty): readonly string[] {
  if (excused || accepted) return [];
  return reported ? ['AcceptDuty', 'SendBackDuty'] : ['ReportDuty', 'ExcuseDuty'];
}

export function OwedRows({ id, etag, duties, offers, marked }: Props) {
  const { t, say } = useWords();
  const [given, setGiven] = useState<{ offer: Offer; of: OwedDuty }>();
  const [done, setDone] = useState<DoneWith>();
  const timesOf = (duty: string) => duties.filter((one) => one.duty === duty).length;
  const nameOf = (of: OwedDuty) =>
    timesOf(of.duty) > 1 ? `${say(of.name)} (${t('duties.time', { no: of.no })})` : say(of.name);
  const columns: readonly Column<OwedDuty>[] = [
    {
      key: 'name',
      head: t('duties.duty'),
      width: 'minmax(0, 6fr)',
      cell: (of) => <span className={classes.wraps}>{nameOf(of)}</span>,
    },
    { key: 'due', head: t('list.due'), width: '104px', cell: ({ dueOn }) => dayShown(dueOn) },
    {
      key: 'state',
      head: t('list.state'),
      width: 'minmax(0, 4fr)',
      cell: ({ reported, accepted, excused, sentBack, overdue, dueOn }) => (
        <span className={classes.wraps}>
          <DutyState
            of={{
              excused: excused !== undefined,
              accepted: accepted !== undefined,
              reportedOn: reported?.on,
              isBack: sentBack !== undefined,
              late: reported !== undefined && reported.on > dueOn,
              overdue,
            }}
          />
        </span>
      ),
    },
    {
      key: 'do',
      head: t('work.act'),
      width: '172px',
      cell: (of) => (
        <span className={classes.acts}>
          {nextOf(of)
            .flatMap((name) => offers.find((offer) => offer.name === name && offer.allowed) ?? [])
            .map((offer, i) => (
              <Button
                key={offer.name}
                size="compact-sm"
                variant={i === 0 ? 'light' : 'default'}
                data-command={offer.name}
                aria-label={`${t(`duties.acts.${offer.name as 'ReportDuty'}`)}: ${nameOf(of)}`}
                onClick={() => setGiven({ offer, of })}
              >
                {t(`duties.acts.${offer.name as 'ReportDuty'}`)}
              </Button>
            ))}
        </span>
      ),
    },
  ];
  const keyOf = ({ duty, no, onBehalfOf = '' }: OwedDuty) => `${duty}/${no}/${onBehalfOf}`;
  const isMarked = duties.find(({ duty }) => duty === marked);
  return (
    <>
      <Done done={done} />
      <Rows
        label={t('duties.title')}
        rows={duties}
        idOf={keyOf}
        columns={columns}
        chosen={isMarked && keyOf(isMarked)}
        choose={() => {}}
        open={() => {}}
      />
      {given && (
        <CommandDialog
          offer={given.offer}
          id={id}
          etag={given.offer.needsIfMatch ? etag : undefined}
          about={nameOf(given.of)}
          fills={{
            duty: given.of.duty,
            no: given.of.no,
            ...(given.of.onBehalfOf === undefined ? {} : { onBehalfOf: given.of.onBehalfOf }),
          }}
          close={() => setGiven(undefined)}
          done={(answer) => {
            setDone({ offer: given.offer, answer, about: nameOf(given.of) });
            setGiven(undefined);
          }}
        />
      )}
    </>
  );
}

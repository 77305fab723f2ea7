import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { CommandDialog } from '../../commands/command-dialog.tsx';
import { Done, type DoneWith } from '../../commands/done.tsx';
import { type Column, Rows } from '../../patterns/rows.tsx';
import type { WorkCommand, WorkGroup, WorkItem } from '../../talk/answers.ts';
import { dayOfMoment, dayShown } from '../../words/dates.ts';
import { DueOn } from '../../words/due.tsx';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import classes from './work.module.css';

type Props = {
  readonly group: WorkGroup;
  readonly items: readonly WorkItem[];
  /** a preview stands beside them */
  readonly isNarrow: boolean;
  readonly chosen: string | undefined;
  readonly choose: (id: string) => void;
  readonly open: (id: string) => void;
};
const keyOf = ({ resource, id, what }: WorkItem): string =>
  resource === 'product-cycles' ? id : `${resource}/${id}/${what.vi}`;

export function WorkRows({ group, items, isNarrow, chosen, choose, open }: Props) {
  const { t, say } = useWords();
  const names = useNames();
  const [given, setGiven] = useState<{ item: WorkItem; command: WorkCommand }>();
  const [done, setDone] = useState<DoneWith>();
  const mark = { overdue: 'late', soon: 'warn', later: 'quiet', others: 'quiet' }[group];
  const columns: readonly Column<WorkItem>[] = [
    {
      key: 'what',
      head: t('list.waiting'),
      width: 'minmax(0, 7fr)',
      cell: ({ what }) => (
        <>
          <span className={`${classes.mark} ${mark}`} aria-hidden>
            {group === 'overdue' ? '▲' : '●'}
          </span>
          <strong className={classes.what}>{say(what)}</strong>
        </>
      ),
    },
    {
      key: 'about',
      head: t('work.about'),
      width: 'minmax(0, 6fr)',
      cell: ({ resource, id, about, unit }) => (
        <>
          {resource === 'product-cycles' ? (
            <Link to="/cycles/$id" params={{ id }} className={classes.product as string}>
              {say(about)}
            </Link>
          ) : (
            say(about)
          )}
          {unit && unit.name !== say(about) && <span className="quiet small"> {unit.name}</span>}
        </>
      ),
    },
    {
      key: 'due',
      head: t('list.due'),
      width: 'clamp(130px, 18vw, 248px)',
      cell: (item) => <DueOn {...item} isLate={group === 'overdue'} />,
    },
    group === 'others'
      ? {
          key: 'who',
          head: t('list.who'),
          width: 'minmax(0, 5fr)',
          isExtra: true,
          cell: ({ waitsFor = [] }) => waitsFor.map((one) => names.actor({ kind: 'person', ...one })).join('; '),
        }
      : {
          key: 'touch',
          head: t('work.touch'),
          width: 'minmax(0, 5fr)',
          isExtra: true,
          cell: ({ lastTouch }) =>
            lastTouch && (
              <span className="quiet small" title={say(lastTouch.sentences)}>
                {dayShown(dayOfMoment(lastTouch.at))} {say(lastTouch.sentences)}
              </span>
            ),
        },
    ...(group === 'others'
      ? []
      : [
          {
            key: 'do',
            head: t('work.act'),
            width: 'clamp(120px, 15.8vw, 216px)',
            cell: (item: WorkItem) => <Act item={item} give={setGiven} />,
          },
        ]),
  ];
  return (
    <>
      <Done done={done} />
      <Rows
        label={t(`work.${group}`)}
        rows={items}
        idOf={keyOf}
        columns={columns}
        isNarrow={isNarrow}
        chosen={chosen}
        choose={(item) => choose(keyOf(item))}
        open={({ resource, id }) => resource === 'product-cycles' && open(id)}
      />
      {given && (
        <CommandDialog
          offer={given.command}
          id={given.item.id}
          etag={given.command.needsIfMatch ? `"r${given.item.seen}"` : undefined}
          fills={given.item.fills}
          about={say(given.item.about)}
          close={() => setGiven(undefined)}
          done={(answer) => {
            setDone({ offer: given.command, answer, about: say(given.item.about) });
            setGiven(undefined);
          }}
        />
      )}
    </>
  );
}

type ActProps = { item: WorkItem; give: (given: { item: WorkItem; command: WorkCommand }) => void };

/** The likeliest command, in the row; or why there is none now. */
function Act({ item, give }: ActProps) {
  const { say } = useWords();
  const [command] = item.commands;
  if (!command) return item.blockedBy && <Why words={say(item.blockedBy.sentences)} />;
  return (
    <Button
      size="compact-sm"
      variant="light"
      className={classes.act as string}
      aria-label={`${say(command.words)}: ${say(item.about)}`}
      onClick={() => give({ item, command })}
    >
      {say(command.words)}
    </Button>
  );
}

/** As much of a reason as there is room for; all of it to who asks. */
function Why({ words }: { words: string }) {
  const [isWhole, setWhole] = useState(false);
  return (
    <button
      type="button"
      className={classes.why}
      data-whole={isWhole || undefined}
      title={words}
      onClick={() => setWhole(!isWhole)}
    >
      {words}
    </button>
  );
}

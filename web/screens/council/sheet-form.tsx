// A score sheet as it is filled in: the dossier left, the criteria right, below what it comes to so far.
import { Button, Checkbox } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { memo, useCallback, useMemo, useState } from 'react';
import { points } from '../../../domain/kernel/points.ts';
import type { Criterion as CriterionOf } from '../../../domain/rulebooks/criteria-set.ts';
import { leavesOf } from '../../../domain/rulebooks/criteria-set.ts';
import type { CycleState } from '../../talk/cycle-state.ts';
import { dayShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import { Criterion } from './criterion.tsx';
import { MinimumOptions } from './minimum-options.tsx';
import { type Law, type Rated, rated } from './rated.ts';
import classes from './sheet.module.css';
import type { SheetDraft } from './sheet-draft.ts';
import type { SaveMark, Sheet } from './use-sheet.ts';
import { focusCriterion, useSheetKeys } from './use-sheet-keys.ts';

type Props = {
  readonly sheet: Sheet;
  readonly draft: SheetDraft;
  readonly law: Law;
  readonly cycle: CycleState | undefined;
  readonly sign: (of: Rated) => void;
};

export function SheetForm({ sheet, draft, law, cycle, sign }: Props) {
  const { t, lang } = useWords();
  const [noting, setNoting] = useState<string>();
  const isWide = useMediaQuery('(min-width: 1001px)', true, { getInitialValueInEffect: false });
  const see = useCallback((seen: readonly string[]) => sheet.change({ seen }), [sheet.change]);
  const { set } = law;
  const leaves = useMemo(() => leavesOf(set), [set]);
  const codes = useMemo(() => leaves.map(({ code }) => code), [leaves]);
  const now = useMemo(() => rated(draft.choices, law), [draft.choices, law]);
  const openNote = useCallback((code: string) => {
    setNoting(code);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-note="${CSS.escape(code)}"]`)?.focus());
  }, []);
  useSheetKeys({
    codes: codes.filter((code) => !now.excluded.has(code)),
    pick: (code, no) => {
      const leaf = leaves.find((one) => one.code === code);
      const option = no === 0 ? null : leaf?.options[no - 1]?.id;
      if (option !== undefined) sheet.choose(code, option);
    },
    openNote,
  });
  const tree = (criteria: readonly CriterionOf[], level: 3 | 4): React.ReactNode =>
    criteria.map((one) =>
      'options' in one ? (
        <Criterion
          key={one.code}
          leaf={one}
          chosen={draft.choices[one.code]}
          isExcluded={now.excluded.has(one.code)}
          text={draft.notes[one.code] ?? ''}
          isNoting={noting === one.code}
          choose={sheet.choose}
          note={sheet.note}
          openNote={openNote}
        />
      ) : (
        <section key={one.code}>
          <Branch level={level} code={one.code} name={one.name[lang]} max={points(one.max, lang)} />
          {tree(one.criteria, 4)}
        </section>
      ),
    );
  return (
    <div className={classes.split}>
      <aside className={`${classes.dossier} sheet`} aria-labelledby="dossier">
        <details open={isWide}>
          <summary id="dossier">{t('council.sheet.evidence')}</summary>
          <Evidence cycle={cycle} seen={draft.seen} see={see} />
        </details>
        <MinimumOptions aim={cycle?.plan?.targetStar} law={law} choices={draft.choices} now={now} />
      </aside>
      <div className={classes.form}>
        <p className={`quiet small ${classes.keys}`}>{t('council.sheet.keys')}</p>
        {set.parts.map((part) => (
          <section key={part.code} aria-labelledby={`part-${part.code}`}>
            <h2 id={`part-${part.code}`} className={classes.part}>
              {t('council.sheet.part', { code: part.code })}
              <span>
                {t('council.sheet.of_', {
                  points: points(now.sum?.parts[part.code] ?? 0, lang),
                  max: points(part.max, lang),
                })}
              </span>
            </h2>
            {tree(part.criteria, 3)}
          </section>
        ))}
      </div>
      <footer className={classes.bar}>
        <p className={classes.total} role="status">
          <strong>{points(now.sum?.total ?? 0, lang)}</strong>
          <span title={t('council.sheet.starsHow')}>
            {now.rating ? t('council.sheet.stars', { stars: now.rating.stars }) : '–'}
          </span>
        </p>
        <p className={classes.left}>
          {now.left.length === 0 ? (
            <span className="good">{t('council.sheet.whole')}</span>
          ) : (
            <button type="button" className={classes.toFirst} onClick={() => focusCriterion(now.left[0])}>
              {t('council.sheet.left', { count: now.left.length })}
            </button>
          )}
          <Saved mark={sheet.mark} />
        </p>
        <Button size="md" onClick={() => sign(now)}>
          {t('council.sheet.sign')}
        </Button>
      </footer>
    </div>
  );
}

function Branch({ level, code, name, max }: { level: 3 | 4; code: string; name: string; max: string }) {
  const { t } = useWords();
  const Heading = `h${level}` as const;
  return (
    <Heading className={classes.branch}>
      {code} {name} <span className="quiet">({t('council.sheet.points', { points: max })})</span>
    </Heading>
  );
}

function Saved({ mark }: { mark: SaveMark }) {
  const { t } = useWords();
  if (mark === 'none') return null;
  const word = { saving: 'saving', saved: 'saved', here: 'savedHere', 'not-saved': 'notSaved' }[mark];
  return (
    <span className={mark === 'not-saved' ? 'warn small' : 'quiet small'} data-mark={mark} role="status">
      {t(`council.sheet.${word as 'saved'}`)}
    </span>
  );
}

type EvidenceProps = {
  readonly cycle: CycleState | undefined;
  readonly seen: readonly string[];
  readonly see: (seen: readonly string[]) => void;
};
const Evidence = memo(function Evidence({ cycle, seen, see }: EvidenceProps) {
  const { t } = useWords();
  const names = useNames();
  const all = cycle?.evidence ?? [];
  if (all.length === 0) return <p className="quiet">{t('case.evidenceNone')}</p>;
  return (
    <>
      <p className="quiet small">{t('council.sheet.seen')}</p>
      <ul className={classes.evidence}>
        {all.map(({ id, kind, document }) => (
          <li key={id}>
            <Checkbox
              label={names.evidence(kind)}
              description={`${document.number}, ${dayShown(document.date)}`}
              checked={seen.includes(id)}
              onChange={(event) => see(event.currentTarget.checked ? [...seen, id] : seen.filter((one) => one !== id))}
            />
          </li>
        ))}
      </ul>
    </>
  );
});

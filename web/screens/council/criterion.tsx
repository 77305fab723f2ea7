// One criterion of the form: its options with their points, chosen by a tap, by digits or as radio buttons are.
import { Textarea } from '@mantine/core';
import { memo } from 'react';
import { points } from '../../../domain/kernel/points.ts';
import type { CriterionLeaf, OptionId } from '../../../domain/rulebooks/criteria-set.ts';
import { useWords } from '../../words/language.ts';
import classes from './sheet.module.css';

type Props = {
  readonly leaf: CriterionLeaf;
  readonly chosen: OptionId | null | undefined;
  readonly isExcluded: boolean;
  readonly text: string;
  readonly isNoting: boolean;
  readonly choose: (criterion: string, option: OptionId | null) => void;
  readonly note: (criterion: string, text: string) => void;
  readonly openNote: (criterion: string) => void;
};

/** Drawn anew only when something of its own has changed: a form has sixty of them. */
export const Criterion = memo(function Criterion(props: Props) {
  const { leaf, chosen, isExcluded, text, isNoting, choose, note, openNote } = props;
  const { t, say, lang } = useWords();
  const { code, name, max, options, caseNames, evidence = [], appliesIf } = leaf;
  const group = `criterion-${code}`;
  const option = (value: OptionId | null, no: number, label: string, worth: number) => (
    <label key={value ?? 'none'} className={classes.option} data-chosen={chosen === value || undefined}>
      <input type="radio" name={group} checked={chosen === value} onChange={() => choose(code, value)} />
      <kbd aria-hidden className={classes.digit}>
        {no}
      </kbd>
      <span>{label}</span>
      <span className={classes.worth}>{points(worth, lang)}</span>
    </label>
  );
  return (
    <fieldset
      className={classes.criterion}
      data-criterion={code}
      data-open={chosen === undefined || undefined}
      id={group}
    >
      <legend>
        <span className={classes.code}>{code}</span> {say(name)}{' '}
        <span className="quiet">({t('council.sheet.points', { points: points(max, lang) })})</span>
      </legend>
      {evidence.length > 0 && (
        <p className="quiet small">
          {t('council.sheet.expected')}: {evidence.map(say).join('; ')}
        </p>
      )}
      {isExcluded ? (
        <p className="quiet">{t('council.sheet.notApplicable', { on: appliesIf?.criterion })}</p>
      ) : (
        <div>
          {options.map((one, i) => {
            const isFirst = one.case !== undefined && options[i - 1]?.case !== one.case;
            const named = one.case && caseNames?.[one.case - 1];
            return (
              <div key={one.id}>
                {isFirst && (
                  <p className={classes.case}>{named ? say(named) : t('council.sheet.case', { no: one.case })}</p>
                )}
                {option(one.id, i + 1, say(one.name), one.points)}
              </div>
            );
          })}
          {option(null, 0, t('council.sheet.none'), 0)}
        </div>
      )}
      {isNoting || text !== '' ? (
        <Textarea
          className={classes.note as string}
          label={t('council.sheet.noteOn', { code })}
          description={t('council.sheet.noteHow')}
          value={text}
          autosize
          minRows={1}
          maxLength={2000}
          data-note={code}
          onChange={(event) => note(code, event.currentTarget.value)}
        />
      ) : (
        <button type="button" className={classes.addNote} onClick={() => openNote(code)} tabIndex={-1}>
          {t('council.sheet.noteOpen')}
          <span className={classes.hidden}> {t('council.sheet.noteOn', { code })}</span>
        </button>
      )}
    </fieldset>
  );
});

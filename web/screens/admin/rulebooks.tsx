// The law as data, line by line with its articles; two rulebooks beside each other show what an act changed.
import { Group, NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import type { RulebookText, RuleLine } from '../../talk/admin-answers.ts';
import { rulebookTexts } from '../../talk/admin-reads.ts';
import { dayShown } from '../../words/dates.ts';
import { useMoreWords } from '../../words/more/more.ts';
import classes from './admin.module.css';
import { type Beside, differing, grouped } from './side-by-side.ts';

export function Rulebooks() {
  const { t, say } = useMoreWords();
  const { a, b } = useSearch({ from: '/signed/admin' });
  const go = useNavigate({ from: '/admin' });
  const asked = useQuery(rulebookTexts());
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (!asked.data) return <Loading lines={14} />;
  const all = asked.data;
  const one = all.find(({ id }) => id === a) ?? (all.at(-1) as RulebookText);
  const other = all.find(({ id }) => id === b && id !== one.id);
  const choose = (changed: { a?: string; b?: string }) =>
    void go({
      search: { tab: 'rulebooks', a: one.id, ...(other ? { b: other.id } : {}), ...changed },
      replace: true,
      resetScroll: false,
    });
  const named = ({ id, title }: RulebookText) => ({ value: id, label: `${id} – ${say(title)}` });
  const rows: readonly Beside[] = other ? differing(other, one) : one.lines.map((line) => ({ line, b: line }));
  return (
    <>
      <Group align="flex-end" mb="md">
        <NativeSelect
          className={classes.rulebook as string}
          label={t('admin.rulebooks.one')}
          value={one.id}
          data={all.map(named)}
          onChange={({ currentTarget }) => choose({ a: currentTarget.value })}
        />
        <NativeSelect
          className={classes.rulebook as string}
          label={t('admin.rulebooks.with')}
          value={other?.id ?? ''}
          data={[
            { value: '', label: t('admin.rulebooks.nothing') },
            ...all.filter(({ id }) => id !== one.id).map(named),
          ]}
          onChange={({ currentTarget }) => choose({ b: currentTarget.value })}
        />
      </Group>
      <Text className="quiet" mb="sm" role="status">
        {one.id}: {t('admin.rulebooks.from', { day: dayShown(one.effectiveFrom) })}
        {one.supersededFrom && ` ${t('admin.rulebooks.to', { day: dayShown(one.supersededFrom) })}`}
        {other && ` · ${t('admin.rulebooks.onlyDiffers', { count: rows.length })}`}
      </Text>
      {rows.length === 0 && <Text>{t('admin.rulebooks.same')}</Text>}
      {grouped(rows).map(([group, lines]) => (
        <section key={group} className={classes.rules}>
          <h2>{t(`admin.rulebooks.groups.${group}`)}</h2>
          <dl className="sheet">
            {lines.map((row) => (
              <Line key={row.line.id} row={row} from={other?.id} to={one.id} />
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}

function Line({ row: { line, a, b }, from, to }: { row: Beside; from: string | undefined; to: string }) {
  const { t, say } = useMoreWords();
  const value = (of: RuleLine | undefined) =>
    of ? say(of.value) : <span className="quiet">{t('admin.rulebooks.absent')}</span>;
  return (
    <div className={classes.rule} data-beside={from !== undefined || undefined}>
      <dt>
        {say(line.what)}
        {line.article && <span className="quiet small">{line.article}</span>}
      </dt>
      {from !== undefined && (
        <dd>
          <span className="quiet small">{from}</span> {value(a)}
        </dd>
      )}
      <dd>
        {from !== undefined && <span className="quiet small">{to}</span>} {value(b)}
      </dd>
    </div>
  );
}

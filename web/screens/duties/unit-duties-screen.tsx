// What one unit owes in a year, each time with what can be done about it in its row.
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { levelNames } from '../../../domain/unit/level-names.ts';
import type { UnitLevel } from '../../../domain/unit/unit-tree.ts';
import { ThingCase } from '../../commands/thing-case.tsx';
import { Failed } from '../../patterns/failed.tsx';
import { Loading } from '../../patterns/loading.tsx';
import { Papers } from '../../patterns/papers.tsx';
import { thing } from '../../talk/reads.ts';
import type { UnitDutiesState } from '../../talk/year-answers.ts';
import { useWords } from '../../words/language.ts';
import { OwedRows } from './owed-rows.tsx';

/** Given in the row of the duty that they are about. */
const IN_ROWS = ['ReportDuty', 'AcceptDuty', 'SendBackDuty', 'ExcuseDuty'];

export function UnitDutiesScreen() {
  const { t, say } = useWords();
  const { id } = useParams({ from: '/signed/duties/$id' });
  const { duty, fact } = useSearch({ from: '/signed/duties/$id' });
  const asked = useQuery(thing<UnitDutiesState>('unit-duties', id));
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (!asked.data) return <Loading lines={14} />;
  const { body, etag } = asked.data;
  const { unit, duties, handedOver } = body.state;
  const year = id.slice(3, 7);
  return (
    <ThingCase
      resource="unit-duties"
      id={id}
      title={`${unit?.name ?? id} · ${t('duties.title')} ${year}`}
      meta={
        <>
          <Link to="/duties" search={{ year }}>
            ← {t('duties.board')}
          </Link>
          {unit && <Text className="quiet">{say(levelNames[unit.level as UnitLevel])}</Text>}
        </>
      }
      body={body}
      etag={etag}
      offers={body.commands.filter(({ name }) => !IN_ROWS.includes(name))}
      marked={fact}
      linkTo={(no) => `/app/duties/${id}?fact=${no}`}
    >
      {handedOver && <p className="warn">{t('duties.handedOver', { to: handedOver.to.join(', ') })}</p>}
      <Papers of="unit-duties" id={id} />
      {unit && <Papers of="programme-years" id={id.slice(0, 7)} unit={unit.code} />}
      <OwedRows id={id} etag={etag} duties={duties} offers={body.commands} marked={duty} />
    </ThingCase>
  );
}

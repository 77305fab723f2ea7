// Facts of any stream by who recorded them, for which unit, what kind they are and when: the newest first.
import type { SQLInputValue } from 'node:sqlite';
import { aggregates } from '../../domain/registry.ts';
import type { Reader } from '../engine/reader.ts';
import { foldText } from '../vietnamese.ts';
import type { FactRow } from './row.ts';
import type { FactQuestion } from './timeline.ts';

/** Kinds that change nothing a person decides on. */
const quietTypes = JSON.stringify(
  aggregates.flatMap(({ events }) => [...events.values()].filter(({ quiet }) => quiet).map(({ type }) => type)),
);
const A_HASH = /^[0-9a-f]{64}$/;

type Condition = readonly [sql: string, ...values: readonly SQLInputValue[]];

export function findFacts(reader: Reader, question: FactQuestion): readonly FactRow[] {
  const conditions = conditionsOf(question);
  return reader.all<FactRow>(
    `SELECT * FROM fact WHERE ${conditions.map(([sql]) => sql).join(' AND ')} ORDER BY position DESC LIMIT ?`,
    ...conditions.flatMap(([, ...values]) => values),
    question.limit,
  );
}

function conditionsOf({ account, unit, type, category, from, until, q, withQuiet, before }: FactQuestion) {
  const given: Condition[] = [];
  if (before !== undefined) given.push(['position < ?', before]);
  if (from !== undefined) given.push(['recorded_at >= ?', from]);
  if (until !== undefined) given.push(['recorded_at < ?', until]);
  // Who was told what is no news of a thing: letters are found where they are asked for.
  if (category === undefined) given.push(["stream NOT GLOB 'letters-*' AND stream NOT GLOB 'postOffice-*'"]);
  else given.push(['stream GLOB ?', `${category}-*`]);
  if (type !== undefined) given.push(['type = ?', type]);
  else if (!withQuiet) given.push(['type NOT IN (SELECT value FROM json_each(?))', quietTypes]);
  if (account !== undefined) given.push(["actor ->> '$.id' = ?", account]);
  if (unit !== undefined) given.push(["(actor ->> '$.unit' = ? OR actor ->> '$.onBehalfOf' = ?)", unit, unit]);
  const text = q?.trim() ?? '';
  if (A_HASH.test(text)) given.push(['hash = ?', text]);
  else
    for (const word of foldText(text).split(' '))
      if (word !== '') given.push(["instr(lower(stream || ' ' || type), ?) > 0", word]);
  return given;
}

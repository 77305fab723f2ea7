// What a form is filled with before anybody types: a value of the thing, as somebody would have typed it.
import type { Schema } from '../talk/reads.ts';
import { dayShown } from '../words/dates.ts';
import { groupOf, kindOf, type Raw } from './raw.ts';

export function rawOf(schema: Schema, value: unknown): Raw {
  if (value === undefined || value === null) return '';
  const kind = kindOf(schema);
  if (kind === 'yes') return value === true;
  if (Array.isArray(value)) {
    if (kind === 'numbers') return value.join(', ');
    return value.map((one) => rawOf(schema.items ?? {}, one));
  }
  if (typeof value === 'object') {
    const of = value as Readonly<Record<string, unknown>>;
    if (kind === 'pairs') return Object.entries(of).map(([name, one]) => ({ name, value: String(one) }));
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
        of[name] === undefined ? [] : [[name, rawOf(part, of[name])]],
      ),
    );
  }
  if (kind === 'day') return dayShown(String(value));
  if (kind === 'points' || kind === 'percent') return String(Number(value) / 100).replace('.', ',');
  return String(value);
}

/**
 * What was typed over a thing, over the thing as it is now: what nobody touched follows it.
 * @param from what the form was filled with when it was typed into
 */
export function carriedOver(from: Raw | undefined, typed: Raw | undefined, now: Raw | undefined): Raw | undefined {
  if (isSame(from, typed)) return now;
  if (isSame(from, now)) return typed;
  if (isRows(typed) && isRows(now) && isRows(from) && typed.length === now.length && typed.length === from.length)
    return typed.map((row, i) => carriedOver(from[i], row, now[i]) ?? '');
  if (!isGroup(typed) || !isGroup(now)) return typed;
  const before = groupOf(from);
  const names = [...new Set([...Object.keys(now), ...Object.keys(typed)])];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = carriedOver(before[name], typed[name], now[name]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

const isRows = (raw: Raw | undefined): raw is readonly Raw[] => Array.isArray(raw);
const isGroup = (raw: Raw | undefined): raw is Readonly<Record<string, Raw>> =>
  typeof raw === 'object' && !Array.isArray(raw);
const isSame = (a: Raw | undefined, b: Raw | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

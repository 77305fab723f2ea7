// Reads a criteria set from its data: the figures as the form prints them, one row per criterion, and label ids.
// Wording stands once in labels.json, because the forms of four acts repeat most of it.
import { own } from '../kernel/own.ts';
import type { CriteriaSet, Criterion, CriterionLeaf, MinimumOption, Option, OptionId, Part } from './criteria-set.ts';
import { caveatWords, confirmWords, type GapId, gapOf, minimumCite } from './gaps.ts';
import { caseWords, evidenceWords, knockOutTable } from './knock-outs.ts';
import labels from './labels.json' with { type: 'json' };
import type { Cite, KnockOut, PartCode, RulebookId } from './rulebook.ts';
import { type Words, words } from './words.ts';

/**
 * Code ('6.1' is below '6'), label id, printed maximum, options. An option reads '3 o12ab34c', or '2-1 o…' in the second
 * of two alternative lists; ' printed:<text>' follows where the source's value could not stand.
 */
type Row = readonly [code: string, label: string, max: number, ...options: string[]];

/** Points as printed. `onlyIf`: criterion, the one it depends on, its least points. */
export type SetData = {
  no: number;
  criteria: Readonly<Record<PartCode, readonly Row[]>>;
  cases?: readonly (readonly [criterion: string, first: keyof typeof caseWords, second: keyof typeof caseWords])[];
  onlyIf?: readonly (readonly [criterion: string, dependsOn: string, atLeast: number])[];
  evidence?: readonly (readonly [criterion: string, id: keyof typeof evidenceWords])[];
  knockOuts?: readonly (readonly [id: keyof typeof knockOutTable, criterion?: string])[];
  minimum?: readonly (readonly [
    star: 2 | 3 | 4 | 5,
    criterion: string,
    atLeast: number,
    confirm?: keyof typeof confirmWords,
  ])[];
  incomplete?: readonly GapId[];
  caveats?: readonly (readonly [id: keyof typeof caveatWords, criterion?: string])[];
};

/** A rulebook's sets.json. */
export type SetsData = { rulebook: RulebookId; parts: Readonly<Record<PartCode, number>>; sets: readonly SetData[] };

/** What the data leave to the taxonomy and the act: name, citation, and the act's own number where it is known. */
export type SetHead = { name: Words; cite: Cite; actNo?: number };

const partCodes: readonly PartCode[] = ['A', 'B', 'C'];
const hundredths = (printed: number) => Math.round(printed * 100);

function label(id: string): Words {
  const text = own(labels as unknown as Record<string, readonly [vi: string, en: string]>, id);
  if (!text) throw new Error(`no label ${id}`);
  return words(text[0], text[1]);
}

/** Two options of one list with the same points get a letter: '6.2/3', '6.2/3b'. */
function idOf(code: string, heads: readonly string[], index: number): OptionId {
  const head = heads[index] as string;
  const twins = heads.slice(0, index).filter((other) => other === head).length;
  return `${code}/${head}${twins === 0 ? '' : String.fromCharCode(97 + twins)}`;
}

function optionsOf(code: string, texts: readonly string[]): readonly Option[] {
  const heads = texts.map((text) => text.split(' ')[0] as string);
  return texts.map((text, index): Option => {
    const [head = '', labelId = ''] = text.split(' ');
    const [points = '', alternative] = head.split('-').reverse();
    const printed = / printed:(.*)$/.exec(text)?.[1];
    return {
      id: idOf(code, heads, index),
      points: hundredths(Number(points)),
      name: label(labelId),
      ...(alternative === undefined ? {} : { case: Number(alternative) as 1 | 2 }),
      ...(printed === undefined ? {} : { repaired: { printed } }),
    };
  });
}

const parentOf = (code: string) => code.slice(0, Math.max(0, code.lastIndexOf('.')));

function criteriaBelow(parent: string, rows: readonly Row[], set: SetData): readonly Criterion[] {
  return rows
    .filter(([code]) => parentOf(code) === parent)
    .map(([code, labelId, max, ...options]): Criterion => {
      const head = { code, name: label(labelId), max: hundredths(max) };
      return options.length === 0
        ? { ...head, criteria: criteriaBelow(code, rows, set) }
        : { ...head, options: optionsOf(code, options), ...rulesOf(code, set) };
    });
}

function rulesOf(code: string, set: SetData): Pick<CriterionLeaf, 'caseNames' | 'appliesIf' | 'evidence'> {
  const names = set.cases?.find(([criterion]) => criterion === code);
  const condition = set.onlyIf?.find(([criterion]) => criterion === code);
  const papers = (set.evidence ?? []).filter(([criterion]) => criterion === code).map(([, id]) => evidenceWords[id]);
  return {
    ...(names ? { caseNames: [caseWords[names[1]], caseWords[names[2]]] as const } : {}),
    ...(condition ? { appliesIf: { criterion: condition[1], atLeastPoints: hundredths(condition[2]) } } : {}),
    ...(papers.length > 0 ? { evidence: papers } : {}),
  };
}

function knockOutsOf(set: SetData): readonly KnockOut[] {
  return (set.knockOuts ?? []).map(([id, criterion]) => ({
    id,
    ...knockOutTable[id],
    ...(criterion === undefined ? {} : { criterion }),
  }));
}

function minimumOf({ minimum = [] }: SetData, form: Cite): readonly MinimumOption[] {
  return minimum.map(([star, criterion, atLeast, confirm]) => ({
    star,
    criterion,
    atLeastPoints: hundredths(atLeast),
    ...(confirm ? { confirm: confirmWords[confirm], cite: minimumCite } : { cite: form }),
  }));
}

/** One set of a rulebook's data. Throws on a label that is not there. */
export function buildSet({ rulebook, parts }: SetsData, data: SetData, { name, cite, actNo }: SetHead): CriteriaSet {
  const built = partCodes.map((code): Part => {
    return { code, max: hundredths(parts[code]), criteria: criteriaBelow('', data.criteria[code], data) };
  });
  return {
    id: `${rulebook}/${data.no}`,
    rulebook,
    no: data.no,
    ...(actNo === undefined ? {} : { actNo }),
    name,
    cite,
    parts: built,
    knockOuts: knockOutsOf(data),
    minimum: minimumOf(data, cite),
    incomplete: (data.incomplete ?? []).map((gap) => gapOf(gap, built, cite)),
    caveats: (data.caveats ?? []).map(([id, criterion]) => ({
      id,
      what: caveatWords[id],
      ...(criterion === undefined ? {} : { criterion }),
    })),
  };
}

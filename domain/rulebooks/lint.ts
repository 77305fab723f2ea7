// Proves that a rulebook and its sets hold together before anybody is rated by them. What the sources are known to lack
// is declared in the data and comes out as a notice; anything else is an error.
import type { CriteriaSet } from './criteria-set.ts';
import { error, type Finding, type Found, notice, repeated } from './finding.ts';
import { setFindings } from './lint-set.ts';
import type { Rulebook } from './rulebook.ts';

/** All findings on a rulebook and the sets its taxonomy names. `findSet` gives their content. */
export function lintRulebook(rulebook: Rulebook, findSet: (id: string) => CriteriaSet | undefined): readonly Finding[] {
  const ids = rulebook.taxonomy.flatMap(({ groups }) => groups.flatMap(({ sets }) => sets.map(({ id }) => id)));
  const own = [...lawFindings(rulebook), ...ladderFindings(rulebook), ...taxonomyFindings(rulebook, ids)];
  const ofSets = [...new Set(ids)].flatMap((id): readonly Finding[] => {
    const set = findSet(id);
    const found = set
      ? setFindings(set, rulebook)
      : [error('SET_MISSING', 'Không có nội dung bộ tiêu chí.', 'The set has no content.')];
    return found.map((one) => ({ ...one, of: id }));
  });
  return [...own.map((one) => ({ ...one, of: rulebook.id })), ...ofSets];
}

function lawFindings({ parts, bands, effectiveFrom, supersededFrom, incomplete, assumptions = [] }: Rulebook) {
  const found: Found[] = [];
  const total = parts.A.max + parts.B.max + parts.C.max;
  if (total !== 10_000) {
    found.push(error('PARTS_SUM', `Ba phần cộng ${total / 100} điểm.`, `The parts sum to ${total / 100} points.`));
  }
  const falling = bands.every(({ star, from }, i) => star === 5 - i && (i === 0 || from < (bands[i - 1]?.from ?? 0)));
  if (!falling || bands.length !== 5 || bands[4]?.from !== 0) {
    found.push(error('BANDS', 'Khung sao không giảm dần từ 5 sao về 0 điểm.', 'The bands do not fall from 5★ to 0.'));
  }
  if (supersededFrom !== undefined && supersededFrom <= effectiveFrom) {
    found.push(error('DATES', 'Hết hiệu lực trước khi có hiệu lực.', 'It is superseded before it takes effect.'));
  }
  return [...found, ...[...incomplete, ...assumptions].map(({ id, what }) => notice(`DECLARED:${id}`, what))];
}

function ladderFindings({ ladder, certificate }: Rulebook): readonly Found[] {
  const found: Found[] = [];
  const at = (id: string) => ladder.findIndex((tier) => tier.id === id);
  for (const [index, { id, forwards, missReturnsTo }] of ladder.entries()) {
    if (forwards && at(forwards.to) <= index) {
      found.push(error('LADDER_FORWARD', `Cấp ${id} không chuyển lên.`, `Tier ${id} does not forward upwards.`));
    }
    if (missReturnsTo !== undefined && !ladder[at(missReturnsTo)]?.review) {
      found.push(
        error('LADDER_RETURN', `Cấp ${id} trả về nơi không rà soát.`, `Tier ${id} returns where none reviews.`),
      );
    }
  }
  for (const { star } of [{ star: 3 }, { star: 4 }, { star: 5 }] as const) {
    const recognised = ladder.some(({ recognises }) => recognises.includes(star));
    if (star >= certificate.fromStar && !recognised) {
      found.push(error('STAR_UNRECOGNISED', `Không cấp nào công nhận ${star} sao.`, `No tier recognises ${star}★.`));
    }
  }
  return found;
}

function taxonomyFindings({ taxonomy }: Rulebook, setIds: readonly string[]): readonly Found[] {
  const groups = taxonomy.flatMap((industry) => industry.groups.map(({ id }) => id));
  return [...repeated(groups), ...repeated(setIds)].map((id) =>
    error('ID_REPEATED', `Mã ${id} lặp lại trong danh mục.`, `Id ${id} stands twice in the taxonomy.`),
  );
}

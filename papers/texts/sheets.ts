// Score sheets as members filled them: those that were opened, and of them only what counts.
import { points } from '../../domain/kernel/fields.ts';
import {
  type CriteriaSet,
  type CriterionLeaf,
  leavesIn,
  type ScoreSheet,
} from '../../domain/rulebooks/criteria-set.ts';
import { findCriteriaSet } from '../../domain/rulebooks/registry.ts';
import { roles } from '../../domain/rulebooks/responsibilities.ts';
import type { Block, OfficialText } from '../official-text.ts';
import { PARTS } from './of-cycle.ts';
import { headOf, type OfSession } from './of-session.ts';

/** One sheet a member and product. What a product was scored before the council discussed it is in no paper. */
export function filledSheets(of: OfSession): readonly OfficialText[] {
  const { state, minutes, nameOf, id } = of;
  return minutes.products.flatMap(({ cycle, openings }) => {
    const item = state.agenda.find((one) => one.cycle === cycle);
    const set = findCriteriaSet(item?.dossier?.criteriaSet ?? '');
    if (openings.length === 0 || !item?.opening || !set) return [];
    const { on, scored } = item.opening;
    return scored.map(({ member, sheet, total, revision }): OfficialText => {
      const seat = minutes.members.find(({ account }) => account === member);
      return {
        ...headOf(of, on),
        id: `phieu-cham-da-mo-${id}`,
        kind: 'Phiếu chấm điểm',
        subject: nameOf(cycle),
        body: [
          {
            kind: 'paragraph',
            text: `Thành viên: ${member}${seat ? `, ${roles[seat.seat].vi} (${seat.from})` : ''}. Mã hồ sơ: ${cycle}. Bộ tiêu chí ${set.id}: ${set.name.vi}.`,
          },
          ...bodyOf(set, sheet),
          {
            kind: 'paragraph',
            text: `Tổng điểm: ${points(total)}. Phiếu niêm phong lần ${revision}, khớp niêm phong khi mở.`,
          },
        ],
        signatures: [{ post: 'Thành viên Hội đồng', name: member }],
        recipients: [],
        basis: `Phiên ${id}. Bộ tiêu chí ${set.id}, ${set.cite.act}`,
      };
    });
  });
}

const bodyOf = (set: CriteriaSet, sheet: ScoreSheet): readonly Block[] =>
  set.parts.flatMap(({ code, max, criteria }): readonly Block[] => {
    const rows = leavesIn(criteria).map((leaf) => ({ leaf, chosen: chosenOf(leaf, sheet) }));
    const sum = rows.reduce((all, { chosen }) => all + (chosen?.points ?? 0), 0);
    return [
      { kind: 'heading', text: `${PARTS[code]}: ${points(sum)}/${points(max)} điểm` },
      {
        kind: 'table',
        columns: [
          { title: 'Tiêu chí', width: 1.6 },
          { title: 'Nội dung, mức đạt', width: 9 },
          { title: 'Tối đa', width: 1.6, align: 'right' },
          { title: 'Điểm chấm', width: 1.8, align: 'right' },
        ],
        rows: rows.map(({ leaf: { code, name, max }, chosen }) => [
          code,
          `${name.vi}\n→ ${chosen?.name.vi ?? 'Không đạt mức nào'}`,
          points(max),
          points(chosen?.points ?? 0),
        ]),
      },
    ];
  });

function chosenOf({ code, options }: CriterionLeaf, sheet: ScoreSheet) {
  const given = sheet[code];
  const id = Array.isArray(given) ? given[0] : given;
  return options.find((option) => option.id === id);
}

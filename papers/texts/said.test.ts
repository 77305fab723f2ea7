// Decree 30/2020/NĐ-CP, Annex I, part II.6: in which form who signs does so.
import { expect, test } from 'vitest';
import type { Actor } from '../../domain/kernel/event.ts';
import { committeeSigns, councilSigns } from './said.ts';

const leader: Actor = { kind: 'person', id: 'ct-1', role: 'signer', unit: '66' };
const by = { data: {}, actor: leader };
const COMMITTEE = 'Ủy ban nhân dân tỉnh Đắk Lắk';
const TM = 'TM. Ủy ban nhân dân';

test.each([
  ['the head, for the committee', by, { authority: [TM], post: 'Chủ tịch' }],
  [
    'a deputy, in the head’s place',
    { ...by, post: 'deputy' },
    { authority: [TM, 'KT. Chủ tịch'], post: 'Phó Chủ tịch' },
  ],
  ['who acts as the head', { ...by, post: 'acting' }, { authority: [TM], post: 'Q. Chủ tịch' }],
  [
    'the head of the office, by order',
    { ...by, post: 'office-head' },
    { authority: ['TL. Chủ tịch'], post: 'Chánh Văn phòng' },
  ],
  [
    'who was entrusted with it',
    { ...by, actor: { ...leader, delegatedBy: 'ct-2' } },
    { authority: ['TUQ. Chủ tịch'], post: 'Người được ủy quyền' },
  ],
] as const)('%s', (_, said, form) => {
  expect(committeeSigns(COMMITTEE, said)).toEqual({ ...form, name: 'ct-1' });
});

test('where the law has the head decide, nobody signs for the committee', () => {
  const head = `Chủ tịch ${COMMITTEE}`;
  expect(committeeSigns(head, by)).toEqual({ post: 'Chủ tịch', name: 'ct-1' });
  expect(committeeSigns(head, { ...by, post: 'deputy' }).authority).toEqual(['KT. Chủ tịch']);
});

test('what no leader gave waits for its signer', () => {
  expect(committeeSigns(COMMITTEE, { ...by, actor: { ...leader, role: 'province-officer' } }).name).toBeUndefined();
  expect(committeeSigns(COMMITTEE)).toEqual({ authority: [TM], post: 'Chủ tịch' });
});

test('for a council signs its chair, or the deputy who presided in the chair’s place', () => {
  const members = [
    { account: 'ct', seat: 'council-chair' },
    { account: 'pct', seat: 'council-deputy' },
  ];
  const presided = (...all: readonly string[]) =>
    councilSigns({ members, sittings: all.map((presided) => ({ presided })) });
  expect(presided('pct', 'ct')).toEqual({ post: 'Chủ tịch Hội đồng' });
  expect(presided()).toEqual({ post: 'Chủ tịch Hội đồng' });
  expect(presided('ct', 'pct')).toEqual({ authority: ['KT. Chủ tịch Hội đồng'], post: 'Phó Chủ tịch Hội đồng' });
});

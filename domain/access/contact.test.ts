import { describe, expect, test } from 'vitest';
import { given, told } from '../../test/domain/specification.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { unitTree } from '../unit/unit-tree.ts';
import { account } from './account.ts';
import { authorise } from './authorise.ts';
import { setContact } from './contact.ts';

const role = { grant: 'x', province: '66', role: 'commune-officer', unit: '650-01', from: '2020-01-01' };
const facts = told(account, 'can-bo', [{ type: 'RoleGranted', data: role }]);
const set = (input: object) => given(account, 'can-bo', facts).when(setContact, input);

describe('how somebody is reached', () => {
  test('is kept without an address in the event, and outlives a further role', () => {
    const { facts: after, state } = set({ email: 'can-bo@xa.gov.vn', telephone: '+84 262 3850 000' }).then([
      { type: 'ContactSet', data: { language: 'vi', delivery: 'digest' } },
    ]);
    expect(JSON.stringify(after)).not.toContain('xa.gov.vn');
    expect(state.contact.email.ref).toContain('/email');
    const more = told(account, 'can-bo', [...facts, ...after.slice(1), { type: 'RoleGranted', data: role }]);
    expect(given(account, 'can-bo', more).when(setContact, {}).facts.length).toBe(4);
  });

  test.each([
    'khong-phai-dia-chi',
    'a@b',
    'a b@xa.gov.vn',
    'a@xa.gov.vn, b@xa.gov.vn',
    'a@xa.gov.vn\r\nBcc: c@xa.gov.vn',
    'Tên <a@xa.gov.vn>',
    '"a\\r\\n"@xa.gov.vn',
    `${'a'.repeat(65)}@xa.gov.vn`,
    'a@-xa.gov.vn',
  ])('an address that cannot be one, or would be more than one, is refused: %j', (email) => {
    set({ email }).then('INPUT_INVALID');
  });
  test.each(['113', '0262\r\n3850000', 'gọi-tôi', '+'])('and so is such a number: %j', (telephone) => {
    set({ telephone }).then('INPUT_INVALID');
  });
});

test('messages go to a number, or are not wished for', () => {
  set({ channel: 'message', telephone: '+84 262 3850 000' }).then([
    { type: 'ContactSet', data: { channel: 'message' } },
  ]);
  set({ channel: 'message', email: 'can-bo@xa.gov.vn' }).then('CHANNEL_NEEDS_TELEPHONE');
  expect(set({ channel: 'mail' }).facts.at(-1)?.data).not.toHaveProperty('channel');
  set({ channel: 'pigeon' }).then('INPUT_INVALID');
});

test('is said by the account’s own holder, and by who grants roles; by nobody else', () => {
  const by = (id: string) =>
    authorise({
      by: setContact.by,
      situation: { province: '66', place: '66', account: 'can-bo', rulebook: 'R2019' },
      caller: { kind: 'person', id },
      account: { grants: [] },
      tree: unitTree.initial,
      today: '2022-06-20',
      occurredOn: '2022-06-20',
    });
  expect(by('can-bo')).toEqual({ kind: 'person', id: 'can-bo' });
  const other = by('nguoi-khac');
  expect(isRefusal(other) && other.code).toBe('ROLE_MISSING');
});

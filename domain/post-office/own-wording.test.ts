import { describe, expect, test } from 'vitest';
import { given, told } from '../../test/domain/specification.ts';
import { contentOf } from '../letters/content.ts';
import { exampleOf } from '../letters/example.ts';
import { type TextId, WORDING, wording } from '../letters/wording.ts';
import { setWording, takeWordingBack, usableWording, wordingRefused } from './own-wording.ts';
import { postOffice, templateOf } from './post-office.ts';

const open = { type: 'PostSet', data: { open: true, opensAt: 8, closesAt: 17 } };
const facts = told(postOffice, '66', [open]);
const set = (input: object) => given(postOffice, '66', facts).when(setWording, input);

describe('the office says it otherwise', () => {
  const said = { text: 'greeting', vi: 'Kính gửi ông/bà {reader}' };
  test('with the same fields, in one language or both, and takes it back', () => {
    const after = set(said).then([
      { type: 'WordingSet', data: { text: 'greeting', words: { vi: 'Kính gửi ông/bà {reader}', en: 'To: {reader}' } } },
    ]);
    expect([templateOf(given(postOffice, '66', facts).when(setWording, {}).state), templateOf(after.state)]).toEqual([
      WORDING,
      `${WORDING}+1`,
    ]);
    const stands = given(postOffice, '66', after.facts);
    stands.when(setWording, said).then('already-so');
    const back = stands.when(takeWordingBack, { text: 'greeting' }).then(['WordingTakenBack']);
    expect([back.state.wording, templateOf(back.state)]).toEqual([{}, `${WORDING}+2`]);
    given(postOffice, '66', back.facts).when(takeWordingBack, { text: 'greeting' }).then('already-so');
  });

  test.each([
    ['a field it does not have', { vi: 'Kính gửi {reader} {email}' }, 'WORDING_FIELD_UNKNOWN', '{reader}'],
    ['a field of what every object has', { vi: '{reader} {constructor}' }, 'WORDING_FIELD_UNKNOWN', '{reader}'],
    ['a field with marks', { vi: 'Kính gửi {người đọc}' }, 'WORDING_FIELD_UNKNOWN', '{reader}'],
    ['without its field', { vi: 'Kính gửi ông/bà' }, 'WORDING_FIELD_MISSING', undefined],
    ['half a field', { vi: 'Kính gửi {reader} {' }, 'WORDING_BRACE', undefined],
    ['nothing', { vi: '  ' }, 'INPUT_INVALID', undefined],
    ['two lines', { vi: 'Kính gửi {reader}\r\nBcc: x@y.example' }, 'INPUT_INVALID', undefined],
    ['a line feed alone', { en: 'To: {reader}\nBcc: x@y.example' }, 'INPUT_INVALID', undefined],
    ['more than anybody reads', { vi: `{reader}${'x'.repeat(300)}` }, 'INPUT_INVALID', undefined],
  ])('not with %s', (_, words, code, allowed) => {
    const { outcome } = set({ text: 'greeting', ...words }).then(code);
    if (allowed !== undefined) expect(outcome).toMatchObject({ details: { allowed }, field: '/vi' });
  });
  test('of a text that there is', () => {
    set({ text: 'toString', vi: 'x' }).then('INPUT_INVALID');
  });
});

test('what was said for fields that a release has no more is left out', () => {
  const old = {
    greeting: { vi: '{name}', en: '{name}' },
    footer: { vi: 'Hết.', en: 'End.' },
    gone: { vi: 'x', en: 'x' },
  };
  expect(Object.keys(usableWording(old as never))).toEqual(['footer']);
});

test.each(Object.keys(wording) as TextId[])('%s has all its fields, and stands in an example', (text) => {
  const { vi, en } = wording[text].words;
  expect(wordingRefused(text, wording[text].words)).toBeUndefined();
  const own = { [text]: { vi: `Riêng ${vi}`, en: `Ours ${en}` } };
  for (const [lang, word] of [
    ['vi', 'riêng'],
    ['en', 'ours'],
  ] as const) {
    const letter = exampleOf(text, { lang, own, publicUrl: 'https://ocop.example' });
    expect(JSON.stringify(letter).toLowerCase()).toContain(word);
  }
});

test('a wording changes letters that are written from then on, and what people wrote fills no field in it', () => {
  const matter = { ref: 'x@1', what: { vi: 'nộp {hạn}', en: 'x' }, about: { vi: '{what}', en: 'x' }, path: '/' };
  const letter = contentOf({
    ...{
      lang: 'vi',
      reader: '{day}',
      today: '2022-06-20',
      matters: [matter],
      settled: 0,
      publicUrl: '',
      isDemo: false,
    },
    own: { greeting: { vi: 'Thưa {reader}', en: 'x {reader}' } },
  });
  expect([letter.greeting, letter.work[0]?.matters[0]?.about]).toEqual(['Thưa {day}', '{what}']);
});

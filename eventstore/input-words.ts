// What is wrong with a field, in words for the person who filled it in: never a pattern, never a type of JavaScript.
import type { z } from 'zod';
import { shapeWords } from '../domain/kernel/fields.ts';
import { own } from '../domain/kernel/own.ts';
import type { Lang, Words } from '../domain/kernel/refusal.ts';

/** Enough to mend a form; a list as long as what was sent would answer a small request with a large one. */
const MOST_NAMED = 10;
const LONGEST_NAME = 60;

const kinds: ReadonlyMap<string, Words> = new Map(
  Object.entries({
    string: { vi: 'một đoạn chữ', en: 'a text' },
    number: { vi: 'một số', en: 'a number' },
    int: { vi: 'một số nguyên', en: 'a whole number' },
    boolean: { vi: 'có hoặc không (true, false)', en: 'yes or no (true, false)' },
    array: { vi: 'một danh sách', en: 'a list' },
    object: { vi: 'một nhóm trường', en: 'a group of fields' },
    record: { vi: 'một nhóm trường', en: 'a group of fields' },
  }),
);
const needed: Words = { vi: 'Cần nhập.', en: 'This is needed.' };
const wrong: Words = { vi: 'Giá trị chưa đúng.', en: 'The value is not valid.' };
/** By what the schema of a day says of it. */
const days: ReadonlyMap<string, Words> = new Map([
  ['YYYY-MM-DD', { vi: 'Cần một ngày dạng năm-tháng-ngày, ví dụ 2022-06-20.', en: 'A day like 2022-06-20 is needed.' }],
  ['no such day', { vi: 'Không có ngày này.', en: 'There is no such day.' }],
]);
const counted: ReadonlyMap<string, Words> = new Map(
  Object.entries({
    string: { vi: ' ký tự', en: ' characters' },
    array: { vi: ' mục', en: ' entries' },
  }),
);

/** Names a caller made up, as far as they fit in an answer. */
export const shortened = (names: readonly string[]): readonly string[] =>
  names.slice(0, MOST_NAMED).map((name) => name.slice(0, LONGEST_NAME));

/** @param of the words of the values one may choose from, where the field is a choice */
export function inWords(issue: z.core.$ZodIssue, of: Readonly<Record<string, Words>> = {}): Words {
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.input === undefined) return needed;
      const kind = kinds.get(issue.expected);
      return kind ? { vi: `Cần ${kind.vi}.`, en: `${capital(kind.en)} is needed here.` } : wrong;
    }
    case 'invalid_format':
      return shapeWords(issue.pattern) ?? days.get(issue.message) ?? wrong;
    case 'custom':
      return days.get(issue.message) ?? wrong;
    case 'invalid_value': {
      const values = (lang: Lang) => issue.values.map((v) => own(of, String(v))?.[lang] ?? String(v)).join('; ');
      return { vi: `Chọn một trong: ${values('vi')}.`, en: `Choose one of: ${values('en')}.` };
    }
    case 'too_small': {
      if (issue.origin === 'string' && issue.input === '') return needed;
      const unit = counted.get(issue.origin);
      return { vi: `Ít nhất ${issue.minimum}${unit?.vi ?? ''}.`, en: `At least ${issue.minimum}${unit?.en ?? ''}.` };
    }
    case 'too_big': {
      const unit = counted.get(issue.origin);
      return { vi: `Nhiều nhất ${issue.maximum}${unit?.vi ?? ''}.`, en: `At most ${issue.maximum}${unit?.en ?? ''}.` };
    }
    case 'unrecognized_keys': {
      const names = shortened(issue.keys).join(', ');
      return { vi: `Không có trường ${names}.`, en: `There is no field ${names}.` };
    }
    default:
      return wrong;
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

// Personal values lie in the vault, and somebody may demand that they be erased. Which ones, who decided so and by which
// paper is a fact of the stream they belong to; the events that refer to them stay as they are, and so do their hashes.
import { z } from 'zod';
import type { Aggregate } from './aggregate.ts';
import type { By } from './command.ts';
import { choice, type Document, document, paper } from './fields.ts';
import type { Fact } from './fold.ts';
import { own } from './own.ts';
import { ENVELOPE, sealedIn } from './personal.ts';
import { type Lang, refusal, type Words } from './refusal.ts';

/**
 * Why data are erased: the cases of Law 91/2025/QH15 on personal data, article 14(1), and a slip. No free text, which
 * might name somebody again.
 */
export const forgettingGrounds = {
  asked: { vi: 'cá nhân yêu cầu', en: 'the person asks for it' },
  'purpose-fulfilled': { vi: 'mục đích xử lý đã hoàn thành', en: 'its purpose is fulfilled' },
  'retention-over': { vi: 'hết thời hạn lưu trữ', en: 'its time of keeping is over' },
  'authority-decided': { vi: 'cơ quan có thẩm quyền quyết định', en: 'an authority has decided it' },
  agreed: { vi: 'theo thỏa thuận', en: 'it was agreed' },
  'entered-by-mistake': { vi: 'nhập nhầm', en: 'entered by mistake' },
} as const satisfies Record<string, Words>;
/** What personal values are of, in an office's words. */
export const personalFields: Readonly<Record<string, Words>> = {
  name: { vi: 'tên', en: 'name' },
  contact: { vi: 'liên hệ', en: 'contact' },
  email: { vi: 'thư điện tử', en: 'e-mail' },
  telephone: { vi: 'điện thoại', en: 'telephone' },
  registration: { vi: 'số đăng ký', en: 'registration' },
  summary: { vi: 'nội dung ý tưởng', en: 'summary of the idea' },
  remarks: { vi: 'nhận xét', en: 'remarks' },
  difficulties: { vi: 'khó khăn', en: 'difficulties' },
  opinion: { vi: 'ý kiến', en: 'opinion' },
  reason: { vi: 'lý do', en: 'reason' },
  items: { vi: 'nội dung yêu cầu bổ sung', en: 'what was asked for' },
  note: { vi: 'lời dặn', en: 'note' },
  text: { vi: 'lời nhắn', en: 'text' },
  question: { vi: 'câu hỏi', en: 'question' },
  content: { vi: 'nội dung thư', en: 'content of a letter' },
  answer: { vi: 'câu trả lời', en: 'answer' },
  notes: { vi: 'nội dung thảo luận', en: 'what was discussed' },
  grounds: { vi: 'căn cứ đề nghị', en: 'grounds of an appeal' },
  statement: { vi: 'ý kiến giải trình', en: 'statement' },
  fileName: { vi: 'tên tệp', en: 'name of a file' },
  supportPlan: { vi: 'kế hoạch hỗ trợ', en: 'plan of support' },
};
const ground = choice(forgettingGrounds);

/** A personal value of a stream: in which fact, under which field (`name`, or `data/name` further in), where in the vault. */
const sealedValue = z.strictObject({ revision: z.int().min(0), field: z.string(), ref: z.string().min(1) });
export type SealedValue = z.infer<typeof sealedValue>;

const VALUES_FORGOTTEN = 'ValuesForgotten';
const valuesForgotten = z.strictObject({ values: z.array(sealedValue).min(1), ground, document });
type ValuesForgotten = z.infer<typeof valuesForgotten>;

const NOTHING_PERSONAL = refusal('NOTHING_PERSONAL', 'invalid', {
  vi: 'Không có dữ liệu cá nhân nào ở {fields}; đang lưu: {kept}.',
  en: 'There is nothing personal under {fields}; what is kept: {kept}.',
});

/** Gives an aggregate the command that has personal values of its streams erased. */
export const forgettable = (aggregate: Aggregate<any, any>, by: By) => {
  const forgotten = aggregate.event(VALUES_FORGOTTEN, {
    version: 1,
    schema: valuesForgotten,
    quiet: true,
    beside: true,
    evolve: (state) => state,
    sentence: ({ values, ground, document }) => {
      const fields = [...new Set(values.map(({ field }) => field.split('/').at(-1) as string))];
      const what = (lang: Lang) => fields.map((field) => own(personalFields, field)?.[lang] ?? field).join(', ');
      return {
        vi: `Xóa dữ liệu cá nhân (${what('vi')}) theo ${paper(document)}: ${forgettingGrounds[ground].vi}`,
        en: `Personal data (${what('en')}) forgotten by ${paper(document)}: ${forgettingGrounds[ground].en}`,
      };
    },
  });
  return aggregate.command('ForgetValues', {
    input: z.strictObject({
      /** as the facts name them; in each fact that has them */
      fields: z.array(z.string().min(1).max(100)).min(1).max(50),
      /** in these facts alone */
      revisions: z.array(z.int().min(0)).min(1).max(200).optional(),
      ground,
      document,
    }),
    by,
    restsOn: 'what-was-seen',
    // A restore takes the decision over into the older history.
    atInstallation: true,
    despiteClock: true,
    guard: ({ facts }) => (valuesKept(facts).length > 0 ? undefined : 'already-so'),
    decide: ({ facts, input: { fields, revisions, ground, document } }) => {
      const isNamed = ({ field, revision }: SealedValue) =>
        fields.includes(field) && (revisions?.includes(revision) ?? true);
      const named = valuesIn(facts).filter(isNamed);
      const unknown = fields.filter((field) => !named.some((v) => v.field === field));
      const kept = valuesKept(facts);
      if (unknown.length > 0)
        return NOTHING_PERSONAL({ fields: unknown, kept: [...new Set(kept.map((v) => v.field))] }, '/fields');
      const values = kept.filter(isNamed);
      return values.length === 0 ? [] : [forgotten({ values, ground, document })];
    },
    signs: true,
    words: { vi: 'Xóa dữ liệu cá nhân', en: 'Forget personal data' },
  });
};

/** What stands in the place of a value that was forgotten. */
export const forgottenWords = (by: Document): Words => ({
  vi: `Đã xóa theo ${paper(by)}`,
  en: `Forgotten by ${paper(by)}`,
});

/** The references whose values an event says are to be erased. */
export function refsForgotten({ type, data }: { type: string; data: unknown }): readonly string[] {
  return readForgotten({ type, data })?.values.map(({ ref }) => ref) ?? [];
}

export function readForgotten({ type, data }: { type: string; data: unknown }): ValuesForgotten | undefined {
  return type === VALUES_FORGOTTEN ? valuesForgotten.safeParse(data).data : undefined;
}

/** Per forgotten reference of a stream, by what. */
export function forgottenIn(facts: readonly Fact[]): ReadonlyMap<string, ValuesForgotten> {
  return new Map(
    facts.flatMap((fact) => {
      const said = readForgotten(fact);
      return said ? said.values.map(({ ref }) => [ref, said] as const) : [];
    }),
  );
}

/** Every personal value that facts refer to, each once, where it was given first. */
function valuesIn(facts: readonly Fact[]): readonly SealedValue[] {
  const found = new Map<string, SealedValue>();
  for (const { revision, data, type } of facts)
    if (type !== VALUES_FORGOTTEN)
      for (const { field, ref } of sealedIn(data))
        if (!found.has(ref) && field.split('/').at(-1) !== ENVELOPE) found.set(ref, { revision, field, ref });
  return [...found.values()];
}

function valuesKept(facts: readonly Fact[]): readonly SealedValue[] {
  const forgotten = forgottenIn(facts);
  return valuesIn(facts).filter(({ ref }) => !forgotten.has(ref));
}

// The tables that are taken in: which columns each has, and the command that each of its rows is.
import type { Command } from '../domain/kernel/aggregate.ts';
import type { Words } from '../domain/kernel/refusal.ts';
import { applicantKinds, registerProducer } from '../domain/producer/producer.ts';
import { origins, registerProduct } from '../domain/product/product.ts';
import { rulebooks } from '../domain/rulebooks/registry.ts';
import { levelNames } from '../domain/unit/level-names.ts';
import { registerUnit } from '../domain/unit/registering.ts';

export type InColumn = {
  readonly id: string;
  readonly title: Words;
  readonly width: number;
  /** a `code` is text whatever it looks like */
  readonly kind: 'text' | 'code' | 'day' | 'choice';
  readonly optional?: true;
  readonly values?: Readonly<Record<string, Words>>;
  /** what an office writes for a value besides its words */
  readonly also?: Readonly<Record<string, readonly string[]>>;
  /** in the template’s first row, to be written over */
  readonly example: string;
};

type Values = Readonly<Record<string, string>>;

export type Template = {
  readonly title: Words;
  readonly columns: readonly InColumn[];
  readonly command: Command;
  /** what makes a row itself: a second one of the same is a slip */
  keyOf(values: Values): string;
  /** keys of rows that have to be taken in before it */
  restsOn(values: Values): readonly string[];
  given(values: Values, province: string): { readonly id: string; readonly input: object };
};

const column = (
  id: string,
  [vi, en]: readonly [string, string],
  kind: InColumn['kind'],
  example: string,
  more: Partial<Pick<InColumn, 'optional' | 'values' | 'also' | 'width'>> = {},
): InColumn => ({ id, title: { vi, en }, kind, example, width: 24, ...more });

const optional = true;
const groups = Object.fromEntries(
  rulebooks.flatMap(({ taxonomy }) =>
    taxonomy.flatMap((industry) => industry.groups.map(({ id, name }) => [id, name])),
  ),
);

const paperOf = ({ number, date }: Values): object =>
  number !== undefined && date !== undefined ? { document: { number, date } } : {};

const levelsWritten = {
  province: ['tỉnh'],
  district: ['huyện', 'thị xã', 'thành phố'],
  commune: ['xã', 'phường', 'thị trấn', 'đặc khu'],
  department: ['sở', 'ngành'],
};

const units: Template = {
  title: { vi: 'Đơn vị hành chính', en: 'Units' },
  command: registerUnit,
  columns: [
    column('code', ['Mã đơn vị', 'Unit code'], 'code', '650-01', { width: 14 }),
    column('name', ['Tên đơn vị', 'Name'], 'text', 'xã Mẫu', { width: 36 }),
    column('level', ['Cấp', 'Level'], 'choice', levelNames.commune.vi, { values: levelNames, also: levelsWritten }),
    column('parent', ['Mã đơn vị cấp trên', 'Code of the unit above'], 'code', '650', { optional }),
    column('from', ['Từ ngày', 'From'], 'day', '01/01/2004', { width: 14 }),
    column('number', ['Số văn bản', 'Number of the paper'], 'text', '01/NQ-HĐND', { optional }),
    column('date', ['Ngày văn bản', 'Day of the paper'], 'day', '01/12/2003', { optional, width: 14 }),
  ],
  keyOf: ({ code = '', from = '' }) => code && `${code} ${from}`,
  restsOn: ({ parent }) => (parent === undefined ? [] : [parent]),
  given: ({ code, name, level, parent, from, ...more }, province) => ({
    id: province,
    input: { code, name, level, from, ...(parent === undefined ? {} : { parent }), ...paperOf(more) },
  }),
};

const producers: Template = {
  title: { vi: 'Chủ thể', en: 'Producers' },
  command: registerProducer,
  columns: [
    column('id', ['Mã chủ thể', 'Producer id'], 'code', 'htx-ca-phe-mau'),
    column('name', ['Tên chủ thể', 'Name'], 'text', 'HTX Cà phê Mẫu', { width: 40 }),
    column('kind', ['Loại chủ thể', 'Kind'], 'choice', applicantKinds.cooperative.vi, { values: applicantKinds }),
    column('place', ['Mã xã', 'Code of the commune'], 'code', '650-01', { width: 14 }),
    column('registration', ['Số đăng ký kinh doanh', 'Business registration'], 'code', '6001234567', { optional }),
    column('contact', ['Liên hệ', 'Contact'], 'text', 'bà Nguyễn Thị A, 0912 345 678', { optional, width: 40 }),
  ],
  keyOf: ({ id = '' }) => id,
  restsOn: () => [],
  given: ({ id = '', ...input }, province) => ({ id, input: { ...input, province } }),
};

const products: Template = {
  title: { vi: 'Sản phẩm', en: 'Products' },
  command: registerProduct,
  columns: [
    column('id', ['Mã sản phẩm', 'Product id'], 'code', 'ca-phe-mau'),
    column('name', ['Tên sản phẩm', 'Name'], 'text', 'Cà phê bột Mẫu', { width: 40 }),
    column('producer', ['Mã chủ thể', 'Producer id'], 'code', 'htx-ca-phe-mau'),
    column('place', ['Mã xã', 'Code of the commune'], 'code', '650-01', { width: 14 }),
    column('group', ['Nhóm sản phẩm', 'Product group'], 'choice', Object.values(groups)[0]?.vi ?? '', {
      values: groups,
      width: 40,
    }),
    column('origin', ['Mới hay đã có', 'New or existing'], 'choice', origins.new.vi, { values: origins }),
  ],
  keyOf: ({ id = '' }) => id,
  restsOn: () => [],
  given: ({ id = '', ...input }, province) => ({ id, input: { ...input, province } }),
};

export const templates = { units, producers, products } as const satisfies Record<string, Template>;
export type TemplateId = keyof typeof templates;

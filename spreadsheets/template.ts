// The tables that are taken in: which columns each has, and the command that each of its rows is.
import { applicantKinds, registerProducer } from '../domain/producer/producer.ts';
import { origins, registerProduct } from '../domain/product/product.ts';
import { rulebooks } from '../domain/rulebooks/registry.ts';
import { levelNames } from '../domain/unit/level-names.ts';
import { registerUnit } from '../domain/unit/registering.ts';
import { column, optional, type Template, type Values } from './columns.ts';
import { plans, recognised, scores } from './older-templates.ts';

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
    column('tax', ['Mã số thuế', 'Tax number'], 'tax', '6001234567', { optional, width: 18 }),
    column('person', ['Số định danh cá nhân', 'Personal number'], 'person', '066085001234', { optional, width: 18 }),
    column('telephone', ['Điện thoại', 'Telephone'], 'telephone', '0912 345 678', { optional, width: 16 }),
    column('contact', ['Liên hệ', 'Contact'], 'text', 'bà Nguyễn Thị A, 0912 345 678', { optional, width: 40 }),
  ],
  keyOf: ({ id = '' }) => id,
  restsOn: () => [],
  // A household is registered under its tax number, which since 2025 is the personal number of who runs it.
  given: ({ id = '', registration, tax, person, telephone, contact, ...input }, province) => {
    const number = registration ?? tax ?? person;
    const reached = [contact, telephone].filter((one) => one !== undefined).join(', ');
    return {
      id,
      input: {
        ...input,
        province,
        ...(number === undefined ? {} : { registration: number }),
        ...(reached === '' ? {} : { contact: reached }),
      },
    };
  },
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

export const templates = { units, producers, products, recognised, plans, scores } as const satisfies Record<
  string,
  Template
>;
export type TemplateId = keyof typeof templates;

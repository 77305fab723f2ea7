// The six industries as 148/QĐ-TTg orders them and 26/2026/QĐ-TTg (Phụ lục I) keeps them: same groups, same 26 sets.
// Group ids are those of R2019 wherever the group lives on, so a product keeps its group when the law changes.
import type { Industry, ProductGroup, RulebookId, SetEntry } from './rulebook.ts';
import { type Words, words } from './words.ts';

type SetRow = readonly [no: number, vi: string, en: string, sets2019?: readonly number[]];
type GroupRow = readonly [id: string, vi: string, en: string, sets: readonly SetRow[], continues?: readonly string[]];
type IndustryRow = readonly [
  id: string,
  vi: string,
  en: string,
  groups: readonly GroupRow[],
  alsoFor?: readonly string[],
];

const food: readonly GroupRow[] = [
  [
    'fresh-food',
    'Thực phẩm tươi sống',
    'Fresh food',
    [
      [1, 'Rau, củ, quả, hạt tươi', 'Fresh vegetables, roots, fruit, nuts', [15]],
      [2, 'Thịt, thủy sản, trứng, sữa tươi', 'Fresh meat, aquatic products, eggs, milk', [18]],
    ],
  ],
  [
    'raw-food',
    'Thực phẩm thô, sơ chế',
    'Raw and first-processed food',
    [
      [3, 'Gạo, ngũ cốc, hạt sơ chế khác', 'Rice, cereals, other pre-processed grains', [10]],
      [4, 'Mật ong, mật khác và nông sản thực phẩm khác', 'Honey, other nectars, other farm food', [11]],
    ],
  ],
  [
    'processed-food',
    'Thực phẩm chế biến',
    'Processed food',
    [
      [5, 'Đồ ăn nhanh', 'Ready-to-eat food', [26]],
      [6, 'Chế biến từ gạo, ngũ cốc', 'Processed rice and cereals', [2]],
      [7, 'Chế biến từ rau, củ, quả, hạt', 'Processed vegetables, fruit, nuts', [3]],
      [
        8,
        'Chế biến từ thịt, thủy sản, trứng, sữa, mật ong và nông sản khác',
        'Processed meat, aquatic products, eggs, milk, honey and other farm products',
        [4, 5],
      ],
    ],
  ],
  [
    'seasoning',
    'Gia vị',
    'Seasoning',
    [
      [9, 'Tương, nước mắm, gia vị dạng lỏng khác', 'Soy and fish sauce, liquid seasonings', [23]],
      [10, 'Gia vị khác', 'Other spices', [9]],
    ],
  ],
  [
    'tea',
    'Chè',
    'Tea',
    [
      [11, 'Chè tươi, chè chế biến', 'Tea, fresh and processed', [1]],
      [12, 'Trà từ thực vật khác', 'Teas from other plants', [7]],
    ],
  ],
  ['coffee-cocoa', 'Cà phê, ca cao', 'Coffee, cocoa', [[13, 'Cà phê, ca cao', 'Coffee, cocoa', [6]]]],
];

const drink: readonly GroupRow[] = [
  [
    'alcoholic-drink',
    'Đồ uống có cồn',
    'Alcoholic drinks',
    [
      [14, 'Rượu trắng', 'White spirit', [16]],
      [15, 'Đồ uống có cồn khác', 'Other alcoholic drinks', [24]],
    ],
  ],
  [
    'soft-drink',
    'Đồ uống không cồn',
    'Soft drinks',
    [
      [16, 'Nước khoáng thiên nhiên, nước uống đóng chai', 'Mineral and bottled water', [14]],
      [17, 'Đồ uống không cồn khác', 'Other soft drinks', [25]],
    ],
  ],
];

const herbal: readonly GroupRow[] = [
  [
    'herbal-medicine',
    'Thực phẩm chức năng, thuốc dược liệu, thuốc cổ truyền',
    'Functional food, herbal medicine',
    [
      [
        18,
        'Thực phẩm chức năng, thuốc dược liệu, thuốc cổ truyền',
        'Functional food, herbal and traditional medicine',
        [21],
      ],
    ],
  ],
  [
    'cosmetics',
    'Mỹ phẩm có thành phần từ dược liệu',
    'Cosmetics with herbal ingredients',
    [[19, 'Mỹ phẩm có thành phần từ dược liệu', 'Cosmetics with herbal ingredients', [12]]],
  ],
  [
    'other-herbal',
    'Tinh dầu và dược liệu khác',
    'Essential oils and other herbal products',
    [[20, 'Tinh dầu và dược liệu khác', 'Essential oils and other herbal products', [17]]],
  ],
];

const handicraft: readonly GroupRow[] = [
  [
    'handicraft',
    'Thủ công mỹ nghệ gia dụng, trang trí',
    'Household and decorative handicraft',
    [[21, 'Thủ công mỹ nghệ gia dụng, trang trí', 'Household and decorative handicraft', [19, 20]]],
    ['decorative-handicraft', 'household-handicraft'],
  ],
  ['textile-garments', 'Vải, may mặc', 'Textile, garments', [[22, 'Vải, may mặc', 'Textile, garments', [13]]]],
];

const ornamental: readonly GroupRow[] = [
  ['flowers', 'Hoa', 'Flowers', [[23, 'Hoa', 'Flowers']]],
  ['ornamental-plants', 'Cây cảnh', 'Ornamental plants', [[24, 'Cây cảnh', 'Ornamental plants']]],
  ['ornamental-animals', 'Động vật cảnh', 'Ornamental animals', [[25, 'Động vật cảnh', 'Ornamental animals']]],
];

const tourismVi = 'Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch';
const tourismEn = 'Community tourism, eco-tourism and tourist sites';
const tourism: readonly GroupRow[] = [['community-tourism', tourismVi, tourismEn, [[26, tourismVi, tourismEn, [8]]]]];

const industries: readonly IndustryRow[] = [
  ['food', 'Thực phẩm', 'Food', food],
  ['drink', 'Đồ uống', 'Drinks', drink],
  ['herbal', 'Dược liệu và sản phẩm từ dược liệu', 'Herbs and herbal products', herbal],
  ['handicraft', 'Thủ công mỹ nghệ', 'Handicraft', handicraft],
  ['ornamental', 'Sinh vật cảnh', 'Ornamental plants and animals', ornamental],
  ['tourism', tourismVi, tourismEn, tourism, ['association', 'site-board']],
];

/**
 * The taxonomy under the sets of `of`. `continuing`: whose sets it takes over (R2019: by the rows above; a later act: the
 * same numbers). `lead`: the ministries in charge of a set, where they were read.
 */
export function taxonomySince2023(q: {
  of: RulebookId;
  continuing: RulebookId;
  lead?: (no: number) => readonly Words[];
}): readonly Industry[] {
  const setEntry = ([no, vi, en, sets2019 = []]: SetRow): SetEntry => {
    const before = q.continuing === 'R2019' ? sets2019 : [no];
    const continues = before.map((earlier) => `${q.continuing}/${earlier}`);
    return { id: `${q.of}/${no}`, name: words(vi, en), lead: q.lead?.(no) ?? [], continues };
  };
  const group = ([id, vi, en, sets, continues]: GroupRow): ProductGroup => ({
    id,
    name: words(vi, en),
    sets: sets.map(setEntry),
    ...(continues ? { continues } : {}),
  });
  return industries.map(([id, vi, en, groups, alsoFor]) => ({
    id,
    name: words(vi, en),
    groups: groups.map(group),
    ...(alsoFor ? { alsoFor } : {}),
  }));
}

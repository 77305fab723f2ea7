// Groups of products and their criteria sets (1048/QĐ-TTg, art. 1, renamed in part by 781/QĐ-TTg). The numbers are those
// of the data we hold, not of Phụ lục III.
import type { Industry, ProductGroup } from '../rulebook.ts';
import { words } from '../words.ts';

const agriculture = words('Bộ NN&PTNT', 'Ministry of Agriculture and Rural Development');
const trade = words('Bộ Công Thương', 'Ministry of Industry and Trade');
const health = words('Bộ Y tế', 'Ministry of Health');
const science = words('Bộ KH&CN', 'Ministry of Science and Technology');
const culture = words('Bộ VHTTDL', 'Ministry of Culture, Sports and Tourism');

const set = (no: number, lead: typeof trade, vi: string, en: string): ProductGroup['sets'][number] => ({
  id: `R2019/${no}`,
  name: words(vi, en),
  lead: [lead],
});

export const r2019Taxonomy: readonly Industry[] = [
  {
    id: 'food',
    name: words('Thực phẩm', 'Food'),
    groups: [
      {
        id: 'fresh-food',
        name: words('Thực phẩm tươi sống', 'Fresh food'),
        sets: [
          set(15, agriculture, 'Rau, củ, quả, hạt tươi', 'Fresh vegetables, fruit, nuts'),
          set(18, agriculture, 'Thịt, trứng, sữa tươi', 'Fresh meat, eggs, milk'),
        ],
      },
      {
        id: 'raw-food',
        name: words('Thực phẩm thô, sơ chế', 'Raw and first-processed food'),
        sets: [
          set(10, agriculture, 'Gạo, ngũ cốc', 'Rice, cereals'),
          set(11, agriculture, 'Mật ong, các sản phẩm từ mật ong, mật khác', 'Honey, honey products, other syrups'),
        ],
      },
      {
        id: 'processed-food',
        name: words('Thực phẩm chế biến', 'Processed food'),
        sets: [
          set(26, trade, 'Đồ ăn nhanh', 'Ready-to-eat food'),
          set(2, agriculture, 'Chế biến từ gạo, ngũ cốc', 'Processed rice and cereals'),
          set(3, agriculture, 'Chế biến từ rau, củ, quả, hạt', 'Processed vegetables, fruit, nuts'),
          set(4, agriculture, 'Chế biến từ thịt, trứng, sữa', 'Processed meat, eggs, milk'),
          set(5, agriculture, 'Chế biến từ thủy, hải sản', 'Processed aquatic products'),
        ],
      },
      {
        id: 'seasoning',
        name: words('Gia vị', 'Seasoning'),
        sets: [
          set(23, agriculture, 'Tương, nước mắm, gia vị dạng lỏng khác', 'Soy and fish sauce, liquid seasonings'),
          set(9, agriculture, 'Gia vị khác', 'Other spices'),
        ],
      },
      {
        id: 'tea',
        name: words('Chè', 'Tea'),
        sets: [
          set(1, agriculture, 'Chè tươi, chế biến', 'Tea, fresh and processed'),
          set(7, agriculture, 'Các sản phẩm khác từ chè, trà', 'Other products from tea'),
        ],
      },
      {
        id: 'coffee-cocoa',
        name: words('Cà phê, ca cao', 'Coffee, cocoa'),
        sets: [set(6, agriculture, 'Cà phê, ca cao', 'Coffee, cocoa')],
      },
    ],
  },
  {
    id: 'drink',
    name: words('Đồ uống', 'Drinks'),
    groups: [
      {
        id: 'alcoholic-drink',
        name: words('Đồ uống có cồn', 'Alcoholic drinks'),
        sets: [
          set(16, trade, 'Rượu trắng', 'White spirit'),
          set(24, trade, 'Đồ uống có cồn khác', 'Other alcoholic drinks'),
        ],
      },
      {
        id: 'soft-drink',
        name: words('Đồ uống không cồn', 'Soft drinks'),
        sets: [
          set(14, health, 'Nước khoáng thiên nhiên, nước uống tinh khiết', 'Mineral and purified water'),
          set(25, trade, 'Đồ uống không cồn', 'Soft drinks'),
        ],
      },
    ],
  },
  {
    id: 'herbal',
    name: words('Thảo dược', 'Herbal products'),
    groups: [
      {
        id: 'herbal-medicine',
        name: words('Thực phẩm chức năng, thuốc từ dược liệu, thuốc YHCT', 'Functional food, herbal medicine'),
        sets: [
          set(
            21,
            health,
            'Thực phẩm chức năng, thuốc từ dược liệu, thuốc Y học cổ truyền',
            'Functional food, herbal and traditional medicine',
          ),
        ],
      },
      {
        id: 'cosmetics',
        name: words('Mỹ phẩm', 'Cosmetics'),
        sets: [set(12, health, 'Mỹ phẩm', 'Cosmetics')],
      },
      {
        id: 'medical-devices',
        name: words('Trang thiết bị, dụng cụ y tế', 'Medical devices and tools'),
        sets: [set(22, health, 'Trang thiết bị, dụng cụ y tế', 'Medical devices and tools')],
      },
      {
        id: 'other-herbal',
        name: words('Thảo dược khác', 'Other herbal products'),
        sets: [set(17, health, 'Thảo dược khác', 'Other herbal products')],
      },
    ],
  },
  {
    id: 'textile',
    name: words('Vải và may mặc', 'Textile and garments'),
    groups: [
      {
        id: 'textile-garments',
        name: words('Vải, may mặc', 'Textile, garments'),
        sets: [set(13, trade, 'Ngành vải, may mặc', 'Textile, garments')],
      },
    ],
  },
  {
    id: 'souvenir-furniture-decor',
    name: words('Lưu niệm, nội thất, trang trí', 'Souvenirs, furniture, decoration'),
    groups: [
      {
        id: 'decorative-handicraft',
        name: words('Thủ công mỹ nghệ, trang trí', 'Decorative handicraft'),
        sets: [set(20, science, 'Thủ công mỹ nghệ, trang trí', 'Decorative handicraft')],
      },
      {
        id: 'household-handicraft',
        name: words('Thủ công mỹ nghệ gia dụng', 'Household handicraft'),
        sets: [set(19, science, 'Thủ công mỹ nghệ gia dụng', 'Household handicraft')],
      },
    ],
  },
  {
    id: 'tourism',
    alsoFor: ['association', 'site-board'],
    name: words('Dịch vụ du lịch nông thôn, bán hàng', 'Rural tourism and sales services'),
    groups: [
      {
        id: 'community-tourism',
        name: words('Dịch vụ du lịch cộng đồng và điểm du lịch', 'Community tourism and tourist sites'),
        sets: [set(8, culture, 'Dịch vụ du lịch cộng đồng và điểm du lịch', 'Community tourism and tourist sites')],
      },
    ],
  },
];

// What was published of the rounds of Đắk Lắk under R2019, and nothing else. What is ours is marked so where it is given.
export type PublishedRound = {
  readonly round: string;
  /** days of the province's council */
  readonly council: readonly [from: string, until: string];
  readonly source: string;
  readonly submitted: number;
  readonly localities?: number;
  readonly subjects?: number;
  /** stars → how many; undefined: the source does not say what came of it */
  readonly outcome?: { readonly star4: number; readonly star3: number; readonly notPassed: number };
  readonly products: readonly {
    readonly name: string;
    readonly district?: string;
    readonly star?: 3 | 4;
  }[];
};

export const round2021: PublishedRound = {
  round: '1/2021',
  council: ['2021-11-30', '2021-11-30'],
  source: 'https://skhcn.daklak.gov.vn/danh-gia--phan-hang-12-san-pham-ocop-dot-1-nam-2021-5934.html',
  submitted: 12,
  localities: 5,
  products: [
    { name: 'Thati Coffee', district: 'Krông Pắc' },
    { name: 'Cà phê bột Công Bằng Ea Kmat', district: 'Krông Pắc' },
    { name: 'Gạo Briết đặc sản 5 tháng', district: 'Ea Súp' },
    { name: 'Chả ốc Ea Súp nhồi ống nứa', district: 'Ea Súp' },
    { name: 'Chả cá Thác lát Ea Súp', district: 'Ea Súp' },
    { name: 'Cá Thác lát rút xương', district: 'Ea Súp' },
    { name: 'Cà phê bột Ea Nam', district: "Ea H'leo" },
    { name: 'Gà hoa mơ Đại Phúc', district: "Cư M'gar" },
    { name: 'Bơ Booth hữu cơ Organic', district: "Cư M'gar" },
    { name: 'Kẹo Socola đen', district: 'Krông A Na' },
    { name: 'Kẹo Socola sữa', district: 'Krông A Na' },
    { name: 'Cà phê bột Robusta Êđê', district: 'Krông A Na' },
  ],
};

export const round2022: PublishedRound = {
  round: '1/2022',
  council: ['2022-12-26', '2022-12-27'],
  source: 'https://baodaklak.vn/kinh-te/202212/13-san-pham-dat-chung-nhan-ocop-cap-tinh-dot-1-nam-2022-f280dc1',
  submitted: 21,
  subjects: 14,
  outcome: { star4: 1, star3: 12, notPassed: 8 },
  products: [
    { name: "Maca Ea H'leo", star: 4, district: "Ea H'leo" },
    { name: 'Cà phê bột Song Thuận Coffee', star: 3 },
    { name: 'Cà phê hạt Song Thuận Coffee', star: 3 },
    { name: 'Mắc ca Đắk Lắk Công Linh', star: 3 },
    { name: 'Cà phê sạch và nguyên chất Kty Café', star: 3 },
    { name: 'Mật ong lên men Bon Bon', star: 3 },
    { name: 'Mật ong Bon Bon', star: 3 },
    { name: "Cà phê bột Ea H'leo Coffee", star: 3 },
    { name: 'Yến sào Ban Mê', star: 3 },
    { name: 'Cà phê hạt rang Hương Mỹ (đặc biệt)', star: 3 },
    { name: 'Dưa lưới Nông Farm CACB', star: 3 },
    { name: 'Dưa hấu Nông Farm CACB', star: 3 },
    { name: 'Yến sào Hồng Lam', star: 3 },
  ],
};

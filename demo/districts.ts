// The fifteen district units of Đắk Lắk in 2022 with their statistical codes.
// Communes of the demo are invented: two per district, named after it, enough to show every level at work.
export const PROVINCE = { code: '66', name: 'tỉnh Đắk Lắk', from: '2004-01-01' } as const;

export const districts = [
  { code: '643', slug: 'buon-ma-thuot', name: 'thành phố Buôn Ma Thuột' },
  { code: '644', slug: 'buon-ho', name: 'thị xã Buôn Hồ' },
  { code: '645', slug: 'ea-h-leo', name: "huyện Ea H'leo" },
  { code: '646', slug: 'ea-sup', name: 'huyện Ea Súp' },
  { code: '647', slug: 'buon-don', name: 'huyện Buôn Đôn' },
  { code: '648', slug: 'cu-m-gar', name: "huyện Cư M'gar" },
  { code: '649', slug: 'krong-buk', name: 'huyện Krông Búk' },
  { code: '650', slug: 'krong-nang', name: 'huyện Krông Năng' },
  { code: '651', slug: 'ea-kar', name: 'huyện Ea Kar' },
  { code: '652', slug: 'm-drak', name: "huyện M'Đrắk" },
  { code: '653', slug: 'krong-bong', name: 'huyện Krông Bông' },
  { code: '654', slug: 'krong-pac', name: 'huyện Krông Pắc' },
  { code: '655', slug: 'krong-a-na', name: 'huyện Krông A Na' },
  { code: '656', slug: 'lak', name: 'huyện Lắk' },
  { code: '657', slug: 'cu-kuin', name: 'huyện Cư Kuin' },
] as const;

// The criteria set for coffee and cocoa. The figures are the form's (1048/QĐ-TTg, Phụ lục III); the wording is ours.
import { branch, leaf, minimum, part } from '../build-set.ts';
import type { CriteriaSet } from '../criteria-set.ts';
import type { Cite } from '../rulebook.ts';
import { words } from '../words.ts';

const form: Cite = { act: '1048/QĐ-TTg', article: 'Phụ lục III, bộ tiêu chí cà phê, ca cao' };
const minimumItem: Cite = { act: '781/QĐ-TTg', article: 'Phụ lục II, mục 6' };

// The form scores the two questions on the story only "if there is a story"; its own zero option is "no story".
const ifThereIsAStory = { criterion: '5.1', atLeastPoints: 100 };

const production = branch('1', { vi: 'Tổ chức sản xuất', en: 'Production', max: 18 }, [
  leaf('1.1', {
    vi: 'Nguyên liệu trong tỉnh',
    en: 'Material from the province',
    max: 3,
    options: [
      [1, 'Nguyên liệu trong tỉnh chưa đến 50%', 'Less than 50 % from the province'],
      [2, 'Nguyên liệu trong tỉnh từ 50% đến dưới 75%', '50 % to under 75 % from the province'],
      [3, 'Nguyên liệu trong tỉnh từ 75% trở lên', '75 % or more from the province'],
    ],
  }),
  leaf('1.2', {
    vi: 'Mức chế biến',
    en: 'Value added',
    max: 3,
    options: [
      [0, 'Chỉ phân loại, sơ chế', 'Sorting and first processing only'],
      [1, 'Chế biến đơn giản', 'Simple processing'],
      [2, 'Có chế biến', 'Processing'],
      [3, 'Chế biến sâu, nâng cao chất lượng', 'Deep processing to a better product'],
    ],
  }),
  leaf('1.3', {
    vi: 'Năng lực đáp ứng đơn hàng',
    en: 'Capacity to supply',
    max: 4,
    options: [
      [1, 'Quy mô nhỏ', 'Small scale'],
      [2, 'Quy mô vừa', 'Medium scale'],
      [3, 'Quy mô lớn', 'Large scale'],
      [4, 'Quy mô lớn, đủ sức xuất khẩu', 'Large scale, able to supply exports'],
    ],
  }),
  leaf('1.4', {
    vi: 'Liên kết sản xuất trong tỉnh',
    en: 'Linkage within the province',
    max: 2,
    options: [
      [0, 'Chưa liên kết hoặc liên kết không rõ', 'No linkage, or an unclear one'],
      [1, 'Liên kết chặt chẽ', 'Close linkage'],
      [2, 'Chuỗi liên kết chặt chẽ, lớn hoặc có hộ nghèo', 'Close chain, large or with poor households in it'],
    ],
  }),
  leaf('1.5', {
    vi: 'Bảo vệ môi trường',
    en: 'Environmental protection',
    max: 5,
    options: [
      [1, 'Có việc làm cụ thể vì môi trường', 'Some concrete action for the environment'],
      [2, 'Có đánh giá hoặc kế hoạch môi trường, chưa đúng quy định', 'Assessment or plan, not as regulated'],
      [3, 'Đánh giá hoặc kế hoạch môi trường đúng quy định', 'Assessment or plan as regulated'],
      [4, 'Đúng quy định và có bằng chứng thực hiện', 'As regulated, with proof that it is carried out'],
      [5, 'Như trên, có tận dụng phụ phẩm, chất thải', 'As before, and by-products or waste are reused'],
    ],
  }),
  leaf('1.6', {
    vi: 'Năng lượng sạch, công nghệ thân thiện',
    en: 'Clean energy, sustainable technology',
    max: 1,
    options: [
      [0, 'Không dùng', 'Not used'],
      [1, 'Có dùng', 'Used'],
    ],
  }),
]);

const development = branch('2', { vi: 'Phát triển sản phẩm', en: 'Product development', max: 8 }, [
  leaf('2.1', {
    vi: 'Xuất xứ ý tưởng',
    en: 'Origin of the idea',
    max: 3,
    options: [
      [0, 'Lấy sản phẩm của nơi khác, chỉ đổi nhãn', 'Another maker’s product under a new label'],
      [1, 'Lấy sản phẩm của nơi khác, có cải tiến', 'Another maker’s product, improved'],
      [2, 'Ý tưởng riêng, thị trường chưa có', 'Own idea, new to the market'],
      [3, 'Ý tưởng riêng gắn với đặc sản, truyền thống, thế mạnh nơi đây', 'Own idea rooted in a local speciality'],
    ],
  }),
  leaf('2.2', {
    vi: 'Bao bì và ghi nhãn',
    en: 'Packaging and label',
    max: 3,
    options: [
      [0, 'Nhãn thiếu thông tin', 'Label incomplete'],
      [1, 'Nhãn đủ thông tin', 'Label complete'],
      [2, 'Nhãn đủ, truy xuất được nguồn gốc', 'Label complete and traceable'],
      [3, 'Như trên, nhãn hiệu hoặc kiểu dáng được bảo hộ', 'As before, trade mark or design protected'],
    ],
  }),
  leaf('2.3', {
    vi: 'Kiểu dáng bao bì',
    en: 'Look of the packaging',
    max: 2,
    options: [
      [0, 'Không tiện, không đẹp', 'Neither handy nor attractive'],
      [1, 'Tiện hoặc đẹp', 'Handy or attractive'],
      [2, 'Tiện, đẹp và sang', 'Handy, attractive and fine'],
    ],
  }),
]);

const community = branch('3', { vi: 'Sức mạnh cộng đồng', en: 'Strength of the community', max: 9 }, [
  leaf('3.1', {
    vi: 'Loại hình chủ thể',
    en: 'Kind of enterprise',
    max: 3,
    options: [
      [
        1,
        'Hộ kinh doanh, tổ hợp tác, công ty TNHH một thành viên, DNTN',
        'Household, group, single-member or private company',
      ],
      [
        2,
        'TNHH từ hai thành viên; công ty cổ phần, cộng đồng góp dưới 51%',
        'Company with several owners; community under 51 %',
      ],
      [
        3,
        'HTX theo Luật 2012; công ty cổ phần, cộng đồng góp từ 51%',
        'Co-operative under the 2012 law; community 51 % or more',
      ],
    ],
  }),
  leaf('3.2', {
    vi: 'Người trong tỉnh tham gia điều hành',
    en: 'Local people in management',
    max: 2,
    options: [
      [1, 'Ban quản trị hoặc tổ hợp tác: dưới 50% là người trong tỉnh', 'Board or group: under 50 % local', 1],
      [
        2,
        'Ban quản trị: từ 50% là người trong tỉnh, hoặc ít hơn nhưng có phụ nữ địa phương',
        'Board: 50 % or more local, or fewer with a local woman',
        1,
      ],
      [0, 'Giám đốc, chủ hộ là người ngoài tỉnh', 'Head comes from outside the province', 2],
      [1, 'Giám đốc, chủ hộ là người trong tỉnh', 'Head comes from the province', 2],
    ],
  }),
  leaf('3.3', {
    vi: 'Lao động địa phương',
    en: 'Local labour',
    max: 1,
    options: [
      [0, 'Dưới 50% lao động địa phương', 'Less than 50 % local labour'],
      [1, 'Từ 50%, hoặc thu nhập đạt chuẩn nông thôn mới', '50 % or more, or income at the new-rural standard'],
    ],
  }),
  leaf('3.4', {
    vi: 'Tăng trưởng doanh thu',
    en: 'Growth of sales',
    max: 1,
    options: [
      [0, 'Tăng dưới 10% so với năm trước', 'Under 10 % on the year before'],
      [1, 'Tăng từ 10% so với năm trước', '10 % or more on the year before'],
    ],
  }),
  leaf('3.5', {
    vi: 'Công tác kế toán',
    en: 'Accounting',
    max: 2,
    options: [
      [0, 'Không có, hoặc chỉ thuê khi cần', 'None, or hired when needed'],
      [1, 'Có kế toán làm thường xuyên', 'Regular accounting'],
      [2, 'Có hệ thống kế toán', 'An accounting system'],
    ],
  }),
]);

const marketing = branch('4', { vi: 'Tiếp thị', en: 'Marketing', max: 15 }, [
  leaf('4.1', {
    vi: 'Thị trường chính',
    en: 'Main market',
    max: 5,
    options: [
      [1, 'Trong huyện', 'Within the district'],
      [2, 'Ngoài huyện, dưới 5 đại lý', 'Beyond the district, under 5 agents'],
      [3, 'Ngoài huyện, từ 5 đại lý', 'Beyond the district, 5 agents or more'],
      [5, 'Nước ngoài', 'International'],
    ],
  }),
  leaf('4.2', {
    vi: 'Quản lý phân phối',
    en: 'Management of distribution',
    max: 5,
    options: [
      [0, 'Không ai phụ trách', 'Nobody in charge'],
      [1, 'Có người phụ trách', 'Somebody in charge'],
      [3, 'Có bộ phận phụ trách', 'A unit in charge'],
      [5, 'Có bộ phận phụ trách, dùng công nghệ thông tin', 'A unit in charge, using IT'],
    ],
  }),
  leaf('4.3', {
    vi: 'Quảng bá',
    en: 'Promotion',
    max: 5,
    options: [
      [0, 'Không quảng bá', 'None'],
      [1, 'Có một vài hoạt động', 'Some activities'],
      [2, 'Nhiều hoạt động, có website, dự hội chợ trong tỉnh', 'Many, own website, fairs in the province'],
      [3, 'Nhiều hoạt động, có website, dự hội chợ ngoài tỉnh', 'Many, own website, fairs in other provinces'],
      [5, 'Như trên, có cả hội chợ quốc tế', 'As before, and abroad'],
    ],
  }),
]);

const story = branch('5', { vi: 'Câu chuyện sản phẩm', en: 'Product story', max: 10 }, [
  leaf('5.1', {
    vi: 'Có câu chuyện',
    en: 'The story exists',
    max: 5,
    options: [
      [0, 'Không có, hoặc chưa ghi lại', 'None, or not written down'],
      [1, 'Có tài liệu giới thiệu', 'Introductory material'],
      [2, 'Đã ghi lại, có cốt truyện', 'Written down, with a plot'],
      [3, 'Đã ghi lại, in trên nhãn hoặc tờ rơi', 'Written down, on label or leaflet'],
      [4, 'Như trên, đăng trên website', 'As before, and on a website'],
      [5, 'Như trên, website có hình ảnh, phim', 'As before, website with pictures or film'],
    ],
  }),
  leaf('5.2', {
    vi: 'Bản sắc địa phương',
    en: 'Local identity',
    max: 3,
    appliesIf: ifThereIsAStory,
    options: [
      [0, 'Giống câu chuyện nơi khác', 'As elsewhere'],
      [1, 'Gần giống nơi khác, đổi vài chi tiết', 'Nearly as elsewhere, some details changed'],
      [2, 'Câu chuyện riêng', 'A story of its own'],
      [3, 'Câu chuyện riêng mang bản sắc địa phương', 'A story of its own with local identity'],
    ],
  }),
  leaf('5.3', {
    vi: 'Bố cục câu chuyện',
    en: 'Structure of the story',
    max: 2,
    appliesIf: ifThereIsAStory,
    options: [
      [1, 'Sơ sài', 'Plain'],
      [2, 'Đủ các yếu tố', 'All elements of a story'],
    ],
  }),
]);

const senses = branch('6', { vi: 'Cảm quan', en: 'Sensory quality', max: 20 }, [
  branch('6.1', { vi: 'Ngoại hình', en: 'Appearance', max: 11 }, [
    leaf('6.1.1', {
      vi: 'Tạp chất',
      en: 'Impurities',
      max: 2,
      options: [
        [0, 'Có, ở mức chấp nhận được', 'Some, acceptable'],
        [1, 'Rất ít, chấp nhận được', 'Very few, acceptable'],
        [2, 'Không có', 'None'],
      ],
    }),
    leaf('6.1.2', {
      vi: 'Hình dạng',
      en: 'Shape',
      max: 2,
      options: [
        [0, 'Không đều, chấp nhận được', 'Uneven, acceptable'],
        [1, 'Khá đều', 'Fairly even'],
        [2, 'Đều', 'Even'],
      ],
    }),
    leaf('6.1.3', {
      vi: 'Màu sắc',
      en: 'Colour',
      max: 2,
      options: [
        [0, 'Không đều hoặc cháy', 'Uneven or burnt'],
        [1, 'Đều, tự nhiên, khá hợp', 'Even, natural, fairly fitting'],
        [2, 'Đều, tự nhiên, hợp', 'Even, natural, fitting'],
      ],
    }),
    // The form prints 6.1.3 twice.
    leaf('6.1.3b', {
      vi: 'Mùi',
      en: 'Smell',
      max: 2,
      options: [
        [0, 'Mùi lạ chấp nhận được, hoặc không rõ', 'Odd but acceptable, or faint'],
        [1, 'Thơm đặc trưng, nhẹ', 'Typical aroma, light'],
        [2, 'Thơm đặc trưng, mạnh', 'Typical aroma, strong'],
      ],
    }),
    leaf('6.1.4', {
      vi: 'Vị',
      en: 'Taste',
      max: 3,
      options: [
        [0, 'Vị lạ chấp nhận được, hoặc không rõ', 'Odd but acceptable, or faint'],
        [1, 'Khá đậm', 'Fairly rich'],
        [2, 'Đậm', 'Rich'],
        [3, 'Đậm và hấp dẫn', 'Rich and attractive'],
      ],
    }),
  ]),
  branch('6.2', { vi: 'Nước pha', en: 'The brew', max: 7 }, [
    leaf('6.2.1', {
      vi: 'Màu nước',
      en: 'Colour of the brew',
      max: 2,
      options: [
        [0, 'Hơi đục, nhạt', 'Somewhat cloudy, pale'],
        [1, 'Đậm, sánh', 'Dark and full'],
        [2, 'Đậm, sánh, rất hợp', 'Dark and full, very fitting'],
      ],
    }),
    leaf('6.2.2', {
      vi: 'Mùi, vị nước pha',
      en: 'Smell and taste of the brew',
      max: 5,
      options: [
        [0, 'Lạ nhưng chấp nhận được, hoặc không rõ', 'Odd but acceptable, or faint'],
        [1, 'Tạm được', 'Acceptable'],
        [3, 'Khá hấp dẫn', 'Fairly attractive'],
        [5, 'Hấp dẫn rõ rệt', 'Attractive'],
      ],
    }),
  ]),
  leaf('6.3', {
    vi: 'Đóng gói, cách dùng',
    en: 'Pack and use',
    max: 2,
    options: [
      [0, 'Bất tiện', 'Unhandy'],
      [1, 'Khá tiện', 'Fairly handy'],
      [2, 'Tiện', 'Handy'],
    ],
  }),
]);

const uniqueness = leaf('7', {
  vi: 'Nét độc đáo',
  en: 'Uniqueness',
  max: 5,
  options: [
    [0, 'Bình thường', 'Ordinary'],
    [1, 'Khá độc đáo', 'Fairly unique'],
    [3, 'Độc đáo rõ', 'Unique'],
    [5, 'Hết sức độc đáo', 'Very unique'],
  ],
});

const declaration = branch('8', { vi: 'Công bố chất lượng', en: 'Declaration of quality', max: 5 }, [
  leaf('8.1', {
    vi: 'Hồ sơ công bố',
    en: 'Declaration papers',
    max: 3,
    evidence: [
      words(
        'Tiêu chuẩn sản phẩm phải kèm phiếu kiểm nghiệm ATTP',
        'A product standard needs a food safety test report',
      ),
    ],
    options: [
      [0, 'Không có, hoặc sai', 'None, or wrong'],
      [1, 'Có tự công bố, còn thiếu', 'Self-declaration, incomplete'],
      [2, 'Có tiêu chuẩn sản phẩm', 'A product standard'],
      [3, 'Có tự công bố và tiêu chuẩn sản phẩm', 'Self-declaration and product standard'],
    ],
  }),
  leaf('8.2', {
    vi: 'Kiểm tra ATTP định kỳ',
    en: 'Regular food safety tests',
    max: 2,
    options: [
      [0, 'Có kiểm tra, không đạt', 'Tested, failed'],
      [1, 'Đạt, chưa đủ chỉ tiêu', 'Passed, not all indicators'],
      [2, 'Đạt đủ chỉ tiêu theo quy định', 'Passed, all indicators required'],
    ],
  }),
]);

const assurance = leaf('9', {
  vi: 'Bảo đảm chất lượng',
  en: 'Quality assurance',
  max: 5,
  options: [
    [0, 'Không kiểm soát chất lượng', 'No quality control'],
    [1, 'Có kế hoạch kiểm soát', 'A control plan'],
    [2, 'Có hồ sơ lô', 'Batch records'],
    [3, 'Có kế hoạch kiểm soát và hồ sơ lô', 'A control plan and batch records'],
    [4, 'Có chứng nhận tiên tiến (ISO, GMP, HACCP…)', 'Advanced certificate (ISO, GMP, HACCP…)'],
    [5, 'Đủ điều kiện ATTP và thủ tục để xuất khẩu', 'Food safety and legal papers for export'],
  ],
});

const globalMarket = leaf('10', {
  vi: 'Cơ hội xuất khẩu',
  en: 'Export prospects',
  max: 5,
  options: [
    [1, 'Xuất được trong khu vực', 'Within the region'],
    [3, 'Xuất được ngoài khu vực', 'Beyond the region'],
    [5, 'Xuất được sang Mỹ, Nhật, EU…', 'Demanding markets (US, Japan, EU…)'],
  ],
});

export const coffee: CriteriaSet = {
  id: 'R2019/6',
  rulebook: 'R2019',
  no: 6,
  name: words('Cà phê, ca cao', 'Coffee, cocoa'),
  cite: form,
  parts: [
    part('A', 35, [production, development, community]),
    part('B', 25, [marketing, story]),
    part('C', 40, [senses, uniqueness, declaration, assurance, globalMarket]),
  ],
  knockOuts: [
    {
      id: 'material-imported-or-unknown',
      effect: 'eliminate',
      criterion: '1.1',
      name: words(
        'Toàn bộ nguyên liệu nhập khẩu hoặc không rõ nguồn gốc',
        'All material imported or of unknown origin',
      ),
    },
    {
      id: 'unacceptable-impurity',
      effect: 'stop-scoring',
      criterion: '6.1',
      name: words('Có tạp chất không chấp nhận được', 'An unacceptable impurity'),
    },
    {
      id: 'food-safety-certificate-missing',
      effect: 'stop-scoring',
      criterion: '9',
      name: words('Không tuân thủ giấy chứng nhận ATTP', 'Food safety certificate rules not complied with'),
    },
  ],
  // 781's item 6 stands in prose, so these are its least demanding readings on the form's options: the system alone
  // denies a star only where the minimum is surely missed, and the council confirms what the option does not show.
  minimum: [
    minimum({
      star: 3,
      criterion: '8.1',
      atLeast: 2,
      confirm: words(
        'Tiêu chuẩn sản phẩm đã được công bố theo quy định.',
        'The product standard is declared as regulated.',
      ),
      cite: minimumItem,
    }),
    minimum({
      star: 3,
      criterion: '9',
      atLeast: 1,
      confirm: words(
        'Có kế hoạch kiểm soát nội bộ gắn với truy xuất nguồn gốc.',
        'There is an internal control plan tied to traceability.',
      ),
      cite: minimumItem,
    }),
    minimum({
      star: 4,
      criterion: '7',
      atLeast: 3,
      confirm: words('Chất lượng độc đáo, mang tính đặc trưng.', 'The quality is distinctive and characteristic.'),
      cite: minimumItem,
    }),
  ],
  incomplete: [
    {
      id: 'minimum-options',
      what: words(
        'Các điểm tối thiểu còn lại của Quyết định 781 (phần A, B; 4 sao còn lại; 5 sao) được Hội đồng xác nhận.',
        'The council confirms the other minimums of Decision 781 (parts A and B, the rest of 4★, 5★), which were not read.',
      ),
      confirmedBy: 'council',
      fromStar: 3,
      cite: minimumItem,
    },
  ],
};

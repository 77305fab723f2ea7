// What the panel of a dossier's files says: with the page of a product alone.
export const vi = {
  show: 'Xem',
  take: 'Tải {{kind}} ({{size}})',
  zip: 'Tải cả hồ sơ (ZIP, có mục lục)',
  viewer: 'Xem tệp: {{title}}',
  close: 'Đóng',
  before: 'Trang trước',
  next: 'Trang sau',
  page: 'Trang {{no}}/{{of}}',
  criterion: 'tiêu chí {{criterion}}',
  pages: 'trang {{from}}–{{to}}',
  replaces: 'thay cho {{id}}',
  good: 'có giá trị đến {{day}}',
  soonOver: 'sắp hết giá trị: {{day}}',
  over: 'hết giá trị từ {{day}}',
  hashOnly: 'Chỉ ghi mã băm, chưa gửi tệp.',
  checked: {
    clean: 'đã quét vi-rút',
    unchecked: 'đang chờ quét vi-rút',
    harmful: 'có cảnh báo vi-rút: không mở được',
    'not-asked': '',
  },
};

// What leads a province by the hand that has just begun.
export const firstStepsVi = {
  title: 'Bắt đầu: {{done}}/6 việc đã xong',
  lead: 'Tỉnh mới cài đặt còn trống. Làm lần lượt; việc nào xong thì tự được đánh dấu, không việc nào phải làm lại.',
  done: 'Xong',
  units: {
    title: 'Đơn vị hành chính',
    is: '{{communes}} xã, {{others}} đơn vị khác',
    how: 'Tải mẫu bảng tính, điền huyện (nếu còn) và xã, chạy thử, rồi nhập. Một ô sai thì chưa dòng nào được nhập.',
    go: 'Nhập đơn vị',
  },
  people: {
    title: 'Người và vai trò',
    is: '{{count}} tài khoản; {{units}} đơn vị còn thiếu người',
    lacks: 'Ở tỉnh còn thiếu: {{roles}}',
    how: 'Mời từng người với vai trò và đơn vị của họ. Trước hết là Văn phòng Điều phối và lãnh đạo ký ban hành.',
    go: 'Mời người',
  },
  calendar: {
    title: 'Lịch nghỉ',
    is: {
      none: 'Năm {{year}} chưa có lịch nghỉ',
      proposed: 'Lịch nghỉ năm {{year}} mới đề xuất',
      confirmed: 'Lịch nghỉ năm {{year}} đã xác nhận',
    },
    how: 'Hạn tính theo ngày làm việc. Hệ thống tính sẵn ngày nghỉ theo luật; xem lại rồi xác nhận theo thông báo.',
    go: 'Xem lịch nghỉ',
  },
  post: {
    title: 'Thư báo',
    on: 'Đang gửi thư báo',
    off: 'Chưa gửi thư báo',
    how: 'Mở việc gửi thư thì người có việc được nhắc trước hạn. Chưa mở thì việc nhắc chỉ hiện trong hệ thống.',
    go: 'Mở thư báo',
  },
  plan: {
    title: 'Kế hoạch năm',
    is: {
      none: 'Năm {{year}} chưa có kế hoạch',
      drafted: 'Kế hoạch năm {{year}} chờ lãnh đạo phê duyệt',
      approved: 'Kế hoạch năm {{year}} đã được phê duyệt',
    },
    how: 'Bản đề xuất có sẵn mốc của đề án và của quyết định. Sửa theo kế hoạch của tỉnh, diễn tập cả năm, rồi lưu.',
    go: 'Lập kế hoạch',
  },
  products: {
    title: 'Sản phẩm đầu tiên',
    is: '{{products}} sản phẩm, {{cycles}} chu trình',
    how: 'Nhập chủ thể rồi sản phẩm từ bảng tính. Sau đó cán bộ xã mở chu trình cho từng sản phẩm.',
    go: 'Nhập chủ thể, sản phẩm',
  },
};

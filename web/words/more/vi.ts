// Words that come with the screens that say them. `en.ts` has the same keys; the types see to it.
export const vi = {
  letters: {
    title: 'Thư',
    count_one: '{{count}} thư chưa đọc',
    count_other: '{{count}} thư chưa đọc',
    none: 'Chưa có thư nào.',
    noneHow: 'Khi có việc đến hạn hoặc có tin về sản phẩm của bạn, thư hiện ở đây. Thư được giữ 60 ngày.',
    open: 'Mở việc này',
    letter: 'Thư số {{no}}',
    subject: 'Nội dung',
    on: 'Ngày gửi',
    state: 'Tình trạng',
    unread: 'chưa đọc',
    read: 'đã đọc {{day}}',
    sending: 'đang gửi',
    again: 'gửi chưa được, sẽ gửi lại',
    lost: 'không gửi được',
    gone: 'Nội dung thư này không còn được lưu.',
    lostWhy: 'Thư không tới được hộp thư của bạn; nội dung vẫn đọc được ở đây.',
  },
};

export type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> };

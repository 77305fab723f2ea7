const vi = {
  title: 'Tài liệu API',
  intro: 'Trang này được sinh từ cùng một bảng lệnh với chính API; bản cho máy đọc:',
  rules: [
    'Đọc là tài nguyên (GET), thay đổi là lệnh có tên (POST). Gửi kèm Authorization: Bearer demo-<tên>.',
    'Idempotency-Key (UUID) là mã của lệnh: gửi lại cùng mã và cùng nội dung thì chỉ có hiệu lực một lần. Lệnh trả về position; gửi nó trong Ocop-After khi đọc danh sách để thấy ngay thay đổi của mình.',
    'Lỗi là application/problem+json với code ổn định và câu giải thích tiếng Việt, tiếng Anh.',
  ],
  contents: 'Mục lục',
  who: 'Ai được làm:',
  ifMatch: 'bắt buộc: quyết định này dựa trên nội dung đã xem.',
  parameters: 'Tham số',
  required: 'bắt buộc',
  input: 'Nội dung gửi lên',
  noFields: 'Không có trường nào.',
  field: 'Trường',
  type: 'Kiểu',
  note: 'Ghi chú',
  answers: 'Trả lời:',
  codes: 'Mã từ chối',
  sentence: 'Câu giải thích',
};

export type DocsWords = typeof vi;

export const docsWords: Readonly<Record<'vi' | 'en', DocsWords>> = {
  vi,
  en: {
    title: 'API documentation',
    intro: 'Generated from the same table of commands as the API itself; for machines:',
    rules: [
      'Reads are resources (GET), changes are named commands (POST). Send Authorization: Bearer demo-<name>.',
      'Idempotency-Key (a UUID) is the command’s id: the same key with the same body takes effect once. A command answers with a position; send it as Ocop-After with a list to read your own write.',
      'Errors are application/problem+json with a stable code and a sentence in Vietnamese and English.',
    ],
    contents: 'Contents',
    who: 'Who may:',
    ifMatch: 'is required: this decision rests on what was seen.',
    parameters: 'Parameters',
    required: 'required',
    input: 'Body',
    noFields: 'No fields.',
    field: 'Field',
    type: 'Type',
    note: 'Note',
    answers: 'Answers:',
    codes: 'Codes of refusals',
    sentence: 'Sentence',
  },
};

// Why a dossier that comes as a zip is not taken. Nothing of it stays.
import { refusal } from '../../domain/kernel/refusal.ts';

export const DOSSIER_ZIP_BROKEN = refusal('DOSSIER_ZIP_BROKEN', 'invalid', {
  vi: 'Tệp ZIP của hồ sơ bị hỏng hoặc không phải ZIP: {what}. Hãy tải lại từ nơi gửi.',
  en: 'The zip of the dossier is damaged, or none: {what}. Take it anew from where it comes from.',
});
export const DOSSIER_INDEX_MISSING = refusal('DOSSIER_INDEX_MISSING', 'invalid', {
  vi: 'Tệp ZIP không có mục lục {index}: đây không phải hồ sơ do hệ thống OCOP xuất ra.',
  en: 'The zip has no index {index}: it is no dossier that an OCOP system wrote.',
});
export const DOSSIER_INDEX_BROKEN = refusal('DOSSIER_INDEX_BROKEN', 'invalid', {
  vi: 'Mục lục của hồ sơ không đọc được: {what}.',
  en: 'The index of the dossier cannot be read: {what}.',
});
export const DOSSIER_INDEX_NEWER = refusal('DOSSIER_INDEX_NEWER', 'invalid', {
  vi: 'Hồ sơ do bản phần mềm mới hơn xuất ra (mục lục {version}, ở đây biết đến {known}). Hãy nâng cấp trước.',
  en: 'A newer release wrote this dossier (index {version}, known here: {known}). Upgrade first.',
});
export const DOSSIER_OF_OTHER_CYCLE = refusal('DOSSIER_OF_OTHER_CYCLE', 'invalid', {
  vi: 'Tệp ZIP là hồ sơ {is}, không phải {wanted}.',
  en: 'The zip is the dossier {is}, not {wanted}.',
});
export const DOSSIER_FILE_MISSING = refusal('DOSSIER_FILE_MISSING', 'invalid', {
  vi: 'Mục lục ghi {path}, nhưng tệp ZIP không có.',
  en: 'The index names {path}, and the zip does not have it.',
});
export const DOSSIER_FILE_EXTRA = refusal('DOSSIER_FILE_EXTRA', 'invalid', {
  vi: 'Tệp ZIP có {path} mà hồ sơ không nêu.',
  en: 'The zip has {path}, which the dossier does not name.',
});
export const DOSSIER_FILE_TWICE = refusal('DOSSIER_FILE_TWICE', 'invalid', {
  vi: '{path} có hai lần.',
  en: '{path} is there twice.',
});
export const DOSSIER_FILE_DIFFERS = refusal('DOSSIER_FILE_DIFFERS', 'invalid', {
  vi: '{path} không đúng như mục lục ghi: {what}.',
  en: '{path} is not what the index says: {what}.',
});
export const DOSSIER_MANIFEST_WRONG = refusal('DOSSIER_MANIFEST_WRONG', 'invalid', {
  vi: 'Nội dung mục lục cho mã hồ sơ {is}, không phải {said} như đã ghi: có tài liệu bị thêm, bớt hoặc sửa.',
  en: 'What the index lists gives the manifest {is}, not {said} as it says: a paper was put in, taken out or changed.',
});

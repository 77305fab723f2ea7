// What the routes of files are handed, and what they refuse.
import type { Certificate } from 'pkijs';
import { type Refusal, refusal } from '../../domain/kernel/refusal.ts';
import type { FileKind } from '../../domain/product-cycle/file-kinds.ts';
import type { Checks } from '../../papers/files/checks.ts';
import type { FileStoreError, Files } from '../../papers/files/port.ts';
import type { Uploads } from '../../papers/files/uploads.ts';

export type FileParts = {
  readonly files: Files;
  readonly uploads: Uploads;
  readonly checks: Checks;
  readonly takes: readonly FileKind[];
  /** bytes of one file */
  readonly most: number;
  /** whose signatures are believed */
  readonly roots: readonly Certificate[];
  /** bytes of a whole dossier, packed and unpacked */
  readonly mostOfDossier: number;
};

/** How many uploads somebody may have begun and not ended. */
export const MOST_OPEN = 500;

export const UPLOAD_MALFORMED = refusal('UPLOAD_MALFORMED', 'invalid', {
  vi: 'Yêu cầu gửi tệp sai dạng: {what}. Giao thức là tus 1.0.0 (tus.io): Upload-Length, Upload-Metadata với sha256 và filename, Upload-Offset.',
  en: 'The upload is malformed: {what}. It goes by tus 1.0.0 (tus.io): Upload-Length, Upload-Metadata with sha256 and filename, Upload-Offset.',
});
export const UPLOAD_UNKNOWN = refusal('UPLOAD_UNKNOWN', 'unknown', {
  vi: 'Không có lượt gửi tệp {upload} của bạn ở hồ sơ này: đã hủy, bị từ chối hoặc quá một ngày không tiếp tục. Hãy gửi lại từ đầu.',
  en: 'You have no upload {upload} in this dossier: it was dropped, refused, or not gone on with for a day. Begin anew.',
});
export const UPLOAD_OFFSET_DIFFERS = refusal('UPLOAD_OFFSET_DIFFERS', 'conflict', {
  vi: 'Máy chủ đã có {offset} byte của tệp: hãy gửi tiếp từ đó.',
  en: 'The server has {offset} bytes of the file: go on from there.',
});
export const UPLOADS_TOO_MANY = refusal('UPLOADS_TOO_MANY', 'conflict', {
  vi: 'Bạn đang gửi dở {most} tệp. Hãy gửi xong hoặc hủy bớt.',
  en: 'You have begun {most} uploads. End some, or drop them.',
});
export const FILE_NOT_WANTED = refusal('FILE_NOT_WANTED', 'forbidden', {
  vi: 'Hiện bạn không có việc nào ở hồ sơ này mà tệp có thể thuộc về.',
  en: 'There is nothing you may do in this dossier now that a file could belong to.',
});
export const FILE_UNKNOWN = refusal('FILE_UNKNOWN', 'unknown', {
  vi: 'Hồ sơ này chưa nhận tệp nào có mã {sha256}.',
  en: 'This dossier has received no file with the hash {sha256}.',
});
export const DOSSIER_RECEIPT_UNKNOWN = refusal('DOSSIER_RECEIPT_UNKNOWN', 'unknown', {
  vi: 'Ở đây chưa nhận hồ sơ ZIP nào có mã {zip}.',
  en: 'No dossier came here as a zip with the hash {zip}.',
});
export const FILE_UNCHECKED = refusal('FILE_UNCHECKED', 'conflict', {
  vi: 'Tệp đang chờ quét vi-rút; mở được sau khi quét xong.',
  en: 'The file waits to be checked for viruses; it can be opened afterwards.',
});
export const FILE_TOO_LARGE_TO_CHECK = refusal('FILE_TOO_LARGE_TO_CHECK', 'conflict', {
  vi: 'Tệp lớn hơn mức trình quét vi-rút nhận, nên chưa quét và chưa mở được. Quản trị nâng StreamMaxLength (và MaxFileSize, MaxScanSize) của clamd; sau đó tệp được quét lại.',
  en: 'The file is larger than the virus scanner takes, so it is unchecked and not handed out. The administrator raises clamd’s StreamMaxLength (and MaxFileSize, MaxScanSize); it is checked then.',
});
export const FILE_HARMFUL = refusal('FILE_HARMFUL', 'conflict', {
  vi: 'Trình quét vi-rút đã cảnh báo tệp này, nên không mở được. Hãy gửi lại bản sạch.',
  en: 'The virus scanner warns of this file, so that it is not handed out. Send a clean one.',
});
export const FILE_AWAY = refusal('FILE_AWAY', 'conflict', {
  vi: 'Tệp đã được nhận nhưng hiện không có trong kho tệp. Báo quản trị: ocop verify cho biết, bản sao lưu trả lại tệp.',
  en: 'The file was received, but is not in the store of files now. Tell the administrator: ocop verify says so, a backup brings it back.',
});
export const RANGE_UNSATISFIABLE = refusal('RANGE_UNSATISFIABLE', 'invalid', {
  vi: 'Tệp chỉ có {bytes} byte.',
  en: 'The file has {bytes} bytes only.',
});
export const FILE_STORE_FULL = refusal('FILE_STORE_FULL', 'conflict', {
  vi: 'Ổ đĩa của máy chủ đã đầy: phần đã gửi được giữ lại, hãy gửi tiếp khi quản trị đã dọn chỗ.',
  en: 'The server’s disk is full: what has come is kept. Go on when the administrator has made room.',
});
export const FILE_STORE_UNAVAILABLE = refusal('FILE_STORE_UNAVAILABLE', 'conflict', {
  vi: 'Kho tệp tạm thời không trả lời; hãy thử lại sau giây lát.',
  en: 'The store of files does not answer; try again in a moment.',
});

export const storeAway = ({ code }: FileStoreError): Refusal =>
  code === 'FILE_STORE_FULL' ? FILE_STORE_FULL() : FILE_STORE_UNAVAILABLE();

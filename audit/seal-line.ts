// A checkpoint for paper: one line that a newspaper could print, and a sheet with it.
import { dayOf } from '../domain/time/civil-date.ts';
import type { Checkpoint } from './checkpoint.ts';

/** Everything that has to be known of a checkpoint to hold a history against it, but for who signed. */
export const sealLine = ({ origin, size, root, sealedAt }: Checkpoint): string =>
  [...(sealedAt === undefined ? [] : [dayOf(sealedAt)]), origin, size, root.toString('base64')].join(' ');

/** @param witnesses who cosigned, with when, in words */
export const sealSheet = (checkpoint: Checkpoint, witnesses: readonly string[]): string =>
  [
    'NIÊM PHONG SỔ SỰ KIỆN OCOP · SEAL OF THE OCOP LOG OF EVENTS',
    '',
    sealLine(checkpoint),
    '',
    `Số sự kiện · events: ${checkpoint.size}`,
    `Niêm phong lúc · sealed at: ${checkpoint.sealedAt ?? '?'} (UTC)`,
    `Gốc Merkle · root: ${checkpoint.root.toString('hex')}`,
    ...(witnesses.length === 0 ? [] : [`Nhân chứng · witnesses: ${witnesses.join('; ')}`]),
    '',
    'Giữ tờ này lại: sau này chạy "ocop verify --checkpoint <tệp>" với phần dưới dòng kẻ.',
    'Keep this sheet: later run "ocop verify --checkpoint <file>" with what stands below the rule.',
    '-'.repeat(72),
    checkpoint.text,
  ].join('\n');

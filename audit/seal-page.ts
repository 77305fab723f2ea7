// A checkpoint as a page to print: the line for a newspaper, the note as text and as a QR code, and who cosigned it. Whoever
// scans the code has the note as it was signed.
import { renderSVG } from 'uqr';
import type { Checkpoint } from './checkpoint.ts';
import { sealLine } from './seal-line.ts';

/** More than this no code holds: then witnesses have signed so often that the text alone is to be kept. */
const MOST_IN_CODE = 2300;

/** @param witnesses who cosigned, with when, in words */
export function sealPage(checkpoint: Checkpoint, witnesses: readonly string[]): string {
  const { size, sealedAt = '?', root, text } = checkpoint;
  const code = Buffer.byteLength(text) <= MOST_IN_CODE ? renderSVG(text, { border: 2 }) : '';
  const row = (name: string, value: string) => `<tr><th>${name}</th><td>${escaped(value)}</td></tr>`;
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Niêm phong ${size}</title>
<style>body{font:12pt/1.5 serif;margin:2cm;max-width:17cm}h1{font-size:16pt}th{text-align:left;padding-right:1em;vertical-align:top}
td,code,pre{overflow-wrap:anywhere;white-space:pre-wrap;font-family:monospace;font-size:10pt}svg{width:7cm;height:7cm}</style></head>
<body><h1>Niêm phong sổ sự kiện OCOP<br>Seal of the OCOP log of events</h1>
<p><code>${escaped(sealLine(checkpoint))}</code></p>
<table>
${row('Số sự kiện · events', String(size))}
${row('Niêm phong lúc · sealed at', `${sealedAt} (UTC)`)}
${row('Gốc Merkle · root', root.toString('hex'))}
${row('Nhân chứng · witnesses', witnesses.length === 0 ? 'chưa có · none yet' : witnesses.join('\\n'))}
</table>
${code}
<p>Giữ tờ này lại: sau này chạy “ocop verify --checkpoint &lt;tệp&gt;” với dòng ở trên, hoặc với phần chữ dưới đây (cũng là nội dung mã QR).<br>
Keep this sheet: later run “ocop verify --checkpoint &lt;file&gt;” with the line above, or with the text below (which the QR code holds too).</p>
<pre>${escaped(text)}</pre>
</body></html>
`;
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

// The web application as set-up or the image has built it, read once: what was not there then is not served.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { CodedError } from '../../domain/kernel/coded-error.ts';

export type WebFile = {
  readonly type: string;
  /** by content coding, as the build compressed it; `identity` is the file itself */
  readonly bodies: { readonly identity: Buffer; readonly br?: Buffer; readonly gzip?: Buffer };
};
export type BuiltWeb = {
  /** the page, with NONCE where each answer has its own */
  readonly page: string;
  /** by their path below /app/, which holds a digest of their content */
  readonly files: ReadonlyMap<string, WebFile>;
};

export const NONCE = '__NONCE__';
const PAGE = 'index.html';
const CODINGS = { '.br': 'br', '.gz': 'gzip' } as const;
const TYPES = new Map(
  Object.entries({
    '.js': 'text/javascript; charset=utf-8',
    '.css': 'text/css; charset=utf-8',
    '.svg': 'image/svg+xml',
    '.woff2': 'font/woff2',
  }),
);

/** @throws WEB_UNREADABLE where the folder holds no application of ours */
export function readBuiltWeb(folder: string): BuiltWeb {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
    const page = readFileSync(join(folder, PAGE), 'utf8');
    const shown = names.filter((name) => TYPES.has(extname(name)));
    return { page, files: new Map(shown.map((name) => [name, fileOf(folder, name, names)])) };
  } catch (error) {
    throw new CodedError('WEB_UNREADABLE', `OCOP_WEB: ${folder} holds no web application: ${(error as Error).message}`);
  }
}

function fileOf(folder: string, name: string, names: readonly string[]): WebFile {
  const compressed = Object.entries(CODINGS)
    .filter(([end]) => names.includes(name + end))
    .map(([end, coding]) => [coding, readFileSync(join(folder, name + end))]);
  return {
    type: TYPES.get(extname(name)) as string,
    bodies: { identity: readFileSync(join(folder, name)), ...Object.fromEntries(compressed) },
  };
}

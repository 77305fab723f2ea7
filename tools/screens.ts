// npm run screens -- [folder] [part of a name]: every screen of the web application at three widths, in both languages.
// Pictures go outside the checkout: they are to be looked at, not kept.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SCREENS } from '../test/browser/screens.ts';
import { photograph } from './photographs.ts';

const WIDTHS = { 1440: 900, 834: 1112, 390: 844 };
const LANGUAGES = ['vi', 'en'];

const folder = resolve(process.argv[2] ?? join(tmpdir(), 'ocop-screens'));
mkdirSync(folder, { recursive: true });
const wanted = SCREENS.filter(({ name }) => name.includes(process.argv[3] ?? ''));
await photograph(
  LANGUAGES.flatMap((lang) =>
    Object.entries(WIDTHS).flatMap(([width, height]) =>
      wanted.map((screen) => ({
        ...{ screen, lang, viewport: { width: Number(width), height } },
        path: join(folder, `${screen.name}-${lang}-${width}.png`),
      })),
    ),
  ),
);
console.log(`wrote ${folder}`);

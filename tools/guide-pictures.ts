// npm run guide:pictures -- the pictures of docs/huong-dan, of a demo year of its own (or of the one that runs at
// OCOP_SCREENS_OF): made again when a screen of them changes.
import { join } from 'node:path';
import { SCREENS } from '../test/browser/screens.ts';
import { photograph } from './photographs.ts';

const [OFFICE, TABLET, PHONE] = [
  { width: 1280, height: 760 },
  { width: 1024, height: 760 },
  { width: 390, height: 760 },
] as const;

/** Each picture and the screen it is of. */
const PICTURES = {
  'viec-cua-toi': { screen: 'work-district', viewport: OFFICE },
  'chu-the-dien-thoai': { screen: 'product', viewport: PHONE },
  'can-bo-xa': { screen: 'work-commune', viewport: OFFICE },
  'bang-chu-trinh': { screen: 'board', viewport: OFFICE },
  'ke-hoach-nam': { screen: 'plan', viewport: OFFICE },
  'phieu-cham': { screen: 'council-sheet', viewport: TABLET },
  'dieu-hanh-phien': { screen: 'council-live', viewport: OFFICE },
  'nguoi-ky': { screen: 'certificate', viewport: OFFICE },
  'quan-tri': { screen: 'admin', viewport: OFFICE },
} as const;

const folder = join(import.meta.dirname, '../docs/huong-dan/anh');
await photograph(
  Object.entries(PICTURES).map(([name, { screen: called, viewport }]) => {
    const screen = SCREENS.find((one) => one.name === called);
    if (!screen) throw new Error(`there is no screen ${called} (test/browser/screens.ts)`);
    return { screen, viewport, lang: 'vi', path: join(folder, `${name}.png`) };
  }),
);
console.log(`wrote ${folder}`);

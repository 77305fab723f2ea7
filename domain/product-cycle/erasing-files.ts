// A file that the law wants gone, or that was sent by mistake: the dossier holds it no longer, and why, by whom and by which
// paper is a fact. What names its hash stays as it is, and so does every proof; the bytes go once no dossier holds them.
import { paper } from '../kernel/fields.ts';
import { forgettingGrounds } from '../kernel/forgettable.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { erasure, FILE_ERASED, filesIn } from './files.ts';
import { productCycle } from './product-cycle.ts';

const FILE_NOT_HELD = refusal('FILE_NOT_HELD', 'invalid', {
  vi: 'Hồ sơ này chưa nhận tệp nào có mã {sha256}.',
  en: 'This dossier has received no file with the hash {sha256}.',
});

const fileErased = productCycle.event(FILE_ERASED, {
  version: 1,
  schema: erasure,
  quiet: true,
  beside: true,
  // The bytes are gone.
  stands: () => true,
  evolve: (state) => state,
  sentence: ({ sha256, ground, document }) => ({
    vi: `Xóa tệp (mã ${sha256.slice(0, 12)}) theo ${paper(document)}: ${forgettingGrounds[ground].vi}`,
    en: `File erased (hash ${sha256.slice(0, 12)}) by ${paper(document)}: ${forgettingGrounds[ground].en}`,
  }),
});

export const eraseFile = productCycle.command('EraseFile', {
  input: erasure,
  by: responsibility('forget-values'),
  restsOn: 'what-was-seen',
  // A restore takes the decision over into the older history.
  atInstallation: true,
  despiteClock: true,
  guard: ({ facts }) => ([...filesIn(facts).values()].some((file) => !file.erased) ? undefined : 'already-so'),
  decide: ({ facts, input }) => {
    const file = filesIn(facts).get(input.sha256);
    if (!file) return FILE_NOT_HELD({ sha256: input.sha256 }, '/sha256');
    return file.erased ? [] : [fileErased(input)];
  },
  signs: true,
  words: { vi: 'Xóa tệp theo quy định pháp luật', en: 'Erase a file by law' },
});

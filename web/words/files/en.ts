import type { Same } from '../more/vi.ts';
import type { vi } from './vi.ts';

export const en: Same<typeof vi> = {
  show: 'Look',
  take: 'Download {{kind}} ({{size}})',
  zip: 'Download the dossier (ZIP with an index)',
  viewer: 'A file: {{title}}',
  close: 'Close',
  before: 'Page before',
  next: 'Next page',
  page: 'Page {{no}} of {{of}}',
  criterion: 'criterion {{criterion}}',
  pages: 'pages {{from}}–{{to}}',
  replaces: 'in place of {{id}}',
  good: 'good until {{day}}',
  soonOver: 'runs out soon: {{day}}',
  over: 'ran out on {{day}}',
  hashOnly: 'Its hash alone is recorded; the file was not sent.',
  signatures: 'Digital signatures',
  signedByNobody: 'Nobody has signed it digitally.',
  certifiedBy: 'certified by {{issuer}}',
  signedAt: 'signed at {{at}}',
  checked: {
    clean: 'checked for viruses',
    unchecked: 'waits to be checked for viruses',
    harmful: 'the virus scanner warns of it: it is not opened',
    'not-asked': '',
  },
};

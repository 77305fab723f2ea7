// `npm run build:verify` makes one file of this: the verification alone, for whoever has Node and an export, a store's folder,
// or both, and nothing of ours.
import { verifyCommand } from './verify-command.ts';

process.removeAllListeners('warning');
await verifyCommand().name('ocop-verify').parseAsync();

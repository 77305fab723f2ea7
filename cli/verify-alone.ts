// `npm run build:verify` makes one file of this: the verification alone, for whoever has Node and an export, a store's folder,
// or both, and nothing of ours. Its threads run the same file (cli/figures-aside.ts).
import { isMainThread } from 'node:worker_threads';
import { verifyCommand } from './verify-command.ts';

process.removeAllListeners('warning');
if (isMainThread) await verifyCommand().name('ocop-verify').parseAsync();

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { folderFiles } from '../../papers/files/folder-files.ts';
import { describeFiles } from './files-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocop-files-folder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeFiles('files in a folder', () => folderFiles(join(folder, 'files')));

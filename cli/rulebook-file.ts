import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type SheetsFile, sheetsFile } from '../domain/rulebooks/rate-sheets.ts';

/** The sheets of a file, or what is wrong with the file itself; what is wrong with a sheet, rating says. */
export function readSheetsFile(path: string): { sheets: SheetsFile } | { wrong: string } {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return { wrong: `${path} cannot be read as JSON: ${(error as Error).message}` };
  }
  const parsed = sheetsFile.safeParse(json);
  return parsed.success ? { sheets: parsed.data } : { wrong: `${path}: ${z.prettifyError(parsed.error)}` };
}

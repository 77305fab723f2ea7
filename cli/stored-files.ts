// Where the files of dossiers are: in the data folder, or in a bucket that several nodes share.
import { bringPapers, sendPapers } from '../moving/stored-papers.ts';
import { folderFiles } from '../papers/files/folder-files.ts';
import type { Files } from '../papers/files/port.ts';
import type { Places } from '../settings/settings.ts';
import type { say as toSay } from './say.ts';

export async function filesIn({ filesUrl, files }: Places): Promise<Files> {
  if (filesUrl === '') return folderFiles(files);
  // Its client is large, and loaded by those alone who have a bucket.
  const { s3Files } = await import('../papers/files/s3-files.ts');
  return s3Files(filesUrl);
}

/** Before files are copied from the data folder: those of the bucket are brought there. */
export async function bringFiles(places: Places, say: typeof toSay): Promise<void> {
  if (places.filesUrl === '') return;
  const came = await bringPapers(await filesIn(places), places.files);
  say(`${came} files were brought from the bucket into ${places.files}.`);
}

/** After files were put into the data folder: the bucket gets those it does not have. */
export async function sendFiles(places: Places, say: typeof toSay): Promise<void> {
  if (places.filesUrl === '') return;
  const sent = await sendPapers(await filesIn(places), places.files);
  say(`${sent} files were sent to the bucket.`);
}

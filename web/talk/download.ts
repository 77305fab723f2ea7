// A file of the server, kept on this machine under a name, or looked at. A link alone could not say who asks.
import { asker } from './ask.ts';
import { Problem } from './problem.ts';

export async function fileOf(path: string, signal?: AbortSignal): Promise<Blob> {
  const response = await fetch(path, { headers: asker(), ...(signal ? { signal } : {}) });
  if (!response.ok) throw new Problem(response.status, (await response.json().catch(() => ({}))) as Partial<Problem>);
  return response.blob();
}

export async function download(path: string, name: string): Promise<void> {
  keep(await fileOf(path), name);
}

/** Kept on this machine under a name. */
export function keep(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

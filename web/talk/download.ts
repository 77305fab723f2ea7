// A file of the server, kept on this machine under a name. A link alone could not say who asks.
import { Problem } from './problem.ts';
import { demoAccount } from './who.ts';

export async function download(path: string, name: string): Promise<void> {
  const account = demoAccount();
  const response = await fetch(path, account === undefined ? {} : { headers: { Authorization: `Bearer ${account}` } });
  if (!response.ok) throw new Problem(response.status, (await response.json().catch(() => ({}))) as Partial<Problem>);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

// Where passkeys belong: to one name, for good. A browser makes and shows them there alone, and never at a bare address.
import { isIP } from 'node:net';

export type RelyingParty = { readonly id: string; readonly origin: string };

/**
 * @param publicUrl where people reach this installation, if somebody has said so
 * @param at where this request came to; believed for this very machine alone
 */
export function relyingParty(publicUrl: string | undefined, at: string | undefined): RelyingParty | undefined {
  const said = publicUrl === undefined ? undefined : named(publicUrl);
  if (said) return said;
  const here = at === undefined ? undefined : named(at);
  return here?.id === 'localhost' ? here : undefined;
}

function named(url: string): RelyingParty | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname: id, origin, protocol } = new URL(url);
  const isName = isIP(id) === 0 && !id.startsWith('[');
  return isName && (protocol === 'https:' || id === 'localhost') ? { id, origin } : undefined;
}

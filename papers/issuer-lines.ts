import { head } from './decree-30.ts';
import type { OfficialText } from './official-text.ts';
import { lengthOf } from './pdf.ts';

/** Place 2 in capitals; the name of a committee that is too long for one line goes on with its unit. @param width millimetres */
export function issuerLines({ superior, issuer }: OfficialText, width: number): { superior?: string; issuer: string } {
  const lines = (name: string, font: 'bold' | 'regular'): string => {
    const capitals = name.toUpperCase();
    const isTooLong = lengthOf(capitals, font, head.size) > width;
    return isTooLong ? capitals.replace(/^(ỦY BAN NHÂN DÂN) /u, '$1\n') : capitals;
  };
  return { ...(superior ? { superior: lines(superior, 'regular') } : {}), issuer: lines(issuer, 'bold') };
}

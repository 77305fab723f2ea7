// A server that is asked too often says for how long it wants to be left alone. That is kept to, within a day: a wrong number
// must not hold a reminder back for good.

const DAY_S = 86_400;

const bounded = (seconds: number): number | undefined =>
  Number.isFinite(seconds) && seconds > 0 ? Math.min(Math.ceil(seconds), DAY_S) : undefined;

/** The header Retry-After (RFC 9110): seconds, or an instant. @param now ms since 1970 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header)) return bounded(Number(header));
  return bounded((Date.parse(header) - now) / 1000);
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** What a mail server says in words: "try again in 300 seconds", "greylisted for 5 minutes", "retry in 00:04:59". */
export function waitSaid(text: string): number | undefined {
  const clock = /\b(?:in|for|after)\s+(\d{1,2}):(\d{2}):(\d{2})\b/i.exec(text);
  if (clock) return bounded(Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]));
  const words =
    /\b(?:in|for|after)\s+(?:at\s+least\s+)?(\d{1,6})\s*(s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?)\b/i.exec(
      text,
    );
  return words ? bounded(Number(words[1]) * (UNITS[(words[2] ?? 's').charAt(0).toLowerCase()] ?? 1)) : undefined;
}

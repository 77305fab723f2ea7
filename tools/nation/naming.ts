// The demo's names in the text of an event, and what stands in their place in another province and in a further copy.

/** `province` 0 is the demo's own; `copy` 0 is what each province has once. */
export type Naming = { readonly province: number; readonly copy: number };

type Named = {
  /** whether one of the names stands in the text */
  holds(text: string): boolean;
  under(naming: Naming): string;
};

const [FIRST_PROVINCE, FIRST_DISTRICT, DISTRICTS] = [66, 643, 15];
const ACCOUNTS = 'demo-';
const TITLE = 'tỉnh Đắk Lắk';
/** Codes stand alone between quotes, hyphens and slashes. */
const [BEFORE, AFTER] = ['(?<=["\\-/@])', '(?=["\\-/@])'];

/** Cuts a text at everything that is named otherwise elsewhere. @param names of products and producers */
export function patternOf(names: readonly string[]): (text: string) => Named {
  const longestFirst = [...names].sort((a, b) => b.length - a.length).join('|');
  const districts = Array.from({ length: DISTRICTS }, (_, i) => FIRST_DISTRICT + i).join('|');
  const named = new RegExp(
    `(${TITLE}|${BEFORE}(?:${FIRST_PROVINCE}|${districts})${AFTER}|${BEFORE}${ACCOUNTS}(?=[a-z])|${longestFirst})`,
  );
  const some = new RegExp(longestFirst);
  return (text) => {
    // At odd places stands what was found.
    const parts = text.split(named);
    return {
      holds: (stream) => some.test(stream),
      under: (naming) => parts.map((part, i) => (i % 2 === 0 ? part : renamed(part, naming))).join(''),
    };
  };
}

function renamed(name: string, { province, copy }: Naming): string {
  const code = FIRST_PROVINCE + province;
  if (name === TITLE) return province === 0 ? name : `tỉnh minh họa ${code}`;
  if (name === ACCOUNTS) return province === 0 ? name : `${ACCOUNTS}${code}-`;
  if (name === String(FIRST_PROVINCE)) return String(code);
  if (/^\d+$/.test(name))
    return province === 0 ? name : String(100 + (province - 1) * DISTRICTS + Number(name) - FIRST_DISTRICT);
  return province === 0 && copy === 0 ? name : `${name}-${(province * 1000 + copy).toString(36)}`;
}

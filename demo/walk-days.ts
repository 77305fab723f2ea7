// When the walk's acts are given.

/** Days as `MM-DD` of the year, or whole. */
export type Days = typeof inTheYear;
export const inTheYear = {
  start: '02-10',
  potential: '02-15',
  idea: '03-05',
  listed: '03-07',
  selected: '03-10',
  approved: '03-20',
  plan: '04-02',
  planned: '04-12',
  visit: '05-05',
  dossier: '05-10',
  filed: '06-02',
  /** per tier of the ladder: rated, handed on, received above */
  tiers: [
    ['06-21', '06-22', '06-24'],
    ['07-20', '07-22', '08-01'],
    ['10-20', '10-25', '10-26'],
  ] as readonly (readonly [rated: string, sent: string, received: string])[],
  review: '10-27',
  recognised: '11-10',
};
/** All of it before 20 June, where the demo's clock stands. */
export const beforeSummer: Partial<Days> = {
  filed: '05-16',
  tiers: [
    ['05-23', '05-25', '05-25'],
    ['06-03', '06-06', '06-06'],
    ['06-14', '06-14', '06-14'],
  ],
  review: '06-16',
  recognised: '06-17',
};

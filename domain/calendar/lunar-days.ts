// The two public holidays that follow the Vietnamese lunar calendar, month and day of each civil year: the first day of
// Tết (1st of the first month) and Hùng Kings' day (10th of the third). A table, so that nothing has to reckon with the
// moon; its test does, by a kept library. (The Chinese calendar differs: Tết 2030 falls a day earlier in Vietnam.)
const days: Readonly<Record<number, readonly [tet: string, hungKings: string]>> = {
  2020: ['01-25', '04-02'],
  2021: ['02-12', '04-21'],
  2022: ['02-01', '04-10'],
  2023: ['01-22', '04-29'],
  2024: ['02-10', '04-18'],
  2025: ['01-29', '04-07'],
  2026: ['02-17', '04-26'],
  2027: ['02-06', '04-16'],
  2028: ['01-26', '04-04'],
  2029: ['02-13', '04-23'],
  2030: ['02-02', '04-12'],
  2031: ['01-23', '04-01'],
  2032: ['02-11', '04-19'],
  2033: ['01-31', '04-09'],
  2034: ['02-19', '04-28'],
  2035: ['02-08', '04-17'],
  2036: ['01-28', '04-06'],
  2037: ['02-15', '04-24'],
  2038: ['02-04', '04-13'],
  2039: ['01-24', '04-03'],
  2040: ['02-12', '04-20'],
  2041: ['02-01', '04-10'],
  2042: ['01-22', '04-29'],
  2043: ['02-10', '04-19'],
  2044: ['01-30', '04-07'],
  2045: ['02-17', '04-26'],
  2046: ['02-06', '04-15'],
  2047: ['01-26', '04-04'],
  2048: ['02-14', '04-22'],
  2049: ['02-02', '04-11'],
  2050: ['01-23', '04-01'],
  2051: ['02-11', '04-20'],
  2052: ['02-01', '04-09'],
  2053: ['02-18', '04-28'],
  2054: ['02-08', '04-17'],
  2055: ['01-28', '04-06'],
  2056: ['02-15', '04-24'],
  2057: ['02-04', '04-13'],
  2058: ['01-24', '04-02'],
  2059: ['02-12', '04-21'],
  2060: ['02-02', '04-10'],
};

/** The days of a civil year; absent for years the table does not have. */
export function lunarDays(year: number): { readonly tet: string; readonly hungKings: string } | undefined {
  const found = days[year];
  return found && { tet: `${year}-${found[0]}`, hungKings: `${year}-${found[1]}` };
}

// The package has types but does not export them.
declare module 'date-chinese' {
  export class CalendarVietnamese {
    constructor(cycle?: number, year?: number, month?: number, leap?: boolean, day?: number);
    fromGregorian(year: number, month: number, day: number): void;
    get(): [cycle: number, year: number, month: number, leap: boolean, day: number];
    toGregorian(): { year: number; month: number; day: number };
  }
}

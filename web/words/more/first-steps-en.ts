import type { firstStepsVi } from './first-steps-vi.ts';
import type { Same } from './vi.ts';

export const firstStepsEn: Same<typeof firstStepsVi> = {
  title: 'To begin: {{done}} of 6 done',
  lead: 'A province that was just installed is empty. Do one after the other; what is done is ticked by itself, and nothing is done twice.',
  done: 'Done',
  units: {
    title: 'Units',
    is: 'communes: {{communes}}, other units: {{others}}',
    how: 'Download the template, fill in districts (where there are any) and communes, try it, then take it in. With one wrong cell no row is taken in.',
    go: 'Take units in',
  },
  people: {
    title: 'People and roles',
    is: 'accounts: {{count}}; units where somebody is missing: {{units}}',
    lacks: 'At the province nobody is yet: {{roles}}',
    how: 'Invite each person with their role and unit. First the coordination office and the leader who signs.',
    go: 'Invite people',
  },
  calendar: {
    title: 'Days off',
    is: {
      none: 'No calendar of {{year}} yet',
      proposed: 'The calendar of {{year}} is proposed',
      confirmed: 'The calendar of {{year}} is confirmed',
    },
    how: 'Terms are counted in working days. The system reckons days off by law; look at them and confirm them by the notice.',
    go: 'Look at the calendar',
  },
  post: {
    title: 'Letters',
    on: 'Letters go out',
    off: 'No letters go out yet',
    how: 'Once the post is open, who has work is reminded before it is due. Until then reminders show in the system alone.',
    go: 'Open the post',
  },
  plan: {
    title: 'Year plan',
    is: {
      none: 'No plan of {{year}} yet',
      drafted: 'The plan of {{year}} waits for the signer’s approval',
      approved: 'The plan of {{year}} is approved',
    },
    how: 'A proposal with the dates of the scheme and of the act is there. Change it to the province’s own, rehearse the year, then save it.',
    go: 'Plan the year',
  },
  products: {
    title: 'First products',
    is: 'products: {{products}}, cycles: {{cycles}}',
    how: 'Take producers and then products in from a spreadsheet. Commune officers then start a cycle for each product.',
    go: 'Take producers and products in',
  },
};

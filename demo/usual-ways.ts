// The usual way of a product through a year, by how far it got. A way may begin with a shorter one; `$` stands for the
// members' totals, which each story gives itself.
export const usualWays: Readonly<Record<string, string>> = {
  potential: '9/2 start · 17/2 potential',
  idea: '@potential · 3/3 idea',
  listed: '@idea · 9/3 list',
  selected: '@listed · 15/3 select',
  approved: '@selected · 24/3 approve',
  plan: '@approved · 1/4 plan',
  planned: '@plan · 14/4 select-plan',
  'carried-out': '@planned · 12/5 visit 60',
  collected: '@carried-out · 24/5 dossier · 26/5 shares',
  filed: '@collected · 31/5 file',
  rated: '@filed · 15/6 rate $ · 17/6 tell',
  'handed-on': '@rated $ · 21/6 complete · 24/6 forward · 28/6 receive',
  // the second round, for those who needed the summer
  'filed-late': '@carried-out · 20/6 aim 2 · 10/8 visit 90 · 27/9 dossier · 29/9 shares · 6/10 file',
  'rated-late': '@filed-late · 20/10 rate $ · 22/10 tell',
  'handed-on-late': '@rated-late $ · 27/10 complete · 1/11 forward · 4/11 receive',
  // ahead of the windows, which are focus months and no gates
  'filed-ahead':
    '10/1 start · 14/1 potential · 21/1 idea · 25/1 list · 28/1 select · 14/2 approve · 21/2 plan · 28/2 select-plan · 10/3 visit 90 · 22/3 dossier · 24/3 shares · 28/3 file',
  'handed-on-ahead': '@filed-ahead · 14/4 rate $ · 15/4 tell · 19/4 complete · 22/4 forward · 26/4 receive',
  // a product that returns has its papers ready
  'filed-again': '14/2 dossier · 16/2 shares · 18/2 file',
  'handed-on-again': '@filed-again · 8/3 rate $ · 9/3 tell · 11/3 complete · 15/3 forward · 18/3 receive',
};

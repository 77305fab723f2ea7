// Who may know whom (docs/architecture.md). tools/check/layers.ts runs it; tests, the demo and tools may know anything.
const FREE = ['\\.(test|fixture)\\.ts$', '^(test|tools|demo|setup)/'];
const from = (path) => ({ path, pathNot: FREE });
const PACKAGES = '^(node_modules/|node:|[a-z_/]+$)';

module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'The rules of OCOP do no I/O and know no clock: the domain imports itself and zod, nothing else.',
      from: from('^domain/'),
      to: { pathNot: ['^domain/', '^node_modules/zod/'] },
    },
    {
      name: 'the-kernel-knows-no-rulebook',
      comment: 'The kernel is what every aggregate is made with: it knows time and itself.',
      from: from('^domain/kernel/'),
      to: { pathNot: ['^domain/(kernel|time)/', '^node_modules/zod/'] },
    },
    {
      name: 'no-circles',
      comment: 'Files that need each other, be it for a type, are one file, or the shared part is a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'the-file-beneath-knows-nobody',
      comment: 'What every SQLite file of ours needs: it knows no event, no value and no rule.',
      from: from('^sqlite/'),
      to: { pathNot: ['^sqlite/', PACKAGES] },
    },
    {
      name: 'the-event-store-knows-the-domain-only',
      from: from('^eventstore/'),
      to: { pathNot: ['^domain/', '^eventstore/', '^sqlite/', PACKAGES] },
    },
    {
      name: 'the-vault-knows-the-domain-only',
      from: from('^vault/'),
      to: { pathNot: ['^domain/', '^vault/', '^eventstore/', '^sqlite/', PACKAGES] },
    },
    {
      name: 'the-vault-takes-types-from-the-event-store',
      comment: 'But for the walk through a store, which asks its port alone.',
      from: from('^vault/'),
      to: { path: '^eventstore/(?!every-event)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'accounts-know-nobody-but-refusals',
      comment: 'How somebody gets in: nothing of events, roles or values. Where it is kept is handed in.',
      from: from('^accounts/'),
      to: { pathNot: ['^accounts/', '^domain/kernel/', PACKAGES] },
    },
    {
      name: 'what-serves-is-served-by-nobody-above',
      comment:
        'activities, relay, projections, audit and api rest on domain, event store and vault, and ask the procedures; who starts them is above.',
      from: from('^(activities|relay|projections|audit|api)/'),
      to: { path: '^(workflows/(carry-out|index)\\.ts|(cli|moving|settings|demo|tools|test|web)/)' },
    },
    {
      name: 'the-post-knows-letters-only',
      comment: 'How a letter leaves the house: nothing of stores, of who is told, or why.',
      from: from('^post/'),
      to: { pathNot: ['^post/', '^domain/(letters|kernel)/', PACKAGES] },
    },
    {
      name: 'read-models-serve-nobody-in-particular',
      from: from('^projections/'),
      to: { path: '^(activities|relay|audit|api|vault)/' },
    },
    {
      name: 'spreadsheets-know-what-lists-hold',
      from: from('^spreadsheets/'),
      to: { pathNot: ['^spreadsheets/', '^domain/', '^projections/', PACKAGES] },
    },
    {
      name: 'workflows-are-replayable',
      comment: 'Only Temporal’s own API, types, and the pure kernel reach workflow code.',
      from: from('^workflows/'),
      to: {
        pathNot: ['^workflows/', '^activities/', '^domain/', '^node_modules/@temporalio/(workflow|common)/'],
      },
    },
    {
      name: 'workflows-take-types-only',
      comment: 'The facts of a procedure are the domain’s types; what computes them runs outside the workflow.',
      from: from('^workflows/'),
      to: { path: ['^activities/', '^domain/(?!kernel/|time/)'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'one-file-speaks-temporal',
      from: { path: '^workflows/', pathNot: [...FREE, '^workflows/carry-out\\.ts$'] },
      to: { path: '^node_modules/@temporalio/' },
    },
    {
      name: 'adapters-are-chosen-in-one-place',
      comment: 'Which store and which vault stand behind the ports is the composition root’s affair.',
      from: {
        pathNot: [...FREE, '^cli/compose\\.ts$', '^eventstore/(sqlite|kurrentdb)/', '^vault/(sqlite|postgres)-vault'],
      },
      to: { path: ['^eventstore/(sqlite|kurrentdb)/', '^vault/(sqlite|postgres)-vault'] },
    },
    {
      name: 'traces-are-loaded-when-asked-for',
      comment: 'Where none are wanted, nothing of OpenTelemetry is loaded: it is reached by a dynamic import alone.',
      from: { pathNot: [...FREE, '^cli/tracing/(open-telemetry|request-span|trace-ids)\\.ts$'] },
      to: {
        path: [
          '^node_modules/(@opentelemetry|@temporalio/interceptors-opentelemetry)/',
          '^cli/tracing/(open-telemetry|request-span|trace-ids)\\.ts$',
        ],
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    },
    {
      name: 'the-web-knows-the-domain-only',
      comment: 'It runs in a browser: what it knows of the server it is told over HTTP.',
      from: from('^web/'),
      to: { pathNot: ['^web/', '^domain/', PACKAGES] },
    },
    {
      name: 'moving-is-no-command-line',
      from: from('^(moving|settings)/'),
      to: { path: '^(cli|workflows|activities|relay|projections|api|demo|tools|test|web)/' },
    },
    {
      name: 'everything-imported-is-there',
      // TypeScript's unstable API is there by its package's export map only.
      from: {},
      to: { couldNotResolve: true, pathNot: '^typescript/' },
    },
  ],
  options: {
    // TypeScript 7 has no API for it to use; without a parser that knows types it would see no import at all.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    // Parts of a package that its export map names.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};

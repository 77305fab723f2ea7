// `ocop projections`: the state of the read models of the server of this data folder, and what may be done to them.
import { Command } from 'commander';
import type { Intervention, Mended, ProjectionHealth } from '../projections/engine/control.ts';
import { placesOf, readSettings } from '../settings/settings.ts';
import { findRunningServer, type RunningServer, runOperation } from './running-server.ts';
import { print } from './say.ts';

type Options = { rebuild?: string; retry?: boolean; skip?: string; reason?: string; json?: boolean };
type State = { projections: readonly ProjectionHealth[]; interventions: readonly Intervention[] };
type Tried = { tried: readonly { name: string; stream: string; outcome: Mended }[] };

export function projectionsCommand(): Command {
  return new Command('projections')
    .description('the read models of the running server: their state; build anew, try again, leave an event out')
    .option('--rebuild <name>', 'build one anew beside the tables in use')
    .option('--retry', 'try every quarantined stream again')
    .option('--skip <stream>', 'leave out the event at which a stream stands still')
    .option('--reason <text>', 'why it is left out (no personal data)')
    .option('--json')
    .action(async (o: Options, command: Command) => {
      if ([o.rebuild, o.retry, o.skip].filter((chosen) => chosen !== undefined).length > 1)
        command.error('error: --rebuild, --retry and --skip are done one at a time');
      if ((o.skip === undefined) !== (o.reason === undefined))
        command.error('error: --skip and --reason belong together');
      const server = await findRunningServer(placesOf(readSettings(process.env)));
      if (!server)
        throw new Error('The server is not running. Read models are resumed, or built anew, when it starts.');
      if (o.rebuild !== undefined) {
        const built = (await run(server, 'projection-rebuild', { name: o.rebuild })) as ProjectionHealth;
        return print(built, o.json, `${built.name} is built anew, up to ${built.position}`);
      }
      if (o.retry) return tell(await run(server, 'projection-retry', {}), o.json);
      if (o.skip !== undefined)
        return tell(await run(server, 'projection-skip', { stream: o.skip, reason: o.reason }), o.json);
      const state = (await run(server, 'projections', {})) as State;
      print(state, o.json, shown(state));
    });
}

async function run(server: RunningServer, operation: string, input: object): Promise<unknown> {
  return runOperation(server, operation, input).catch((error: Error) => {
    if (!error.message.startsWith('UNKNOWN_COMMAND')) throw error;
    throw new Error(`The process at ${server.address} has no read models. Give the data folder of one that has.`);
  });
}

function tell(result: unknown, json: boolean | undefined): void {
  const { tried } = result as Tried;
  const lines = tried.map((t) => `${t.name} ${t.stream}: ${t.outcome}`);
  print(result, json, lines.join('\n') || 'No stream is quarantined.');
  if (tried.some((t) => t.outcome !== 'mended')) process.exitCode = 1;
}

const shown = ({ projections, interventions }: State): string =>
  [
    ...projections.flatMap((p) => [
      `${p.name} ${p.version}: ${p.state}, ${p.caughtUp ? 'caught up' : 'behind'} at ${p.position ?? 'start'}${p.inspected ? '' : ', hashes still being checked'}`,
      ...(p.fault === undefined ? [] : [`    stands still: ${p.fault}`]),
      ...p.quarantined.map((q) => `    quarantined ${q.stream}@${q.revision}: ${q.error}`),
      ...p.skipped.map((s) => `    left out ${s.stream}@${s.revision} by ${s.by}, ${s.at}: ${s.reason}`),
    ]),
    ...interventions.map(
      (i) =>
        `${i.at} ${i.by}: ${i.what} ${i.name}${i.stream === undefined ? '' : ` ${i.stream}`}${i.reason === undefined ? '' : ` (${i.reason})`}`,
    ),
  ].join('\n');

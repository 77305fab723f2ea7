// What a long history costs the embedded store: node tools/million/million.ts [--events 1000000] [--keep <folder>]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { phases } from './phases.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    /** a folder that is left as it then is; without it a temporary one */
    keep: { type: 'string' },
    /** only this one, in this process: how the phases are run */
    phase: { type: 'string' },
  },
});
const events = Number(values.events);

if (values.phase !== undefined) {
  const figures = (await phases[values.phase]?.(values.keep as string, events)) ?? {};
  const { maxRSS } = process.resourceUsage();
  for (const [name, figure] of Object.entries({ ...figures, 'peak memory': `${(maxRSS / 1024).toFixed(0)} MiB` }))
    console.log(`  ${name}: ${figure}`);
} else {
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'ocop-million-'));
  mkdirSync(folder, { recursive: true });
  try {
    console.log(`${events} events`);
    for (const phase of Object.keys(phases)) {
      console.log(phase);
      const program = [import.meta.filename, '--phase', phase, '--keep', folder, '--events', String(events)];
      const { status } = spawnSync(process.execPath, program, { stdio: 'inherit' });
      if (status !== 0) throw new Error(`${phase} failed`);
    }
  } finally {
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

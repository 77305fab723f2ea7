// The programme year: opens on its first day once approved, closes after its last.
import { activities, followStream } from './follow-stream.ts';

export type ProgrammeYearRun = { id: string; known: number };

export async function programmeYear({ id, known }: ProgrammeYearRun): Promise<void> {
  const year = followStream(id, known);
  for (;;) {
    const view = await year.look(activities.lookAtYear);
    if (view.closed) return;
    await year.doOrWait(view, view.next ? 'the year' : 'until the year plan is approved');
  }
}

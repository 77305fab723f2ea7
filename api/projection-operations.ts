// What an administrator may have done to a read model of this process. Who asked stands in the request log and, with
// the reason, in the read models' own file.
import { z } from 'zod';
import { shortText } from '../domain/kernel/fields.ts';
import { type Refusal, refusal } from '../domain/kernel/refusal.ts';
import type { Mended, ProjectionControl } from '../projections/engine/control.ts';
import type { Operation } from './parts.ts';

const NOT_QUARANTINED = refusal('NOT_QUARANTINED', 'conflict', {
  vi: 'Luồng {stream} không bị cách ly trong bảng đọc nào được nêu.',
  en: 'Stream {stream} is not quarantined in any read model that was meant.',
});

type Tried = { readonly name: string; readonly stream: string; readonly outcome: Mended };

export function projectionOperations(control: ProjectionControl): Readonly<Record<string, Operation>> {
  const names = control.health().map((p) => p.name) as [string, ...string[]];
  const name = z.enum(names);
  const stream = z.string().min(1).max(200).meta({ example: 'productCycle-66-2022-ca-phe-mau-1' });

  /** Each quarantined stream that was meant, one after the other. */
  async function withQuarantined(
    meant: { name?: string; stream?: string },
    work: (name: string, stream: string) => Promise<Mended>,
  ): Promise<{ tried: readonly Tried[] } | Refusal> {
    const quarantined = control
      .health()
      .filter((p) => meant.name === undefined || p.name === meant.name)
      .flatMap((p) => p.quarantined.map((q) => ({ name: p.name, stream: q.stream })))
      .filter((q) => meant.stream === undefined || q.stream === meant.stream);
    if (quarantined.length === 0 && meant.stream !== undefined) return NOT_QUARANTINED({ stream: meant.stream });
    const tried: Tried[] = [];
    for (const q of quarantined) tried.push({ ...q, outcome: await work(q.name, q.stream) });
    return { tried };
  }

  return {
    projections: {
      role: 'admin',
      words: { vi: 'Tình trạng các bảng đọc', en: 'State of the read models' },
      input: z.strictObject({}),
      run: async () => ({ projections: control.health(), interventions: control.interventions() }),
    },
    'projection-rebuild': {
      role: 'admin',
      words: {
        vi: 'Dựng lại một bảng đọc bên cạnh bảng đang dùng',
        en: 'Build a read model anew beside the one in use',
      },
      input: z.strictObject({ name }),
      run: async (input: { name: string }, by) => {
        await control.rebuild(input.name, by.id);
        return control.health().find((p) => p.name === input.name);
      },
    },
    'projection-retry': {
      role: 'admin',
      words: { vi: 'Thử lại các luồng bị cách ly', en: 'Try quarantined streams again' },
      input: z.strictObject({ name: name.optional(), stream: stream.optional() }),
      run: (input: { name?: string; stream?: string }, by) =>
        withQuarantined(input, (model, of) => control.retry(model, of, by.id)),
    },
    'projection-skip': {
      role: 'admin',
      words: {
        vi: 'Bỏ qua ghi nhận không đọc được của một luồng, có lý do',
        en: 'Leave out the event of a stream that cannot be taken in, with the reason',
      },
      input: z.strictObject({ name: name.optional(), stream, reason: shortText }),
      run: ({ reason, ...meant }: { name?: string; stream: string; reason: string }, by) =>
        withQuarantined(meant, (model, of) => control.skip(model, of, { reason, by: by.id })),
    },
  };
}

// A recognised product has a certificate, whose stream the process begins; the cycle shows it by reference.
import { z } from 'zod';
import { certificate } from '../certificate/certificate.ts';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { isSettled } from './escalation/tier.ts';
import { cycleId, productCycle } from './product-cycle.ts';

const certificateOpened = productCycle.event('CertificateOpened', {
  version: 1,
  schema: z.strictObject({
    certificate: cycleId,
    /** revision of the recognition: once that is annulled, it says nothing any more */
    recognition: z.int().min(0),
    /** nothing of the cycle is left to do */
    settled: z.literal(true).optional(),
  }),
  quiet: true,
  ends: ({ settled }) => settled,
  evolve: (state, { certificate, recognition }) =>
    state.ended?.at === recognition ? { ...state, certificate } : state,
  sentence: ({ certificate }) => ({
    vi: `Giấy chứng nhận: hồ sơ ${certificate} đã mở`,
    en: `Its certificate has the record ${certificate}`,
  }),
});

/** The delivery of the certificate's beginning, recorded on its own, so that the process knows it was done. */
export const recordCertificateOpened = productCycle.command('RecordCertificateOpened', {
  input: z.strictObject({}),
  by: workflow,
  needs: ({ id }) => ({ certificate: certificate.need(id) }),
  guard: ({ state, needs }) => {
    if (state.ended?.kind !== 'recognised' || state.certificate !== undefined) return 'already-so';
    return needs.certificate?.begun?.recognition === state.ended.at ? undefined : NOT_DUE();
  },
  decide: ({ id, state }) => {
    const opened = { certificate: id, recognition: state.ended?.at ?? 0 };
    const settled = isSettled({ ...state, certificate: id });
    return [certificateOpened({ ...opened, ...(settled ? { settled } : {}) })];
  },
  words: { vi: 'Ghi nhận giấy chứng nhận đã mở', en: 'Record that its certificate is opened' },
});

// GET …/files/{sha256}/signatures: the digital signatures of a PDF that a dossier has received, for who may have the file. They name
// people, so that who was told is noted as one who was given the file.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { choice } from '../../domain/kernel/fields.ts';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { filesIn } from '../../domain/product-cycle/files.ts';
import { doubts, verdictWords } from '../../domain/product-cycle/signature-words.ts';
import { gate } from '../../papers/files/pieces.ts';
import { sourceOf } from '../../papers/signatures/source.ts';
import { instant } from '../../projections/answer.ts';
import { accessTo } from '../access.ts';
import { clockMember } from '../every-answer.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { FILE_AWAY, FILE_UNKNOWN } from './parts.ts';
import { cycleAsked, refusedOf } from './read.ts';

export const signaturesView = z
  .object({
    signatures: z.array(
      z.object({
        signer: z.string().optional(),
        organisation: z.string().optional(),
        issuer: z.string().optional(),
        at: instant.optional().meta({
          description: 'when: as the authority of `stampedBy` vouches, else as the signer’s own program says',
        }),
        stampedBy: z.string().optional(),
        verdict: choice(verdictWords),
        doubts: z.array(choice(doubts)),
      }),
    ),
    clock: instant.optional(),
  })
  .meta({
    id: 'Signatures',
    description: 'in the order in which they were put on; whether a certificate was revoked is not asked',
  });

/** Each reads its file several times. */
const READ_AT_ONCE = 2;

export function readSignatures(parts: ApiParts): RequestHandler {
  const atOnce = gate(READ_AT_ONCE);
  return async (req, res) => {
    const history = await cycleAsked(parts, { req, res, part: 'files' });
    if (!history) return;
    const sha256 = String(req.params.sha256).slice(0, 64);
    const file = filesIn(history.facts).get(sha256);
    if (!file) return sendProblem(req, res, FILE_UNKNOWN({ sha256 }));
    const { files, roots } = parts.files;
    const refused = await refusedOf(parts, file);
    if (refused) return sendProblem(req, res, refused);
    const size = await files.sizeOf(sha256);
    if (size === undefined) return sendProblem(req, res, FILE_AWAY());
    const access = await accessTo(parts, { req, res }, { stream: history.stream, what: 'file' });
    if (isRefusal(access)) return sendProblem(req, res, access);
    // A large library, for what few files have.
    const { signaturesOf } = await import('../../papers/signatures/signatures.ts');
    const judging = { roots, now: parts.clock() };
    const read = () => signaturesOf(sourceOf(files, sha256, size), judging);
    const signatures = file.kind === 'pdf' ? await atOnce(read) : [];
    res.json({ signatures, ...clockMember(parts) });
  };
}

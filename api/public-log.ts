// What anybody may see without an account: what the log was sealed as, and proofs that an event stands in it and that it
// only grew. Where the notary is (docs/operations.md), these are answered.
import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Checkpoint } from '../audit/checkpoint.ts';
import { sealLine, sealSheet } from '../audit/seal-line.ts';
import { sealPage } from '../audit/seal-page.ts';
import { checkSignature, cosignatures, cosignedBy, readSignature } from '../audit/signed-note.ts';
import { refusal } from '../domain/kernel/refusal.ts';
import type { PublicLog } from './parts.ts';
import { sendProblem } from './problem.ts';
import { isQueryRefused, readQuery } from './reads/query.ts';
import { route } from './routes.ts';

const CHECKPOINT_UNKNOWN = refusal('CHECKPOINT_UNKNOWN', 'unknown', {
  vi: 'Không có điểm niêm phong nào với {size} sự kiện.',
  en: 'The log was not sealed with {size} events.',
});
const NOT_IN_LOG = refusal('NOT_IN_LOG', 'unknown', {
  vi: 'Trong {size} sự kiện đầu của sổ không có {event}.',
  en: '{event} is not among the first {size} events of the log.',
});
const COSIGNATURE_WRONG = refusal('COSIGNATURE_WRONG', 'invalid', {
  vi: 'Dòng {line} không phải chữ ký đúng của một nhân chứng đã đăng ký cho điểm niêm phong này.',
  en: 'Line {line} is no good cosignature of a registered witness for this checkpoint.',
});

const count = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})$/)
  .transform(Number);
const listQuery = z.strictObject({ before: count.optional() });
const inclusionQuery = z.strictObject({ stream: z.string().min(1).max(200), revision: count, size: count.optional() });
const consistencyQuery = z.strictObject({ older: count, size: count.optional() });
const PAGE = 200;
/** the same as a page to print */
const PAGE_OF = /\.html$/;
/** It is whole in itself, to be kept as a file: its few styles stand in it, and it loads and runs nothing. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'";

export function publicLog(log: PublicLog): Router {
  const router = Router();
  const { checkpoints } = log;

  const seen = (checkpoint: Checkpoint) => ({
    size: checkpoint.size,
    root: checkpoint.root.toString('base64'),
    sealedAt: checkpoint.sealedAt,
    line: sealLine(checkpoint),
    witnesses: cosignatures(checkpoint.note, log.witnesses),
    note: checkpoint.text,
  });
  const inWords = ({ note }: Checkpoint) => cosignedBy(note, log.witnesses);
  const named = (req: Request, res: Response): Checkpoint | undefined => {
    const size = String(req.params.size).replace(PAGE_OF, '');
    const found =
      size === 'latest' ? checkpoints.latest() : /^\d{1,15}$/.test(size) ? checkpoints.at(Number(size)) : undefined;
    if (!found) sendProblem(req, res, CHECKPOINT_UNKNOWN({ size: size.slice(0, 20) }));
    return found;
  };

  route(router, '/checkpoints', {
    get: (req, res) => {
      const query = readQuery(listQuery, req);
      if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, { errors: query.errors });
      const before = query.before ?? Number.POSITIVE_INFINITY;
      const sizes = checkpoints.sizes().filter((size) => size < before);
      const shown = sizes.slice(-PAGE).reverse();
      res.json({
        checkpoints: shown.flatMap((size) => checkpoints.at(size) ?? []).map(seen),
        ...(sizes.length > PAGE ? { next: shown.at(-1) } : {}),
        // What was published stays published, also where what it sealed is lost.
        ...(query.before === undefined ? { lost: checkpoints.lost().map(seen) } : {}),
      });
    },
  });
  route(router, '/checkpoints/:size', {
    get: (req, res) => {
      const checkpoint = named(req, res);
      if (!checkpoint) return;
      const isPage = PAGE_OF.test(String(req.params.size));
      if (isPage)
        res
          .set('Content-Security-Policy', PAGE_POLICY)
          .type('text/html')
          .send(sealPage(checkpoint, inWords(checkpoint)));
      else res.type('text/plain').send(checkpoint.text);
    },
  });
  route(router, '/checkpoints/:size/print', {
    get: (req, res) => {
      const checkpoint = named(req, res);
      if (checkpoint) res.type('text/plain').send(sealSheet(checkpoint, inWords(checkpoint)));
    },
  });
  route(router, '/checkpoints/:size/cosignatures', {
    post: [
      express.text({ type: () => true, limit: 20_000 }),
      (req, res) => {
        const checkpoint = named(req, res);
        if (!checkpoint) return;
        const lines = String(typeof req.body === 'string' ? req.body : '')
          .split('\n')
          .filter(Boolean);
        const isGood = (line: string) => {
          const signature = readSignature(line);
          return log.witnesses.some((key) => signature && checkSignature(checkpoint.note.text, signature, key)?.good);
        };
        const wrong = lines.findIndex((line) => !isGood(line));
        if (wrong >= 0 || lines.length === 0) return sendProblem(req, res, COSIGNATURE_WRONG({ line: wrong + 1 }));
        // One of each witness is enough; a second one says nothing more.
        const there = new Set(checkpoint.note.signatures.map(({ name, id }) => `${name} ${id}`));
        for (const line of lines) {
          const { name, id } = readSignature(line) ?? {};
          if (there.has(`${name} ${id}`)) continue;
          there.add(`${name} ${id}`);
          checkpoints.addSignature(checkpoint.size, `${line}\n`);
        }
        res.json(seen(checkpoints.at(checkpoint.size) ?? checkpoint));
      },
    ],
  });
  route(router, '/log/inclusion', {
    get: async (req, res) => {
      const query = readQuery(inclusionQuery, req);
      if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, { errors: query.errors });
      const size = query.size ?? checkpoints.latest()?.size ?? log.tree()?.size ?? 0;
      const event = await log.at(query.stream, query.revision);
      const index = event?.revision === query.revision ? log.indexOf(event) : undefined;
      const proof = index === undefined ? undefined : log.inclusion(index, size);
      const tree = log.tree(size);
      if (!event || !proof || !tree)
        return sendProblem(req, res, NOT_IN_LOG({ event: `${query.stream.slice(0, 80)}@${query.revision}`, size }));
      res.json({ event: event.hash, index, size, root: base64(tree.root), proof: proof.map(base64) });
    },
  });
  route(router, '/log/consistency', {
    get: (req, res) => {
      const query = readQuery(consistencyQuery, req);
      if (isQueryRefused(query)) return sendProblem(req, res, query.refusal, { errors: query.errors });
      const size = query.size ?? checkpoints.latest()?.size ?? log.tree()?.size ?? 0;
      const proof = log.consistency(query.older, size);
      if (!proof) return sendProblem(req, res, CHECKPOINT_UNKNOWN({ size: query.older }));
      const roots = [log.tree(query.older), log.tree(size)].map((tree) => base64(tree?.root ?? Buffer.alloc(0)));
      res.json({ older: query.older, size, olderRoot: roots[0], root: roots[1], proof: proof.map(base64) });
    },
  });
  return router;
}

const base64 = (hash: Uint8Array): string => Buffer.from(hash).toString('base64');

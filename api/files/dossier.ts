// GET …/dossier: all that a dossier holds as one zip, for the next tier or for a shelf.
import type { RequestHandler } from 'express';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { product } from '../../domain/product/product.ts';
import { itemName } from '../../domain/product-cycle/dossier.ts';
import { filesIn } from '../../domain/product-cycle/files.ts';
import { cycleParts } from '../../domain/product-cycle/product-cycle.ts';
import { type DossierFile, zipOf } from '../../papers/files/dossier-zip.ts';
import { accessTo } from '../access.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { FILE_AWAY } from './parts.ts';
import { asBytesToKeep, checkRefused, cycleAsked, send } from './read.ts';

export function readDossier(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const history = await cycleAsked(parts, { req, res, part: 'dossier' });
    if (!history) return;
    const { id, state, facts } = history;
    const received = filesIn(facts);
    const files: DossierFile[] = [];
    for (const sha256 of new Set(state.evidence.map(({ document }) => document.sha256))) {
      const file = received.get(sha256 ?? '');
      if (!file) continue;
      const refused = checkRefused(await parts.files.checks.of(file.sha256));
      if (refused) return sendProblem(req, res, refused);
      if ((await parts.files.files.sizeOf(file.sha256)) === undefined) return sendProblem(req, res, FILE_AWAY());
      files.push({ sha256: file.sha256, bytes: file.bytes, kind: file.kind });
    }
    const access = await accessTo(parts, { req, res }, { stream: history.stream, what: 'file' });
    if (isRefusal(access)) return sendProblem(req, res, access);
    const { product: made } = cycleParts(id);
    const { name = made } = (await parts.executor.look(product, made)).state;
    asBytesToKeep(res, `ho-so-${id}.zip`);
    res.type('zip');
    if (req.method === 'HEAD') return void res.end();
    const dossier = {
      cycle: id,
      product: name,
      criteriaSet: state.criteriaSet,
      filedOn: state.submitted?.on,
      manifest: state.submitted?.manifest,
      evidence: state.evidence.map((item) => ({ ...item, words: itemName(item.kind).vi })),
      files,
    };
    await send(
      res,
      zipOf(dossier, (sha256) => parts.files.files.read(sha256)),
    );
  };
}

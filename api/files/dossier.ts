// GET …/dossier: all that a dossier holds as one zip, for the next tier or for a shelf.
import type { RequestHandler } from 'express';
import { isRefusal } from '../../domain/kernel/refusal.ts';
import { product } from '../../domain/product/product.ts';
import { itemName } from '../../domain/product-cycle/dossier.ts';
import { type Erased, type FileInCycle, filesIn } from '../../domain/product-cycle/files.ts';
import { addedPapers } from '../../domain/product-cycle/manifest.ts';
import { cycleParts } from '../../domain/product-cycle/product-cycle.ts';
import { zipOf } from '../../papers/files/dossier-zip.ts';
import { accessTo } from '../access.ts';
import type { ApiParts } from '../parts.ts';
import { sendProblem } from '../problem.ts';
import { fileNames } from './names.ts';
import { FILE_AWAY } from './parts.ts';
import { asBytesToKeep, checkRefused, cycleAsked, send } from './read.ts';

export function readDossier(parts: ApiParts): RequestHandler {
  return async (req, res) => {
    const history = await cycleAsked(parts, { req, res, part: 'dossier' });
    if (!history) return;
    const { id, state, facts } = history;
    const received = filesIn(facts);
    const files: FileInCycle[] = [];
    const erased: Erased[] = [];
    const added = addedPapers(facts);
    const papers = [...state.evidence.map(({ document }) => document), ...added.flatMap(({ documents }) => documents)];
    for (const sha256 of new Set(papers.map((document) => document.sha256))) {
      const file = received.get(sha256 ?? '');
      if (file?.erased) erased.push(file.erased);
      if (!file || file.erased) continue;
      const refused = checkRefused(await parts.files.checks.of(file.sha256));
      if (refused) return sendProblem(req, res, refused);
      if ((await parts.files.files.sizeOf(file.sha256)) === undefined) return sendProblem(req, res, FILE_AWAY());
      files.push(file);
    }
    const names = await fileNames(parts, { req, res }, { history, files });
    if (isRefusal(names)) return sendProblem(req, res, names);
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
      localShares: state.localShares?.at,
      evidence: state.evidence.map((item) => ({ ...item, words: itemName(item.kind).vi })),
      ...(added.length > 0 ? { added } : {}),
      ...(erased.length > 0 ? { erased: erased.map(({ sha256, document }) => ({ sha256, document })) } : {}),
      files: files.map(({ sha256, bytes, kind }) => {
        const fileName = names.get(sha256);
        return { sha256, bytes, kind, ...(fileName === undefined ? {} : { fileName }) };
      }),
    };
    await send(
      res,
      zipOf(dossier, (sha256) => parts.files.files.read(sha256)),
    );
  };
}

// The HTTP face: routes from the command table, reads, documentation and the plain page, on one express application.
import express, { Router } from 'express';
import { account } from '../domain/access/account.ts';
import { APP } from '../domain/letters/page-of.ts';
import { postOffice } from '../domain/post-office/post-office.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import { aggregates } from '../domain/registry.ts';
import { unitTree } from '../domain/unit/unit-tree.ts';
import { readAccessLog } from './access.ts';
import { readBody } from './body.ts';
import { requireAccount } from './caller.ts';
import { followChanges } from './changes/follow.ts';
import { giveCommand } from './commands.ts';
import { compressed } from './compressed.ts';
import { docsPage } from './docs/docs-page.ts';
import { draftHandlers } from './drafts.ts';
import { onError, unknownRoute } from './errors.ts';
import { everyAnswer, security } from './every-answer.ts';
import { FEEDS, readFeed } from './feeds/feed.ts';
import { readDossier } from './files/dossier.ts';
import { listFiles, readFile } from './files/read.ts';
import { listDossierReceipts, readDossierReceipt } from './files/receipts.ts';
import { readSignatures } from './files/signatures.ts';
import { uploadHandlers } from './files/upload.ts';
import { alive, ready } from './health.ts';
import { giveInBulk } from './in-bulk.ts';
import { measuring } from './measures.ts';
import { openApiDocument } from './openapi/document.ts';
import { readOpenApi } from './openapi/one-operation.ts';
import { runOperation } from './operations.ts';
import { ourNames } from './our-names.ts';
import { boardPage } from './pages/board-page.ts';
import { BOARD } from './pages/board-path.ts';
import { cyclePage } from './pages/cycle-page.ts';
import { FORWARD, forwardDemo } from './pages/forward-demo.ts';
import { latestPage } from './pages/latest-page.ts';
import { OPENED, openByLink, openedPage } from './pages/opened-page.ts';
import { BY_CODE } from './pages/printed-certificate.ts';
import { certificateByCode, PUBLIC_CERTIFICATES, publicCertificate } from './pages/public-certificate.ts';
import { recordPages } from './pages/record-page.ts';
import {
  acceptByForm,
  INVITATION,
  invitationPage,
  SECOND_STEP,
  SIGN_IN,
  secondStepByForm,
  signInByForm,
  signInPage,
  signOutByForm,
} from './pages/sign-in-page.ts';
import {
  backFromSignOn,
  INVITATION_BY_SIGN_ON,
  invitationBySignOn,
  SIGN_ON,
  SIGN_ON_AGAIN,
  SIGN_ON_BACK,
  toSignOn,
  toSignOnAgain,
} from './pages/sign-on-pages.ts';
import { stylesheet } from './pages/stylesheet.ts';
import { shownTo } from './pages/viewer.ts';
import type { ApiParts, OperatingParts } from './parts.ts';
import { publicLog } from './public-log.ts';
import { limitRequests } from './rate-limit.ts';
import { boardOfYear } from './reads/board.ts';
import { readCertificatePaper } from './reads/certificate-paper.ts';
import { listCertificateMonths, listCertificates } from './reads/certificates.ts';
import { dutiesOfYear, listDuties } from './reads/duties.ts';
import { readEvidence } from './reads/evidence.ts';
import { readCycleExplained, readSessionExplained } from './reads/explain.ts';
import { listFacts } from './reads/facts.ts';
import { readFirstSteps } from './reads/first-steps.ts';
import { listLetters, readLetter } from './reads/letter.ts';
import { listCycles, listUnplaced } from './reads/list.ts';
import { readMinutes } from './reads/minutes.ts';
import { readNames } from './reads/names.ts';
import { readOfficers } from './reads/officers.ts';
import { readOutbox } from './reads/outbox.ts';
import {
  readCyclePaper,
  readDutiesPaper,
  readRevocationPaper,
  readSessionPaper,
  readYearPaper,
} from './reads/papers.ts';
import { readReceipt } from './reads/receipt.ts';
import { readRehearsal, rehearseUnsaved } from './reads/rehearsal.ts';
import { readResource } from './reads/resource.ts';
import { readRulebooks } from './reads/rulebooks.ts';
import { listSessions, readEnvelopes, readPreparation, readResults } from './reads/sessions.ts';
import { readTimeline } from './reads/timeline.ts';
import { readWhoCould } from './reads/who-could.ts';
import { previewWording, readWording } from './reads/wording.ts';
import { requestLog } from './request-log.ts';
import { route } from './routes.ts';
import { securityTxt } from './security-txt.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { readDemoAccounts, readWelcome } from './sign-in/welcome.ts';
import { readEmptyTable, readSheetBody, takeSheetIn } from './spreadsheets.ts';
import { atTheDoor, serveWeb, toPlainPage } from './web/serve-web.ts';
import { readMyWork } from './work/my-work.ts';
import { readOpenWork } from './work/open-work.ts';

export function createApi(parts: ApiParts): express.Express {
  const app = commonGround(parts);
  const document = openApiDocument(parts);
  const demo = forwardDemo(parts);
  route(app, '/', { get: atTheDoor(parts) });
  app.use(APP, parts.web ? serveWeb(parts.web) : toPlainPage);
  route(app, BOARD, { get: shownTo(parts, boardPage(parts, demo.post !== undefined)) });
  // What happens anywhere, as it happens: of a demo alone.
  if (parts.demo) route(app, '/latest', { get: latestPage(parts, demo.moving) });
  if (demo.post) route(app, FORWARD, { post: [demo.post] });
  route(app, '/cycles/:id', { get: shownTo(parts, cyclePage(parts)) });
  for (const [path, get] of recordPages(parts)) route(app, path, { get: shownTo(parts, get) });
  route(app, `${FEEDS}:file`, { get: readFeed(parts) });
  route(app, OPENED, { get: openedPage(parts), post: [openByLink(parts)] });
  route(app, SIGN_IN, { get: signInPage(parts), post: signInByForm(parts) });
  route(app, SECOND_STEP, { post: secondStepByForm(parts) });
  route(app, SIGN_ON, { get: toSignOn(parts) });
  route(app, SIGN_ON_AGAIN, { get: toSignOnAgain(parts) });
  route(app, SIGN_ON_BACK, { get: backFromSignOn(parts) });
  route(app, INVITATION_BY_SIGN_ON, { get: invitationBySignOn(parts) });
  route(app, '/sign-out', { post: signOutByForm(parts) });
  route(app, INVITATION, { get: invitationPage(parts), post: acceptByForm(parts) });
  route(app, `${PUBLIC_CERTIFICATES}:id`, { get: publicCertificate(parts) });
  route(app, `${BY_CODE}:code`, { get: certificateByCode(parts) });
  route(app, '/style.css', { get: stylesheet });
  route(app, '/docs', { get: docsPage(parts, document) });
  route(app, '/v1/openapi.json', { get: readOpenApi(document) });
  app.use('/v1', v1(parts));
  app.use(unknownRoute, onError);
  return app;
}

/** What a process without an API of its own answers: is it well, and what an administrator may have it do. */
export function createOperatingApi(parts: OperatingParts): express.Express {
  const app = commonGround(parts);
  const router = Router();
  router.use(requireAccount(parts));
  router.all('/operations/:name', ...readBody, runOperation(parts));
  app.use('/v1', router);
  app.use(unknownRoute, onError);
  return app;
}

function commonGround(parts: OperatingParts): express.Express {
  const app = express();
  app.disable('x-powered-by');
  // Ours names the last fact a person decides on; Express's own would make GETs answer 304.
  app.disable('etag');
  app.set('query parser', 'simple');
  if (parts.measures) app.use(measuring(parts.measures));
  app.use(requestLog(parts.log), security(parts), everyAnswer(parts), ourNames);
  if (parts.traced) app.use(parts.traced);
  route(app, '/healthz', { get: alive(parts) });
  route(app, '/readyz', { get: ready(parts) });
  app.use(limitRequests(parts.requestsPerMinute));
  if (parts.publicLog) app.use('/public/v1', publicLog(parts.publicLog));
  if (parts.security) route(app, '/.well-known/security.txt', { get: securityTxt(parts.security) });
  return app;
}

function v1(parts: ApiParts): Router {
  const router = Router();
  router.use(compressed, signInRoutes(parts));
  route(router, '/welcome', { get: readWelcome(parts) });
  if (parts.demo) route(router, '/demo-accounts', { get: readDemoAccounts(parts.demo) });
  router.use(requireAccount(parts));
  route(router, '/changes', { get: followChanges(parts) });
  route(router, '/my-work', { get: readMyWork(parts) });
  route(router, '/product-cycles', { get: listCycles(parts) });
  route(router, '/council-sessions', { get: listSessions(parts) });
  route(router, '/facts', { get: listFacts(parts) });
  route(router, '/duties', { get: listDuties(parts) });
  route(router, '/programme-years/:id/duties', { get: dutiesOfYear(parts) });
  route(router, '/programme-years/:id/board', { get: boardOfYear(parts) });
  route(router, '/names', { get: readNames });
  route(router, '/rulebooks', { get: readRulebooks });
  route(router, '/unplaced', { get: listUnplaced(parts) });
  route(router, '/letters/:id/texts', { get: listLetters(parts) });
  route(router, '/letters/:id/texts/:no', { get: readLetter(parts) });
  route(router, '/certificates', { get: listCertificates(parts) });
  route(router, '/access-log', { get: readAccessLog(parts) });
  route(router, '/certificate-months', { get: listCertificateMonths(parts) });
  router.all('/operations/:name', ...readBody, runOperation(parts));
  for (const aggregate of aggregates) {
    route(router, `/${aggregate.resource}/:id`, { get: readResource(parts, aggregate) });
    route(router, `/${aggregate.resource}/:id/who-could`, { get: readWhoCould(parts, aggregate) });
    route(router, `/${aggregate.resource}/:id/timeline`, { get: readTimeline(parts, aggregate) });
  }
  route(router, '/product-cycles/:id/evidence', { get: readEvidence(parts) });
  route(router, '/product-cycles/:id/files', { get: listFiles(parts) });
  route(router, '/product-cycles/:id/files/:sha256', { get: readFile(parts) });
  route(router, '/product-cycles/:id/files/:sha256/signatures', { get: readSignatures(parts) });
  route(router, '/product-cycles/:id/dossier', { get: readDossier(parts) });
  route(router, '/product-cycles/:id/receipts', { get: listDossierReceipts(parts) });
  route(router, '/product-cycles/:id/receipts/:zip', { get: readDossierReceipt(parts) });
  const { create, one } = uploadHandlers(parts);
  route(router, '/product-cycles/:id/uploads', { post: [create] });
  route(router, '/product-cycles/:id/uploads/:upload', one);
  route(router, '/certificates/:id/papers/certificate', { get: readCertificatePaper(parts) });
  route(router, '/certificates/:id/papers/:paper', { get: readRevocationPaper(parts) });
  route(router, '/programme-years/:id/papers/:paper', { get: readYearPaper(parts) });
  route(router, '/unit-duties/:id/papers/:paper', { get: readDutiesPaper(parts) });
  route(router, '/product-cycles/:id/papers/:paper', { get: readCyclePaper(parts) });
  route(router, '/council-sessions/:id/papers/:paper', { get: readSessionPaper(parts) });
  route(router, '/product-cycles/:id/explain', { get: readCycleExplained(parts) });
  route(router, '/council-sessions/:id/explain', { get: readSessionExplained(parts) });
  route(router, '/council-sessions/:id/preparation', { get: readPreparation(parts) });
  route(router, '/council-sessions/:id/envelopes/:cycle', { get: readEnvelopes(parts) });
  route(router, '/council-sessions/:id/minutes', { get: readMinutes(parts) });
  route(router, '/council-sessions/:id/drafts/:cycle', draftHandlers(parts));
  route(router, '/council-sessions/:id/results', { get: readResults(parts) });
  route(router, '/council-sessions/:id/receipts/:code', { get: readReceipt(parts) });
  route(router, `/${account.resource}/:id/open-work`, { get: readOpenWork(parts) });
  route(router, `/${unitTree.resource}/:id/first-steps`, { get: readFirstSteps(parts) });
  route(router, `/${unitTree.resource}/:id/officers`, { get: readOfficers(parts) });
  route(router, `/${postOffice.resource}/:id/wording`, { get: readWording(parts) });
  route(router, `/${postOffice.resource}/:id/outbox`, { get: readOutbox(parts) });
  route(router, `/${postOffice.resource}/:id/wording-preview`, { get: previewWording(parts) });
  route(router, `/${programmeYear.resource}/:id/rehearsal`, {
    get: readRehearsal(parts),
    post: rehearseUnsaved(parts),
  });
  route(router, '/spreadsheets/:table', { get: readEmptyTable, post: [readSheetBody, takeSheetIn(parts)] });
  router.all('/in-bulk/:resource/:command', ...readBody, giveInBulk(parts));
  router.all('/:resource/:id/:command', ...readBody, giveCommand(parts));
  return router;
}

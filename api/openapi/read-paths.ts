// What is read besides resources and timelines: each path with its words, parameters and answer.
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { account } from '../../domain/access/account.ts';
import { certificate } from '../../domain/certificate/certificate.ts';
import { councilSession } from '../../domain/council-session/council-session.ts';
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import { letters } from '../../domain/letters/letters.ts';
import { postOffice } from '../../domain/post-office/post-office.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { programmeYear } from '../../domain/programme-year/programme-year.ts';
import { unitTree } from '../../domain/unit/unit-tree.ts';
import { unitDuties } from '../../domain/unit-duties/unit-duties.ts';
import { certificatePapers, cyclePapers, dutiesPapers, sessionPapers, yearPapers } from '../../papers/papers.ts';
import { accessPage, accessQuery } from '../access.ts';
import { explanationView } from '../reads/explain.ts';
import { factsPage, factsQuery } from '../reads/facts.ts';
import { firstStepsView } from '../reads/first-steps.ts';
import { minutesView } from '../reads/minutes.ts';
import { officersQuery, officersView } from '../reads/officers.ts';
import { outboxView } from '../reads/outbox.ts';
import {
  certificateQuery,
  dutiesBoardQuery,
  dutiesPaperQuery,
  dutiesQuery,
  listQuery,
  minutesQuery,
  pastQuery,
  rehearsalQuery,
  resourceQuery,
  sessionQuery,
  yearPaperQuery,
} from '../reads/query.ts';
import { receiptView } from '../reads/receipt.ts';
import { envelopesView, preparationView, resultsView } from '../reads/sessions.ts';
import { wordingPreviewQuery, wordingPreviewView, wordingView } from '../reads/wording.ts';
import { myWorkQuery, myWorkView } from '../work/my-work.ts';
import { openWorkView } from '../work/open-work.ts';
import { draftPath } from './draft-path.ts';
import { paperPath } from './paper-path.ts';
import { rehearseUnsaved } from './rehearse-unsaved.ts';
import { json, problems } from './responses.ts';
import * as schemas from './schemas.ts';

export const readHeaders = z.object({
  'Ocop-After': z.string().optional().meta({
    description: 'a position a command answered with: the list waits up to 2 s for it, else answers Ocop-Stale: true',
  }),
});

type Read = {
  /** whose tag it has */
  of: Aggregate;
  operationId: string;
  /** Vietnamese */
  summary: string;
  description: string;
  /** names of its path's parameters */
  path?: readonly string[];
  query?: z.ZodObject;
  /** of a read model: it waits for the reader's own write */
  isListed?: boolean;
  answers: readonly [z.ZodType, string];
  /** problems besides those that any read may answer with */
  also?: readonly number[];
};

function read({ of, operationId, summary, description, path = [], query, isListed, answers, also = [] }: Read) {
  const [schema, what] = answers;
  return {
    get: {
      tags: [of.resource],
      operationId,
      summary,
      description,
      requestParams: {
        ...(path.length === 0 ? {} : { path: z.object(Object.fromEntries(path.map((name) => [name, z.string()]))) }),
        ...(query ? { query } : {}),
        ...(isListed ? { header: readHeaders } : {}),
      },
      responses: { 200: json(schema, what), ...problems(400, 401, ...also, 429, 503) },
    },
  };
}

/** What `/v1/changes` tells, each as its `data`; not one answer, but a line of them. */
const changeTold = z
  .strictObject({
    resource: z.string(),
    id: z.string(),
    revision: z.int(),
    position: z.string().meta({ description: 'send it as Ocop-After with a list' }),
  })
  .meta({ id: 'Change' });

export const readPaths: ZodOpenApiPathsObject = {
  '/v1/changes': {
    get: {
      tags: [programmeYear.resource],
      operationId: 'follow-changes',
      summary: 'Thay đổi vừa xảy ra, để màn hình tự làm mới',
      description:
        'Server-sent events: `change` says that a resource is now at a revision, and nothing of what it holds; only of what the reader may see. `ready` begins, `reset` says to read everything anew (too long away, or another history), `end` says why it ends (signed out, suspended). `Last-Event-ID` resumes.',
      requestParams: {
        header: z.object({ 'Last-Event-ID': z.string().optional().meta({ description: 'as a browser sends it' }) }),
      },
      responses: {
        200: {
          description: 'events until either side leaves',
          content: { 'text/event-stream': { schema: changeTold } },
        },
        ...problems(401, 403, 429, 503),
      },
    },
  },
  '/v1/my-work': read({
    of: productCycle,
    operationId: 'read-my-work',
    summary: 'Việc của tôi: quá hạn, đến hạn trong 5 ngày làm việc, chờ người khác',
    description:
      'What the reader has to see to today over all their roles, with the command that does it, what is in the way and what happened last; what others have to do in what they see; and the year plan’s line for this month.',
    query: myWorkQuery,
    isListed: true,
    answers: [myWorkView, 'the work'],
  }),
  '/v1/product-cycles': read({
    of: productCycle,
    operationId: 'list-product-cycles',
    summary: 'Danh sách sản phẩm theo bước, cấp, địa bàn, tình trạng',
    description: 'The board: every cycle with who must act, due date and working days left.',
    query: listQuery,
    isListed: true,
    answers: [schemas.boardPage, 'a page of cycles'],
  }),
  '/v1/facts': read({
    of: programmeYear,
    operationId: 'list-facts',
    summary: 'Tra cứu diễn biến: ai ghi gì, cho đơn vị nào, lúc nào',
    description:
      'Facts of everything whose timeline the reader may see, the newest first. How many there are is not counted: what is not seen would have to be judged as well. A page may be short and still have a next one.',
    query: factsQuery,
    isListed: true,
    answers: [factsPage, 'a page of facts'],
  }),
  [`/v1/${programmeYear.resource}/{id}/rehearsal`]: {
    ...read({
      of: programmeYear,
      operationId: 'rehearse',
      summary: 'Diễn tập năm: nhắc gì, khi nào, tới ai; việc gì không ai nhận',
      description:
        'A planned year gone through before it begins, by the engine itself on a store in memory. It takes seconds, of a whole province a minute; one is made at a time. `as=xlsx` is a workbook, `as=ics` a calendar file.',
      path: ['id'],
      query: rehearsalQuery,
      answers: [schemas.rehearsal, 'the rehearsal'],
      also: [404, 409, 422],
    }),
    post: rehearseUnsaved,
  },
  '/v1/product-cycles/{id}/explain': read({
    of: productCycle,
    operationId: 'explain-product-cycles',
    summary: 'Vì sao: luật áp dụng, trễ hay đúng hạn, số sao, hạn, còn thiếu gì',
    description:
      'Each figure of the cycle as a tree: its sentence, the rule with its article, and what it was computed from, down to the facts.',
    path: ['id'],
    query: resourceQuery,
    answers: [explanationView, 'the figures'],
    also: [404, 422],
  }),
  '/v1/product-cycles/{id}/evidence': {
    get: {
      tags: [productCycle.resource],
      operationId: 'evidence-of-product-cycles',
      summary: 'Chứng cứ: một tệp đọc được, in được, kiểm tra được không cần hệ thống',
      description:
        'All that a rating rests on as one page: its events with the proof that they stand in the sealed log, and what follows from them. `ocop verify <file>` checks it. Where no notary runs: 409.',
      requestParams: { path: z.object({ id: z.string() }) },
      responses: {
        200: { description: 'the page', content: { 'text/html': { schema: z.string() } } },
        ...problems(400, 401, 404, 409, 429, 503),
      },
    },
  },
  '/v1/certificates/{id}/papers/certificate': {
    get: {
      tags: [certificate.resource],
      operationId: 'paper-of-certificates',
      summary: 'Giấy chứng nhận để in (PDF), có mã QR tra cứu',
      description:
        'A4 landscape, with a code that leads to its public page. The producer’s name stands in it for who may see it, and that is noted; else its place is left open.',
      requestParams: { path: z.object({ id: z.string() }) },
      responses: {
        200: {
          description: 'the certificate',
          content: { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } },
        },
        ...problems(400, 401, 404, 409, 429, 503),
      },
    },
  },
  '/v1/certificates/{id}/papers/{paper}': paperPath({
    of: certificate,
    operationId: 'text-of-certificates',
    summary: 'Văn bản về một giấy chứng nhận (PDF, DOCX): quyết định thu hồi',
    papers: certificatePapers,
  }),
  '/v1/programme-years/{id}/papers/{paper}': paperPath({
    of: programmeYear,
    operationId: 'paper-of-programme-years',
    summary: 'Văn bản của một đơn vị trong năm (PDF, DOCX): danh sách ý tưởng, kết quả phương án',
    papers: yearPapers,
    query: yearPaperQuery,
  }),
  '/v1/unit-duties/{id}/papers/{paper}': paperPath({
    of: unitDuties,
    operationId: 'paper-of-unit-duties',
    summary: 'Văn bản về nhiệm vụ của đơn vị (PDF, DOCX): bìa báo cáo',
    papers: dutiesPapers,
    query: dutiesPaperQuery,
  }),
  '/v1/product-cycles/{id}/papers/{paper}': paperPath({
    of: productCycle,
    operationId: 'paper-of-product-cycles',
    summary: 'Văn bản của một sản phẩm (PDF, DOCX): phiếu chấm điểm, công văn, tờ trình, quyết định, thông báo kết quả',
    papers: cyclePapers,
  }),
  '/v1/council-sessions/{id}/papers/{paper}': paperPath({
    of: councilSession,
    operationId: 'paper-of-council-sessions',
    summary: 'Văn bản của phiên họp (PDF, DOCX): giấy mời, biên bản, bảng tổng hợp điểm, phiếu chấm điểm đã mở',
    papers: sessionPapers,
  }),
  '/v1/council-sessions/{id}/explain': read({
    of: councilSession,
    operationId: 'explain-council-sessions',
    summary: 'Vì sao: số thành viên, độ lệch điểm, điểm trung bình, số sao từng sản phẩm',
    description: 'Each product that was concluded: quorum, spread and stars, down to each member’s options.',
    path: ['id'],
    query: resourceQuery,
    answers: [explanationView, 'the figures'],
    also: [404, 422],
  }),
  '/v1/council-sessions': read({
    of: councilSession,
    operationId: 'list-council-sessions',
    summary: 'Các phiên họp Hội đồng của đơn vị, đợt, năm',
    description: 'How far each session has come; the latest day of meeting first.',
    query: sessionQuery,
    isListed: true,
    answers: [schemas.sessionPage, 'a page of sessions'],
  }),
  '/v1/council-sessions/{id}/preparation': read({
    of: councilSession,
    operationId: 'read-preparation-of-council-sessions',
    summary: 'Xung đột lợi ích, dự báo số thành viên họp, ai đã niêm phong',
    description:
      'Per product: what members declared and what was found, whether it will have its quorum, who has sealed.',
    path: ['id'],
    answers: [preparationView, 'preparation'],
    also: [404],
  }),
  '/v1/council-sessions/{id}/results': read({
    of: councilSession,
    operationId: 'read-results-of-council-sessions',
    summary: 'Kết quả từng sản phẩm kèm giải thích',
    description:
      'Per product that was concluded: the way to its stars. Chair and deputies are shown more, which is never applied.',
    path: ['id'],
    answers: [resultsView, 'results'],
    also: [404],
  }),
  [`/v1/${postOffice.resource}/{id}/wording`]: read({
    of: postOffice,
    operationId: 'read-wording-of-post-offices',
    summary: 'Câu chữ của thư báo, với các trường của từng mẫu',
    description: 'Every text of letters with its fields and the words it has now.',
    path: ['id'],
    answers: [wordingView, 'the texts'],
    also: [404],
  }),
  [`/v1/${postOffice.resource}/{id}/wording-preview`]: read({
    of: postOffice,
    operationId: 'preview-wording-of-post-offices',
    summary: 'Xem trước một câu chữ trong thư mẫu',
    description: 'An example letter as it would read with other words; nothing is set.',
    path: ['id'],
    query: wordingPreviewQuery,
    answers: [wordingPreviewView, 'the letter'],
    also: [404, 422],
  }),
  [`/v1/${postOffice.resource}/{id}/outbox`]: read({
    of: postOffice,
    operationId: 'read-outbox',
    summary: 'Thư chưa gửi được của tỉnh: tới ai, vì sao, khi nào gửi lại',
    description:
      'For the coordination office, administrators and auditors: letters that wait, failed or were given up, and how many of each state there are. What they say is for their readers alone.',
    path: ['id'],
    answers: [outboxView, 'the letters'],
    also: [404],
  }),
  '/v1/letters/{id}/texts': read({
    of: letters,
    operationId: 'list-letter-texts',
    summary: 'Nội dung các thư mới nhất, cho người nhận',
    description: 'The newest letters as they were written, for the one they were written to; at most 60.',
    path: ['id'],
    answers: [schemas.letterTexts, 'the letters, the newest first'],
    also: [403, 404],
  }),
  '/v1/letters/{id}/texts/{no}': read({
    of: letters,
    operationId: 'read-letter-text',
    summary: 'Nội dung một thư, cho người nhận',
    description: 'A letter as it was written, for the one it was written to.',
    path: ['id', 'no'],
    answers: [schemas.letterText, 'the letter'],
    also: [403, 404],
  }),
  '/v1/duties': read({
    of: unitDuties,
    operationId: 'list-duties',
    summary: 'Nhiệm vụ của các đơn vị, gần hạn trước',
    description:
      'The duties of units one by one, what is due first at the top, with who is to report or to judge them.',
    query: dutiesQuery,
    isListed: true,
    answers: [schemas.dutiesPage, 'a page of duties'],
  }),
  '/v1/programme-years/{id}/duties': read({
    of: unitDuties,
    operationId: 'duties-of-year',
    summary: 'Bảng nhiệm vụ: đơn vị × nhiệm vụ, tỷ lệ đúng hạn',
    description:
      'Units × duties of a programme year: how many are due, in time, late, overdue, accepted, and the share in time.',
    path: ['id'],
    query: dutiesBoardQuery,
    isListed: true,
    answers: [schemas.dutiesOfYear, 'the board'],
    also: [404],
  }),
  '/v1/programme-years/{id}/board': read({
    of: programmeYear,
    operationId: 'read-board',
    summary: 'Bảng chu trình: địa bàn và sáu bước của một năm',
    description:
      'Units and the six steps of a year: how many of what the reader may see are there, overdue, or were late.',
    path: ['id'],
    query: pastQuery,
    isListed: true,
    answers: [schemas.boardOfYear, 'the board'],
    also: [404],
  }),
  '/v1/unplaced': read({
    of: productCycle,
    operationId: 'list-unplaced',
    summary: 'Sản phẩm, chủ thể, chu trình chưa rõ thuộc xã nào sau khi xã bị chia',
    description:
      'What lies in a divided commune: until a placing says in which part, nobody decides for a commune there.',
    query: pastQuery,
    isListed: true,
    answers: [schemas.unplacedList, 'all of them'],
  }),
  '/v1/accounts/{id}/open-work': read({
    of: account,
    operationId: 'read-open-work',
    summary: 'Việc cần bàn giao khi một người thôi việc',
    description:
      'What somebody who leaves hands over: the roles they hold today, with who else holds each at that unit, and what waits for them. For themselves and for whoever sees accounts.',
    path: ['id'],
    answers: [openWorkView, 'their roles and their work'],
    also: [404],
  }),
  '/v1/unit-trees/{id}/first-steps': read({
    of: unitTree,
    operationId: 'read-first-steps',
    summary: 'Tỉnh mới cài đặt còn phải làm gì: đơn vị, người, lịch nghỉ, thư báo, kế hoạch, sản phẩm',
    description:
      'For the coordination office, administrators and auditors: how far a province is that begins, step by step.',
    path: ['id'],
    answers: [firstStepsView, 'the steps'],
    also: [404],
  }),
  '/v1/unit-trees/{id}/officers': read({
    of: unitTree,
    operationId: 'read-officers',
    summary: 'Cán bộ theo đơn vị; đơn vị còn thiếu cán bộ',
    description:
      'For the coordination office, administrators and auditors: who holds which role at which unit today, where somebody is missing and what therefore nobody can do; of a unit that took over from others, who worked there until their last day.',
    path: ['id'],
    query: officersQuery,
    answers: [officersView, 'the units in the order of their codes'],
    also: [404],
  }),
  '/v1/council-sessions/{id}/receipts/{code}': read({
    of: councilSession,
    operationId: 'read-receipt',
    summary: 'Phiếu đã niêm phong: còn nguyên hay không',
    description: 'What became of a sealed sheet, for the member who holds its receipt.',
    path: ['id', 'code'],
    answers: [receiptView, 'the sheet as it was sealed'],
    also: [404],
  }),
  '/v1/certificates': read({
    of: certificate,
    operationId: 'list-certificates',
    summary: 'Giấy chứng nhận theo tình trạng, tháng hết hạn, sản phẩm, số',
    description:
      'Certificates by their last days: what runs out next, what is to be issued or decided, whose number that is.',
    query: certificateQuery,
    isListed: true,
    answers: [schemas.certificatePage, 'a page of certificates'],
  }),
  '/v1/access-log': read({
    of: account,
    operationId: 'list-accesses',
    summary: 'Ai đã xem dữ liệu cá nhân, phiếu niêm phong: khi nào, vì sao',
    description:
      'For auditors and administrators: every read of personal and sealed values over the API, with what the reader said it was for (`Ocop-Purpose`, percent-encoded). Kept as long as OCOP_ACCESS_LOG_YEARS says.',
    query: accessQuery,
    answers: [accessPage, 'a page of accesses'],
    also: [403],
  }),
  '/v1/certificate-months': read({
    of: certificate,
    operationId: 'list-certificate-months',
    summary: 'Số giấy chứng nhận theo tháng hết hạn và tình trạng',
    description: 'How many certificates of each state end in which month.',
    query: pastQuery,
    isListed: true,
    answers: [schemas.certificateMonths, 'the months in order'],
  }),
  '/v1/council-sessions/{id}/envelopes/{cycle}': read({
    of: councilSession,
    operationId: 'read-envelopes-of-council-sessions',
    summary: 'Phiếu niêm phong chờ Chủ tịch mở bằng khóa của mình',
    description: 'Closed as they are: for whoever may preside, to be opened with the key that the chair holds.',
    path: ['id', 'cycle'],
    answers: [envelopesView, 'the envelopes'],
    also: [403, 404],
  }),
  '/v1/council-sessions/{id}/minutes': read({
    of: councilSession,
    operationId: 'read-minutes',
    summary: 'Biên bản phiên họp: dữ liệu, bản in, trước và sau khi ký',
    description:
      'The minutes as data whose canonical JSON was hashed and signed, or with `as` as a page or text to print; before both have signed for the council and its conveners.',
    path: ['id'],
    query: minutesQuery,
    answers: [minutesView, 'the minutes'],
    also: [403, 404],
  }),
  '/v1/council-sessions/{id}/drafts/{cycle}': draftPath,
};

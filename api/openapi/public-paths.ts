// What anybody may ask without an account: pages for people, what machines watch and follow, and what proves the log.
import { z } from 'zod';
import type { ZodOpenApiPathItemObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { recorded } from '../../domain/letters/page-of.ts';
import { listQuery } from '../reads/query.ts';
import { problems } from './responses.ts';

type Public = {
  readonly tag: 'pages' | 'public';
  readonly operationId: string;
  /** Vietnamese */
  readonly summary: string;
  readonly description: string;
  /** names of its path's parameters */
  readonly path?: readonly string[];
  readonly query?: z.ZodObject;
  readonly body?: { readonly type: string; readonly description: string };
  /** status and type of its answer; a redirection has none */
  readonly answers: { readonly status: number; readonly type?: string; readonly schema?: z.ZodType };
  /** problems it may answer with */
  readonly also?: readonly number[];
};

function operation({ tag, operationId, summary, description, path = [], query, body, answers, also = [] }: Public) {
  const { status, type, schema = z.string() } = answers;
  return {
    tags: [tag],
    operationId,
    summary,
    description,
    security: [],
    requestParams: {
      ...(path.length === 0 ? {} : { path: z.object(Object.fromEntries(path.map((name) => [name, z.string()]))) }),
      ...(query ? { query } : {}),
    },
    ...(body
      ? { requestBody: { content: { [body.type]: { schema: z.string().meta({ description: body.description }) } } } }
      : {}),
    responses: {
      [status]: { description, ...(type === undefined ? {} : { content: { [type]: { schema } } }) },
      ...problems(...also, 429),
    },
  };
}

const HTML = 'text/html';
const inLanguage = z.object({ lang: z.enum(['en']).optional().meta({ description: 'Vietnamese without it' }) });

const page = (
  operationId: string,
  summary: string,
  description: string,
  more: Partial<Public> = {},
): ZodOpenApiPathItemObject => ({
  get: operation({
    ...({ tag: 'pages', operationId, summary, description, query: inLanguage } as const),
    answers: { status: 200, type: HTML },
    ...more,
  }),
});

const get = (
  operationId: string,
  summary: string,
  description: string,
  answers: Public['answers'],
  more: Partial<Public> = {},
) => ({
  get: operation({ tag: 'public', operationId, summary, description, answers, ...more }),
});

const onePage = { path: ['id'], query: inLanguage.extend({ after: z.string().optional() }), also: [404, 503] };
const link = { path: ['account', 'no', 'token'], also: [404, 503] };

const FORM = { type: 'application/x-www-form-urlencoded', description: 'as a browser sends a form' };
/** A form of ours: it leads on, or comes back with what is wrong. */
const posted = (operationId: string, summary: string, description: string, path: readonly string[] = []) =>
  operation({
    ...({ tag: 'pages', operationId, summary, description, path, body: FORM } as const),
    answers: { status: 303 },
    also: [401, 403, 404, 409, 413, 422],
  });

const onward = { status: 303 };
const signOn = { query: z.object({ next: z.string().optional() }), also: [401, 404, 503] };

const pages: ZodOpenApiPathsObject = {
  '/': get('page-door', 'Trang đầu', 'Leads to the web application, or to the board where there is none.', {
    status: 302,
  }),
  '/board': page('page-board', 'Bảng theo dõi', 'The board: districts and steps of a year, and its products.', {
    query: listQuery.omit({ limit: true }).extend(inLanguage.shape),
  }),
  '/latest': page('page-latest', 'Vừa ghi nhận', 'The newest facts: a frame that loads itself again.', {
    query: inLanguage.extend({ paused: z.string().optional() }),
  }),
  '/demo/forward': {
    post: operation({
      ...({ tag: 'pages', operationId: 'page-forward', summary: 'Tua 7 ngày' } as const),
      description: 'The board’s button: lets a week of the demo pass. Only on a demo, and only from our own page.',
      query: inLanguage,
      answers: { status: 303 },
      also: [403],
    }),
  },
  '/cycles/{id}': page('page-cycle', 'Một sản phẩm', 'Where one product stands, and all that happened.', onePage),
  ...Object.fromEntries(
    recorded.map(({ resource, words }) => [
      `/${resource}/{id}`,
      page(
        `page-${resource}`,
        words.vi,
        `${words.en}: where it stands, and all that happened. Letters lead here.`,
        onePage,
      ),
    ]),
  ),
  '/opened/{account}/{no}/{token}': {
    ...page(
      'page-letter',
      'Liên kết trong thư',
      'A letter’s own link: a page with one button. Asking for it says nothing.',
      link,
    ),
    post: operation({
      ...({ tag: 'pages', operationId: 'page-letter-opened', summary: 'Đánh dấu đã đọc' } as const),
      description: 'The button: the letter was read; leads on to what it is about.',
      ...link,
      answers: { status: 303 },
    }),
  },
  '/sign-in': {
    ...page('page-sign-in', 'Đăng nhập', 'A form for name and password.', {
      query: inLanguage.extend({ next: z.string().optional() }),
    }),
    post: posted('page-signed-in', 'Đăng nhập', 'The form: leads on, or asks for the second factor.'),
  },
  '/sign-in/code': { post: posted('page-second-step', 'Mã xác thực', 'The second factor’s form: leads on.') },
  '/sign-in/sign-on': get('page-to-sign-on', 'Đăng nhập một lần', 'Leads to the office’s own sign-on.', onward, signOn),
  '/sign-in/sign-on/again': get(
    'page-to-sign-on-again',
    'Xác nhận lại bằng đăng nhập một lần',
    'Leads there to show again that it is you.',
    onward,
    signOn,
  ),
  '/sign-in/sign-on/back': page(
    'page-back-from-sign-on',
    'Trở về',
    'Where the office’s sign-on sends people back to.',
    {
      query: z.looseObject({ state: z.string().optional(), code: z.string().optional() }),
      also: [401, 403, 404, 409, 503],
    },
  ),
  '/invitation/{token}/sign-on': get(
    'page-invitation-by-sign-on',
    'Nhận lời mời bằng đăng nhập một lần',
    'Leads to the office’s own sign-on, to take the invitation by it.',
    onward,
    { path: ['token'], also: [404, 503] },
  ),
  '/sign-out': { post: posted('page-sign-out', 'Đăng xuất', 'Ends the session.') },
  '/invitation/{token}': {
    ...page('page-invitation', 'Lời mời', 'What an invitation’s link leads to: a form for a name and a password.', {
      path: ['token'],
      also: [401, 404, 409],
    }),
    post: posted('page-invited', 'Nhận lời mời', 'The form: leads on to signing in.', ['token']),
  },
  '/docs': page('page-docs', 'Tài liệu API', 'This document as a page.'),
  '/style.css': get('stylesheet', 'Kiểu hiển thị', 'How the pages look.', { status: 200, type: 'text/css' }),
};

const TEXT = 'text/plain';
const JSON_TYPE = 'application/json';
const any = z.looseObject({});
const base64 = z.string().meta({ description: 'base64' });

const checkpoint = z
  .object({
    size: z.int(),
    root: base64,
    sealedAt: z.string(),
    line: z.string().meta({ description: 'as it is printed on decisions' }),
    witnesses: z.array(z.object({ name: z.string(), id: z.string(), at: z.string().optional() })),
    note: z.string().meta({ description: 'the signed note, https://c2sp.org/tlog-checkpoint' }),
  })
  .meta({ id: 'Checkpoint' });
const lostOnes = z
  .array(checkpoint)
  .optional()
  .meta({ description: 'on the first page: those of events that were lost when an older backup was put back' });
const size = { path: ['size'], also: [404] };
const whereNotary = 'Where the notary is (docs/operations.md).';
const upTo = z.string().optional().meta({ description: 'number of events; those of the latest checkpoint without it' });

const machines: ZodOpenApiPathsObject = {
  '/healthz': get('alive', 'Còn chạy không', 'The process is alive.', { status: 200, type: JSON_TYPE, schema: any }),
  '/readyz': {
    get: {
      ...operation({
        ...({ tag: 'public', operationId: 'ready', summary: 'Sẵn sàng chưa' } as const),
        description: 'Which parts are well, and since when; 503 where one is not.',
        answers: { status: 200, type: JSON_TYPE, schema: any },
      }),
    },
  },
  '/.well-known/security.txt': get(
    'security-txt',
    'Báo lỗ hổng cho ai',
    'RFC 9116: whom to tell of a weakness. Where the operator has set a contact.',
    { status: 200, type: TEXT },
  ),
  '/v1/openapi.json': get('openapi', 'Tài liệu API cho máy đọc', 'This document.', {
    status: 200,
    type: JSON_TYPE,
    schema: any,
  }),
  '/feeds/{file}': get(
    'read-feed',
    'Lịch hạn (ICS)',
    'Due dates as a calendar file (RFC 5545) at a secret address, `<secret>.ics`; opened and revoked by `calendar-feeds`.',
    { status: 200, type: 'text/calendar' },
    { path: ['file'], also: [404, 503] },
  ),
  '/public/v1/certificates/{id}': get(
    'public-certificate',
    'Giấy chứng nhận: còn hạn hay không',
    'What the code on a certificate leads to: whether it is valid today, of which product, by which decision.',
    { status: 200, type: HTML },
    { path: ['id'], also: [400, 404, 503] },
  ),
  '/c/{code}': get(
    'public-certificate-by-code',
    'Giấy chứng nhận theo mã in trên giấy',
    'The same, by the code that is printed: also of a paper that was replaced.',
    { status: 200, type: HTML },
    { path: ['code'], also: [400, 404, 503] },
  ),
  '/public/v1/checkpoints': get(
    'list-checkpoints',
    'Các điểm niêm phong',
    `What the log was sealed as, the newest first. ${whereNotary}`,
    {
      status: 200,
      type: JSON_TYPE,
      schema: z.object({ checkpoints: z.array(checkpoint), next: z.int().optional(), lost: lostOnes }),
    },
    { query: z.object({ before: upTo }), also: [400] },
  ),
  '/public/v1/checkpoints/{size}': get(
    'read-checkpoint',
    'Một điểm niêm phong',
    'The signed note itself. `latest` is the newest.',
    { status: 200, type: TEXT },
    size,
  ),
  '/public/v1/checkpoints/{size}/print': get(
    'print-checkpoint',
    'Điểm niêm phong để in',
    'A checkpoint as a sheet of paper.',
    { status: 200, type: TEXT },
    size,
  ),
  '/public/v1/checkpoints/{size}/cosignatures': {
    post: operation({
      ...({ tag: 'public', operationId: 'cosign-checkpoint', summary: 'Nhân chứng cùng ký' } as const),
      description: 'Cosignatures of registered witnesses, a line each.',
      path: ['size'],
      body: { type: TEXT, description: 'signature lines of a signed note' },
      answers: { status: 200, type: JSON_TYPE, schema: checkpoint },
      also: [404, 422],
    }),
  },
  '/public/v1/log/inclusion': get(
    'prove-inclusion',
    'Chứng minh một sự kiện có trong sổ',
    `That an event stands in the log (RFC 6962). ${whereNotary}`,
    {
      status: 200,
      type: JSON_TYPE,
      schema: z.object({ event: z.string(), index: z.int(), size: z.int(), root: base64, proof: z.array(base64) }),
    },
    { query: z.object({ stream: z.string(), revision: z.string(), size: upTo }), also: [400, 404] },
  ),
  '/public/v1/log/consistency': get(
    'prove-consistency',
    'Chứng minh sổ chỉ dài thêm',
    `That the log of a later size only grew (RFC 6962). ${whereNotary}`,
    {
      status: 200,
      type: JSON_TYPE,
      schema: z.object({ older: z.int(), size: z.int(), olderRoot: base64, root: base64, proof: z.array(base64) }),
    },
    { query: z.object({ older: z.string(), size: upTo }), also: [400, 404] },
  ),
};

export const publicPaths: ZodOpenApiPathsObject = { ...pages, ...machines };

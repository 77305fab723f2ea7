// Signing in and one's own account, from the same entries as their routes.
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { own } from '../../domain/kernel/own.ts';
import { namesView } from '../reads/names.ts';
import { rulebooksView } from '../reads/rulebooks.ts';
import { meView } from '../sign-in/me.ts';
import type { Own } from '../sign-in/own-route.ts';
import { doors, ownAffairs } from '../sign-in/own-routes.ts';
import { demoAccountsView, welcomeView } from '../sign-in/welcome.ts';
import { json, problems } from './responses.ts';

const TAG = 'accounts-and-sign-in';
export const ownTag = { name: TAG, description: 'Đăng nhập, tài khoản của tôi · Signing in, my account' };

function pathOf(own: Own, isDoor: boolean): ZodOpenApiPathsObject {
  const operation = {
    tags: [TAG],
    operationId: own.operationId,
    summary: own.words.vi,
    description: `${own.words.en}.`,
    'x-words': own.words,
    ...(isDoor ? { security: [] } : {}),
    ...(own.method === 'get'
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: own.input } } } }),
    responses: {
      200: json(own.answers, own.words.en),
      ...problems(
        400,
        401,
        403,
        ...new Set([...(isDoor ? [404] : []), ...own.also]),
        ...(own.method === 'get' ? [] : [413, 415, 422]),
        429,
        503,
      ),
    },
  };
  return { [`/v1${own.path}`]: { [own.method]: operation } };
}

export const ownPaths: ZodOpenApiPathsObject = [
  ...doors.map((own) => pathOf(own, true)),
  ...ownAffairs.map((own) => pathOf(own, false)),
  {
    '/v1/me': {
      get: {
        tags: [TAG],
        operationId: 'read-me',
        summary: 'Tôi là ai ở đây, hôm nay làm được với vai trò nào',
        description: 'Who I am here, what I act as today, and how I have signed in.',
        requestParams: { header: z.object({}) },
        responses: { 200: json(meView, 'me'), ...problems(400, 401, 403, 429, 503) },
      },
    },
    '/v1/names': {
      get: {
        tags: [TAG],
        operationId: 'read-names',
        summary: 'Tên các cấp, nhóm sản phẩm, loại minh chứng',
        description: 'What the rulebooks call tiers, groups of products and kinds of evidence.',
        requestParams: { header: z.object({}) },
        responses: { 200: json(namesView, 'the names'), ...problems(400, 401, 403, 429, 503) },
      },
    },
    '/v1/rulebooks': {
      get: {
        tags: [TAG],
        operationId: 'read-rulebooks',
        summary: 'Các bộ quy định, từng dòng với căn cứ',
        description: 'Every rulebook as lines with their articles; a line of the same id is the same matter in all.',
        requestParams: { header: z.object({}) },
        responses: { 200: json(rulebooksView, 'the rulebooks'), ...problems(400, 401, 403, 429, 503) },
      },
    },
    '/v1/demo-accounts': {
      get: {
        tags: [TAG],
        operationId: 'list-demo-accounts',
        summary: 'Tài khoản minh họa; chỉ có ở kho minh họa',
        description:
          'The accounts of a demo store: `Authorization: Bearer <id>` is believed there. Elsewhere there is none.',
        security: [],
        requestParams: { header: z.object({}) },
        responses: { 200: json(demoAccountsView, 'the accounts'), ...problems(400, 404, 429, 503) },
      },
    },
    '/v1/welcome': {
      get: {
        tags: [TAG],
        operationId: 'read-welcome',
        summary: 'Trước khi đăng nhập: đây có phải dữ liệu minh họa không, đăng nhập thế nào',
        description: 'What a page has to know before anybody has said who they are.',
        security: [],
        requestParams: { header: z.object({}) },
        responses: { 200: json(welcomeView, 'what this installation is'), ...problems(400, 429, 503) },
      },
    },
  } as ZodOpenApiPathsObject,
].reduce<ZodOpenApiPathsObject>((all, one) => {
  // A path may be in two entries, one for each method.
  for (const [path, item] of Object.entries(one)) all[path] = { ...own(all, path), ...item };
  return all;
}, {});

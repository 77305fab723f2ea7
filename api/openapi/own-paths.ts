// Signing in and one's own account, from the same entries as their routes.
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { own } from '../../domain/kernel/own.ts';
import { meView } from '../sign-in/me.ts';
import { doors, type Own, ownAffairs } from '../sign-in/own-routes.ts';
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
  } as ZodOpenApiPathsObject,
].reduce<ZodOpenApiPathsObject>((all, one) => {
  // A path may be in two entries, one for each method.
  for (const [path, item] of Object.entries(one)) all[path] = { ...own(all, path), ...item };
  return all;
}, {});

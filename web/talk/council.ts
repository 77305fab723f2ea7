// What is read of councils’ sessions, each question once.
import { queryOptions } from '@tanstack/react-query';
import type { Receipt } from '../../domain/council-session/receipts.ts';
import type { Listed, Resource } from './answers.ts';
import { ask } from './ask.ts';
import type { Preparation, Results, Session, SessionLine } from './council-answers.ts';
import { withQuery } from './reads.ts';

export const sessionPath = (id: string): string => `/v1/council-sessions/${encodeURIComponent(id)}`;

const MOST = 200;
export const sessions = (filters: { year: string; unit?: string | undefined; round?: string | undefined }) =>
  queryOptions({
    queryKey: ['sessions', filters],
    queryFn: async ({ signal }) =>
      (await ask<Listed<SessionLine>>(withQuery('/v1/council-sessions', { ...filters, limit: MOST }), { signal })).body,
  });

export const session = (id: string) =>
  queryOptions({
    queryKey: ['resource', 'council-sessions', id, 'state'],
    queryFn: ({ signal }) => ask<Resource<Session>>(sessionPath(id), { signal }),
  });

const part = <T>(id: string, name: string) =>
  queryOptions({
    queryKey: ['resource', 'council-sessions', id, name],
    queryFn: async ({ signal }) => (await ask<T>(`${sessionPath(id)}/${name}`, { signal })).body,
  });
export const preparation = (id: string) => part<Preparation>(id, 'preparation');
export const results = (id: string) => part<Results>(id, 'results');
export const receipt = (id: string, code: string) => part<Receipt>(id, `receipts/${encodeURIComponent(code)}`);

/** Minutes as they print, in plain text. @param no which of them; 0: what they would say now */
export const minutesText = (id: string, no: number) =>
  queryOptions({
    queryKey: ['resource', 'council-sessions', id, 'minutes', no],
    queryFn: async ({ signal }) => (await ask<string>(`${sessionPath(id)}/minutes?as=text&no=${no}`, { signal })).body,
  });

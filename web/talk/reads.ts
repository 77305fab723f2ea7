// What is read of the server, each question once: its key, its path and what it answers with.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { YearPlan } from '../../domain/programme-year/year-plan.ts';
import type {
  BoardItem,
  BoardRow,
  DemoAccount,
  Fact,
  Listed,
  Me,
  MyWork,
  Names,
  Resource,
  Welcome,
} from './answers.ts';
import { ask } from './ask.ts';
import type { CycleState } from './cycle-state.ts';

const ON_A_PAGE = 100;
const FOR_GOOD = Number.POSITIVE_INFINITY;

export const bodyOf = async <T>(path: string, signal: AbortSignal): Promise<T> => (await ask<T>(path, { signal })).body;

export function withQuery(path: string, parameters: Readonly<Record<string, string | number | undefined>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== '') search.set(name, String(value));
  return search.size === 0 ? path : `${path}?${search}`;
}

export const welcome = () =>
  queryOptions({
    queryKey: ['welcome'],
    queryFn: async ({ signal }) => (await ask<Welcome>('/v1/welcome', { signal, isDoor: true })).body,
  });

/** As whom one may look on, in a demo. */
export const demoAccounts = () =>
  queryOptions({
    queryKey: ['demo-accounts'],
    queryFn: ({ signal }) => bodyOf<{ items: readonly DemoAccount[] }>('/v1/demo-accounts', signal),
    staleTime: FOR_GOOD,
  });

export const me = (account: string | undefined) =>
  queryOptions({
    queryKey: ['me', account ?? ''],
    queryFn: async ({ signal }) => (await ask<Me>('/v1/me', { signal, isDoor: true })).body,
    staleTime: 60_000,
  });

export type CycleFilters = Partial<
  Record<'year' | 'step' | 'tier' | 'place' | 'acting' | 'state' | 'q' | 'sort', string>
>;

/** @param filters `asOf`: a past day, as the list stood at its end */
export const cycles = (filters: CycleFilters & { readonly asOf?: string }) =>
  infiniteQueryOptions({
    queryKey: ['cycles', filters],
    queryFn: ({ pageParam, signal }) =>
      bodyOf<Listed<BoardItem>>(
        withQuery('/v1/product-cycles', { ...filters, limit: ON_A_PAGE, cursor: pageParam }),
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

const MOST_WORK = 50;
/**
 * @param as the role one works in, one of several
 * @param isDoor asked before it is known who asks: to be turned away then ends no session
 */
export const myWork = (as: string | undefined, isDoor = false) =>
  queryOptions({
    queryKey: ['my-work', as ?? ''],
    queryFn: async ({ signal }) =>
      (await ask<MyWork>(withQuery('/v1/my-work', { limit: MOST_WORK }), { signal, isDoor })).body,
  });

export const found = (q: string) =>
  queryOptions({
    queryKey: ['cycles', 'found', q],
    queryFn: ({ signal }) => bodyOf<Listed<BoardItem>>(withQuery('/v1/product-cycles', { q, limit: 8 }), signal),
    enabled: q.trim() !== '',
  });

/** @param year id of a programme year, `66-2022` */
export const board = (year: string) =>
  queryOptions({
    queryKey: ['board', year],
    queryFn: async ({ signal }) =>
      (await bodyOf<{ rows: readonly BoardRow[] }>(`/v1/programme-years/${year}/board`, signal)).rows,
  });

/** A thing with its tag and what can be done with it. @param asOf a day: what was known at its end */
export const thing = <State>(resource: string, id: string, asOf?: string) =>
  queryOptions({
    queryKey: ['resource', resource, id, ...(asOf === undefined ? [] : [asOf])],
    queryFn: ({ signal }) =>
      ask<Resource<State>>(withQuery(`/v1/${resource}/${encodeURIComponent(id)}`, { asOf }), { signal }),
  });

export type YearState = {
  readonly plan?: YearPlan;
  readonly approved: boolean;
  readonly opened: boolean;
  readonly closed: boolean;
};
export const year = (id: string) => thing<YearState>('programme-years', id);
export const cycle = (id: string, asOf?: string) => thing<CycleState>('product-cycles', id, asOf);

const MOST_FACTS = 200;
/** All of its facts, or those that were known at the end of a day, the oldest first. */
export const timeline = (resource: string, id: string, asOf?: string) =>
  queryOptions({
    queryKey: ['timeline', resource, id, ...(asOf === undefined ? [] : [asOf])],
    queryFn: async ({ signal }) => {
      const facts: Fact[] = [];
      const path = `/v1/${resource}/${encodeURIComponent(id)}/timeline`;
      for (let cursor: string | undefined, more = true; more; ) {
        const page = await bodyOf<Listed<Fact>>(withQuery(path, { limit: MOST_FACTS, cursor, asOf }), signal);
        facts.push(...page.items);
        cursor = page.next ?? undefined;
        more = page.next !== null;
      }
      return facts;
    },
  });

type UnitTree = {
  readonly units: Readonly<Record<string, readonly { readonly name: string; readonly level: string }[]>>;
};
/** The names of all units of a province, by their codes. */
export const unitNames = (province: string | undefined) =>
  queryOptions({
    queryKey: ['resource', 'unit-trees', province],
    queryFn: async ({ signal }) => {
      const { state } = await bodyOf<Resource<UnitTree>>(`/v1/unit-trees/${province}`, signal);
      return new Map(Object.entries(state.units).map(([code, all]) => [code, all.at(-1)?.name ?? code]));
    },
    enabled: province !== undefined,
    staleTime: 10 * 60_000,
  });

export const names = () =>
  queryOptions({
    queryKey: ['names'],
    queryFn: ({ signal }) => bodyOf<Names>('/v1/names', signal),
    staleTime: FOR_GOOD,
  });

export type Explained = {
  readonly what: string;
  readonly words: { readonly vi: string; readonly en: string };
  readonly rule?: string;
  readonly facts?: readonly string[];
  readonly from?: readonly Explained[];
};
export const explained = (id: string) =>
  queryOptions({
    queryKey: ['resource', 'product-cycles', id, 'explain'],
    queryFn: async ({ signal }) =>
      (await bodyOf<{ items: readonly Explained[] }>(`/v1/product-cycles/${encodeURIComponent(id)}/explain`, signal))
        .items,
  });

/** How a command is asked for: its words and the schema of its input. It changes with the release alone. */
export const operation = (name: string) =>
  queryOptions({
    queryKey: ['operation', name],
    queryFn: async ({ signal }) => {
      const { paths, components } = await bodyOf<OpenApi>(withQuery('/v1/openapi.json', { operation: name }), signal);
      const asked = Object.values(paths)[0]?.post;
      return { asked, schemas: components?.schemas ?? {} };
    },
    staleTime: FOR_GOOD,
    gcTime: FOR_GOOD,
  });
type OpenApi = {
  readonly paths: Readonly<Record<string, { readonly post?: Operation }>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
};
export type Operation = {
  readonly 'x-words': { readonly vi: string; readonly en: string };
  readonly 'x-signs'?: boolean;
  readonly 'x-reaches-beyond'?: boolean;
  readonly 'x-confirms'?: string;
  readonly requestBody?: { readonly content: { readonly 'application/json'?: { readonly schema: Schema } } };
};

/** As much of JSON Schema as inputs of commands are written in. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly description?: string;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly 'x-label'?: { readonly vi: string; readonly en: string };
  /** what a value stands for, where its type does not say */
  readonly 'x-kind'?: string;
  /** how a text must look */
  readonly 'x-hint'?: { readonly vi: string; readonly en: string };
  readonly 'x-values'?: Readonly<Record<string, { readonly vi: string; readonly en: string }>>;
};

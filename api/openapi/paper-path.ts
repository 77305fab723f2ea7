// An official text as PDF or DOCX, as /v1/openapi.json describes it.
import { z } from 'zod';
import type { Aggregate } from '../../domain/kernel/aggregate.ts';
import type { Words } from '../../domain/kernel/refusal.ts';
import { paperQuery } from '../reads/query.ts';
import { problems } from './responses.ts';

type PaperPath = {
  of: Aggregate;
  operationId: string;
  summary: string;
  papers: Readonly<Record<string, { readonly words: Words }>>;
  query?: z.ZodObject;
};

const file = { schema: z.string().meta({ format: 'binary' }) };

export function paperPath({ of, operationId, summary, papers, query = paperQuery }: PaperPath) {
  const listed = Object.entries(papers).map(([id, { words }]) => `\`${id}\` ${words.en}`);
  return {
    get: {
      tags: [of.resource],
      operationId,
      summary,
      description: `In the layout of Decree 30/2020/NĐ-CP, made of what is recorded: ${listed.join(', ')}. The same data give the same bytes. Until number, day and signers are recorded it says DỰ THẢO across each page.`,
      requestParams: { path: z.object({ id: z.string(), paper: z.enum(Object.keys(papers)) }), query },
      responses: {
        200: {
          description: 'the text',
          content: {
            'application/pdf': file,
            'application/vnd.openxmlformats-officedocument.wordprocessingml.document': file,
          },
        },
        ...problems(400, 401, 403, 404, 409, 429, 503),
      },
    },
  };
}

// Whether a file may be sent to a dossier now: whether its sender may give some command there that names a paper.

import type { Request, Response } from 'express';
import { z } from 'zod';
import { document } from '../../domain/kernel/fields.ts';
import { isRefusal, type Refusal } from '../../domain/kernel/refusal.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import type { History } from '../../eventstore/history.ts';
import { callerOf, wayRefused } from '../caller.ts';
import type { ApiParts } from '../parts.ts';
import { routedCommands } from '../routed-commands.ts';
import { existing } from '../seeing.ts';
import { FILE_NOT_WANTED } from './parts.ts';

function namesPaper(schema: unknown): boolean {
  if (schema === document) return true;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return namesPaper(schema.unwrap());
  if (schema instanceof z.ZodArray) return namesPaper(schema.element);
  return schema instanceof z.ZodObject && Object.values(schema.shape).some(namesPaper);
}

/** Every command may name the paper that proves an earlier day; that alone is none a file belongs to. */
const DATING = 'latePaper';
const papered = routedCommands(productCycle).filter(
  ({ starts, input }) =>
    !starts && Object.entries(input.shape).some(([name, schema]) => name !== DATING && namesPaper(schema)),
);

/** The cycle that a file is sent to, or why it is not taken there from who asks. */
export async function takingFiles(parts: ApiParts, req: Request, res: Response): Promise<History | Refusal> {
  const caller = callerOf(res);
  const asked = { aggregate: productCycle, id: String(req.params.id), caller, part: 'files' };
  const history = await existing(parts, asked);
  if (isRefusal(history)) return history;
  const commands = papered.filter((command) => !wayRefused(res, command) || command.signs);
  const verdicts = await parts.executor.judge({ commands, history, caller });
  return verdicts.includes(undefined) ? history : FILE_NOT_WANTED();
}

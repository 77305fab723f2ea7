import { setTimeout as pause } from 'node:timers/promises';
import { Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { SearchAttributeType } from '../../cli/temporal/dev-server.ts';

const RETENTION = '7 days';
const ALREADY_EXISTS = 6;
const KNOWN_WITHIN_MS = 20_000;
const ASK_EVERY_MS = 50;

/** Numbers of temporal.api.enums.v1.IndexedValueType. */
const INDEXED_AS = { Text: 1, Keyword: 2, Int: 3, Double: 4, Bool: 5, Datetime: 6, KeywordList: 7 } as const;

type Wanted = {
  address: string;
  namespace: string;
  searchAttributes: Readonly<Record<string, SearchAttributeType>>;
};

/** Registers a namespace that may be there already, and returns once the server takes its search attributes. */
export async function registerNamespace({ address, namespace, searchAttributes }: Wanted): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService
      .registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs(RETENTION) })
      .catch((error) => {
        if (!isGrpcServiceError(error) || error.code !== ALREADY_EXISTS) throw error;
      });
    const types = Object.entries(searchAttributes).map(([name, type]) => [name, INDEXED_AS[type]]);
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(types) });
    await untilKnown({ connection, namespace, names: Object.keys(searchAttributes) });
  } finally {
    await connection.close();
  }
}

type Asked = { connection: Connection; namespace: string; names: string[] };

/** The server reads its namespaces anew every other second; till then it refuses what names a new attribute. */
async function untilKnown({ connection, namespace, names }: Asked): Promise<void> {
  const query = names.map((name) => `${name} IS NULL`).join(' AND ');
  const deadline = performance.now() + KNOWN_WITHIN_MS;
  for (;;) {
    try {
      await connection.workflowService.countWorkflowExecutions({ namespace, query });
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await pause(ASK_EVERY_MS);
    }
  }
}

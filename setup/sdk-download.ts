// Runs on Node 24, in a process of its own, because a download that hangs can only be ended from outside.
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [version, downloadDir] = process.argv.slice(2) as [string, string];
try {
  const executable = { type: 'cached-download', version, downloadDir } as const;
  const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } });
  await environment.teardown();
} catch (error) {
  // The SDK nests the address twice before it comes to the cause.
  console.error((error as Error).message.split('): ').at(-1));
  process.exitCode = 1;
}

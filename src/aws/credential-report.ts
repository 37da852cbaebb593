import {
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { isInterrupted } from '../domain/errors.ts';
import { instant } from '../domain/time.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import type { RawCredentialReport } from '../ports/cloud.ts';
import type { Caller } from './call.ts';

/** How often it is asked whether the report is ready, and how long is waited in between: longer each time. */
const POLLS = 14;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5000;

/**
 * The credential report of an account as AWS gives it, or why there is none.
 *
 * IAM makes one at most every four hours and hands out the old one in between; under load it refuses with LimitExceeded,
 * sometimes for hours. Nothing depends on it, so whatever goes wrong is an answer and no error. That it is made changes nothing in
 * the account: AWS calls it a read.
 */
export async function readCredentialReport(means: {
  readonly iam: IAMClient;
  readonly caller: Caller;
}): Promise<RawCredentialReport> {
  const { iam, caller } = means;
  try {
    for (let asked = 0; asked < POLLS; asked += 1) {
      const state = await caller.read('iam', 'GenerateCredentialReport', (how) =>
        iam.send(new GenerateCredentialReportCommand({}), how),
      );
      if (state.State === 'COMPLETE') return await download(iam, caller);
      await caller.pauseForReport(Math.min(FIRST_PAUSE_MS * 2 ** asked, LONGEST_PAUSE_MS));
    }
    return { usable: false, why: 'it was not ready in time' };
  } catch (error) {
    if (isInterrupted(error)) return { usable: false, why: 'the run was stopped by hand' };
    if (!isCallFailure(error)) throw error;
    return { usable: false, why: `${error.operation}: ${error.awsCode}` };
  }
}

async function download(iam: IAMClient, caller: Caller): Promise<RawCredentialReport> {
  const answer = await caller.read('iam', 'GetCredentialReport', (how) =>
    iam.send(new GetCredentialReportCommand({}), how),
  );
  if (answer.Content === undefined || answer.GeneratedTime === undefined)
    return { usable: false, why: 'the answer has no content' };
  return {
    usable: true,
    content: new TextDecoder().decode(answer.Content),
    generatedAt: instant(answer.GeneratedTime.getTime()),
  };
}

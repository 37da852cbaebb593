import type { PlainAnswer, WireResponse } from '../../src/sandbox/index.ts';
import type { FaultPlan } from './schedule.ts';
import type { Stage } from './stage.ts';

/** An answer with a credential report in it, in one form or the other. */
export type Reported = PlainAnswer | WireResponse;

/** A report that lies says what the account's first report said, as if it had been made just now. */
export function withReport<Answer extends Reported>(stage: Stage, plan: FaultPlan, answer: Answer): Answer {
  const content = contentOf(answer);
  if (content === undefined) return answer;
  const account = /iam::(\d{12}):root/.exec(Buffer.from(content, 'base64').toString())?.[1] ?? 'unknown';
  const first = stage.oldReports.get(account) ?? content;
  stage.oldReports.set(account, first);
  if (plan.report === 'lies') return replaced(answer, content, first);
  if (plan.report !== 'unparsable') return answer;
  return replaced(answer, content, Buffer.from('user,arn\n<html>').toString('base64'));
}

function contentOf(answer: Reported): string | undefined {
  if ('body' in answer) return /<Content>([^<]*)<\/Content>/.exec(answer.body)?.[1];
  return 'output' in answer.result ? String(answer.result.output.Content) : undefined;
}

function replaced<Answer extends Reported>(answer: Answer, content: string, other: string): Answer {
  if ('body' in answer) return { ...answer, body: answer.body.replace(content, other) };
  const { result } = answer;
  if (!('output' in result)) return answer;
  return { ...answer, result: { output: { ...result.output, Content: other } } };
}

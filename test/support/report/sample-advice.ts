import type { Advice } from '../../../src/domain/advice.ts';
import type { UserId } from '../../../src/domain/ids.ts';
import { days } from '../../../src/domain/time.ts';
import { inDays, type SampleAccount, sampleKeyId } from './sample-keys.ts';

/** Advice of every kind, for users of the given account. */
export function sampleAdvice(account: SampleAccount): readonly Advice[] {
  const about = (seed: number, userName: string) => ({
    accountId: account.id as Advice['accountId'],
    accountName: account.name,
    userId: `AIDA${sampleKeyId(seed + 7_000).slice(4)}` as UserId,
    userName,
  });
  return [
    { ...about(31, 'poc-2021'), keyId: sampleKeyId(31), kind: 'unused-key', age: days(611) },
    {
      ...about(32, 'report-mailer-old'),
      keyId: sampleKeyId(32),
      kind: 'unused-key',
      lastUsedAt: inDays(-203),
      age: days(402),
    },
    {
      ...about(33, 'lambda-uploader'),
      keyId: sampleKeyId(33),
      kind: 'one-service',
      service: 'lambda',
      region: 'eu-west-1',
      observations: 12,
      observedSince: inDays(-40),
    },
    {
      ...about(34, 'ecs-deployer'),
      keyId: sampleKeyId(34),
      kind: 'one-service',
      service: 'ecs',
      region: 'us-east-1',
      observations: 5,
      observedSince: inDays(-21),
    },
    {
      ...about(35, 'jane.doe'),
      keyId: sampleKeyId(35),
      kind: 'human-console-user',
      passwordLastUsedAt: inDays(-1),
      mfa: false,
    },
    { ...about(36, 'john.smith'), keyId: sampleKeyId(36), kind: 'human-console-user', mfa: true },
    { ...about(37, 'contractor-17'), kind: 'abandoned-user', createdAt: inDays(-900) },
    {
      ...about(38, 'former-admin'),
      kind: 'abandoned-user',
      lastSeenAt: inDays(-412),
      createdAt: inDays(-1_400),
    },
  ];
}

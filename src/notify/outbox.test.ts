import { expect, it } from 'vitest';
import type { Acceptance } from '../domain/acceptance.ts';
import type { AccessKeyId, AccountId, UserId, UserRef } from '../domain/ids.ts';
import { blankMemory, type Notice } from '../domain/memory.ts';
import { instant } from '../domain/time.ts';
import type { HostMessage } from '../ports/host.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Notifier } from '../ports/notifier.ts';
import { deliverOutbox } from './outbox.ts';

const notice: Notice = {
  accountId: '111122223333' as AccountId,
  userId: 'AIDAEXAMPLEUSER000001' as UserId,
  id: 'n1',
  userName: 'app',
  keyId: 'AKIAIOSFODNN7EXAMPLE' as AccessKeyId,
  kind: 'warning',
  reason: 'KEY_PENDING_ROTATION',
  queuedAt: instant(0),
};

const REF = { accountId: notice.accountId, userId: notice.userId, id: 'n1' };

const takes = (channel: string, countsAsNotice: boolean): Notifier => ({
  channel,
  countsAsNotice,
  deliver: async (notices) => ({ accepted: notices.map(({ id }) => id) }),
});
const refuses = (channel: string, countsAsNotice: boolean): Notifier => ({
  channel,
  countsAsNotice,
  deliver: async () => {
    throw new Error('the server is away');
  },
});

async function deliver(notifiers: readonly Notifier[]) {
  const recorded: Acceptance[] = [];
  const said: HostMessage[] = [];
  const ledger = {
    pendingNotices: async () => [notice],
    loadUser: async (ref: UserRef) => blankMemory(ref.accountId, ref.userId),
    recordAcceptance: async (acceptance: Acceptance) => void recorded.push(acceptance),
  } as unknown as Ledger;
  const clock = { now: () => instant(5), sleep: async () => undefined };
  const result = await deliverOutbox({
    ledger,
    clock,
    host: { notify: (message) => void said.push(message) },
    notifiers,
  });
  return { result, recorded, said };
}

it('records what a channel that reaches owners accepts', async () => {
  const { result, recorded } = await deliver([takes('console', false), takes('mail', true)]);
  expect(recorded).toEqual([{ notices: [REF], at: 5, channel: 'mail', countsAsNotice: true }]);
  expect(result).toEqual({ queued: 1, accepted: 1, waiting: 0, failedChannels: [] });
});

it('keeps a notice in the outbox when the channel that reaches owners fails, whoever else showed it', async () => {
  const { result, recorded, said } = await deliver([refuses('mail', true), takes('console', false)]);
  expect(recorded).toEqual([]);
  expect(result).toEqual({ queued: 1, accepted: 0, waiting: 1, failedChannels: ['mail'] });
  expect(said).toEqual([expect.objectContaining({ code: 'CHANNEL_FAILED', level: 'error' })]);
});

it('where no channel reaches owners, records who showed it, as what it is', async () => {
  const { recorded } = await deliver([takes('console', false)]);
  expect(recorded).toEqual([{ notices: [REF], at: 5, channel: 'console', countsAsNotice: false }]);
});

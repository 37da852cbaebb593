import type { WireOutput } from '../../wire/message.ts';
import type { GroupRecord } from '../../world/model.ts';

/** A group without its members. */
export function groupSummary(group: GroupRecord): WireOutput {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.groupId,
    Arn: group.arn,
    CreateDate: new Date(group.createdAt),
  };
}

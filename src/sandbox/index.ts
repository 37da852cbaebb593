export type { CallRecord } from './calls.ts';
export type { SandboxClock } from './clock.ts';
export type { Fault, FaultCall, FaultRule } from './faults/fault.ts';
export type { Crash, FaultInjector } from './faults/injector.ts';
export type { PropagationDelays, SandboxOptions } from './options.ts';
export type { PlainAnswer, PlainCall } from './plain-call.ts';
export type { PolicySource } from './policy/policy-source.ts';
export type { SandboxRequestHandler } from './request-handler.ts';
export type { Sandbox } from './sandbox.ts';
export { createSandbox } from './sandbox.ts';
export type { Rate, RateTable } from './throttle.ts';
export { AWS_LIKE_RATES } from './throttle.ts';
export type { WireRequest, WireResponse } from './wire/message.ts';
export type { ServiceName } from './wire/service.ts';
export type {
  AccountDefinition,
  AccountState,
  GroupDefinition,
  KeyDefinition,
  OrganizationDefinition,
  ParameterDefinition,
  RoleDefinition,
  SecretDefinition,
  TagSource,
  UnitDefinition,
  UserDefinition,
  WorldDefinition,
} from './world/definition.ts';
export type { WorldEvent, WorldEventType } from './world/event.ts';
export type {
  AccountRecord,
  GroupRecord,
  KeyRecord,
  OrganizationRecord,
  RoleRecord,
  SecretRecord,
  UserRecord,
} from './world/model.ts';
export type {
  KeyUseAttempt,
  KeyUseOutcome,
  RegionalRef,
  RoleRef,
  SandboxCredentials,
  UserRef,
  World,
} from './world/world.ts';

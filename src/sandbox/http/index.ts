export { environmentOf } from './admin/credentials.ts';
export { EVERYDAY_TROUBLE } from './faults/everyday-trouble.ts';
export { createFollowingClock } from './following-clock.ts';
export type { SandboxServer, ServeOptions } from './server.ts';
export { serveSandbox } from './server.ts';
export { parseWorldFile, type WorldFile } from './world-file.ts';

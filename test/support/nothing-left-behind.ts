import { afterAll, expect } from 'vitest';

/** What a file could change of its process, so that it would reach the files that come after it in the same worker. */
function standing(): Readonly<Record<string, unknown>> {
  return {
    folder: process.cwd(),
    exitCode: process.exitCode,
    listeners: process.eventNames().map((name) => [name, process.listenerCount(name)]),
    clock: Date.now === DATE_NOW,
  };
}

/** By their names alone: what the values are is nobody's business. */
function changedVariables(): readonly string[] {
  const names = new Set([...Object.keys(environment), ...Object.keys(process.env)]);
  return [...names].filter((name) => environment[name] !== process.env[name]);
}

const DATE_NOW = Date.now;
const environment = { ...process.env };
const before = standing();

afterAll(() => {
  expect({ ...standing(), variables: changedVariables() }, 'the file leaves something behind').toEqual({
    ...before,
    variables: [],
  });
});

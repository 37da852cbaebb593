export { type CatalogueEntry, catalogue } from './catalogue.ts';
export { describeSettings, type Json } from './describe-settings.ts';
export { initDocument } from './init-document.ts';
export { type JsonSchema, jsonSchema } from './json-schema.ts';
export { type LoadedSettings, loadSettings } from './load-settings.ts';
export { type ConfigProblem, ConfigProblems, isConfigProblems, type Place } from './problem.ts';
export type { Environment } from './read-environment.ts';
export { DEFAULT_FILE, type ReadFile } from './read-file.ts';
export type { Sources } from './sources.ts';

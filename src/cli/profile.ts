import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suggest } from '../config/suggest.ts';
import { usage } from './options.ts';

/**
 * Makes `--profile` the profile of every AWS client. Errors: USAGE when no file has it.
 *
 * It is set as the variable that it stands for, so that Region, endpoints and credentials come from one place. As with
 * the aws CLI, what was asked for in the command goes before keys in the environment, which are taken away: with both,
 * whose keys would be meant is the SDK's choice, and one that it has announced to change.
 */
export async function useProfile(profile: string, env: NodeJS.ProcessEnv): Promise<void> {
  const known = await profilesOf(env);
  if (!known.includes(profile)) {
    const near = suggest(profile, known);
    throw usage(
      `--profile ${profile}: the AWS configuration files have no such profile.`,
      near === undefined ? `There are: ${known.join(', ') || 'none'}.` : `Did you mean ${near}?`,
    );
  }
  env.AWS_PROFILE = profile;
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) delete env[name];
}

async function profilesOf(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const folder = join(env.HOME ?? env.USERPROFILE ?? '', '.aws');
  const files = [
    env.AWS_CONFIG_FILE ?? join(folder, 'config'),
    env.AWS_SHARED_CREDENTIALS_FILE ?? join(folder, 'credentials'),
  ];
  const texts = await Promise.all(files.map(async (file) => await readFile(file, 'utf8').catch(() => '')));
  // Only the names are read here; what a profile says is for the SDK to understand.
  const sections = texts.flatMap((text) => [...text.matchAll(/^\s*\[\s*([^\]]+?)\s*\]/gm)]);
  const names = sections.map((section) =>
    (section[1] ?? '').replace(/^profile\s+/, '').replace(/^["']|["']$/g, ''),
  );
  return [...new Set(names.filter((name) => !/^(sso-session|services)\s/.test(name)))].sort();
}

import type { Config } from '../../config/config.ts';
import { Secret } from '../../config/secrets.ts';
import type { Finding } from './finding.ts';

/** Shorter ones would cut ordinary words out of sentences. */
const shortest = 4;

/** No finding repeats a secret of the config, whatever a vendor's error message did. */
export function hideSecrets(config: Config, findings: readonly Finding[]): Finding[] {
  const secrets = [...new Set(secretsIn(config).flatMap(withPassword))]
    .filter((secret) => secret.length >= shortest)
    .sort((a, b) => b.length - a.length);
  const hide = (text: string) => secrets.reduce((said, secret) => said.replaceAll(secret, '[hidden]'), text);
  return findings.map((finding) => ({
    ...finding,
    says: hide(finding.says),
    ...(finding.doThis ? { doThis: hide(finding.doThis) } : {}),
  }));
}

function secretsIn(value: unknown): string[] {
  if (value instanceof Secret) return [value.reveal()];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(secretsIn);
}

/** An address holds a password, which may turn up without the rest. */
function withPassword(secret: string): string[] {
  const password = URL.canParse(secret) ? new URL(secret).password : '';
  return password ? [secret, password, decodeURIComponent(password)] : [secret];
}

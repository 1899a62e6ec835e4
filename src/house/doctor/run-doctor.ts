import type { Config } from '../../config/config.ts';
import { systemClock } from '../../kit/clock.ts';
import { silentLog } from '../../kit/log.ts';
import { openLanguage } from '../open-language.ts';
import { openWeb } from '../open-web.ts';
import { examineDatabase } from './examine-database.ts';
import { examineHelpers } from './examine-helpers.ts';
import { examineMachine } from './examine-machine.ts';
import { examineMeetings } from './examine-meetings.ts';
import { examineSlack } from './examine-slack.ts';
import type { Finding } from './finding.ts';
import { hideSecrets } from './hide-secrets.ts';

/** Looks at everything the config names, most of it at the same time; the findings in a fixed order, without secrets. */
export async function runDoctor(config: Config): Promise<Finding[]> {
  await using stack = new AsyncDisposableStack();
  const clock = systemClock;
  const web = stack.use(await openWeb(config, { clock, log: silentLog }));
  const language = stack.use(openLanguage(config, web.egress));
  const [machine, database, slack, helpers, meetings] = await Promise.all([
    Promise.all(examineMachine(config, clock)),
    examineDatabase(config, clock),
    Promise.all(examineSlack(config, clock)),
    Promise.all(examineHelpers(config, clock, language, web)),
    Promise.all(examineMeetings(config, clock, web.egress)),
  ]);
  return hideSecrets(config, [...machine, ...database, ...slack, ...helpers, ...meetings]);
}

import { person, type SeenMessage } from './person.ts';
import { readAloud } from './read-aloud.ts';
import type { World } from './world.ts';

const patienceMs = 30_000;

/**
 * Plays the first story against the sandbox: a request in a channel, a page that changes, an alert in
 * the thread. Prints the thread; answers whether the alert came.
 */
export async function playDemo({ sandbox, house }: World, print: (line: string) => void): Promise<boolean> {
  const ada = person(sandbox, sandbox.ids.ada);
  const { pricing } = sandbox.ids;
  const page = sandbox.site.page('/pricing');
  const request = `tell me when the Pro plan's price changes on ${sandbox.site.baseUrl}/pricing`;
  const ts = ada.say(pricing, `<@${sandbox.bot.userId}> ${request}`);
  const read = (message: SeenMessage) => readAloud(sandbox.forge.workspace, message);
  // What changed is set off inside a quote: only its words are compared.
  const inThread = (words: RegExp) => (message: SeenMessage) =>
    message.thread_ts === ts && words.test(read(message).join('\n'));
  const show = (): void => {
    print('#pricing');
    for (const message of ada.thread(pricing, ts)) {
      const who = message.user === sandbox.bot.userId ? 'Lookout' : '@ada';
      for (const [index, line] of read(message).entries())
        print(`${index === 0 ? who.padStart(9) : ' '.repeat(9)} │ ${line}`);
      print('');
    }
  };
  try {
    const card = await ada.waitForMessage(pricing, inThread(/Watching · checked/), { timeoutMs: patienceMs });
    sandbox.site.edit('/pricing', { content: page.content.replace('$20', '$25') });
    await ada.click(card.ts, 'monitor_check', { channel: pricing });
    await ada.waitForMessage(pricing, inThread(/before.*\$20.*after.*\$25/s), { timeoutMs: patienceMs });
    await ada.waitForMessage(pricing, inThread(/1 alert/), { timeoutMs: patienceMs });
    show();
    return true;
  } catch (error) {
    show();
    house.log.error({ err: error }, 'the demo did not come to its end');
    return false;
  }
}

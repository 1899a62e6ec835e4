import { person, type SeenMessage } from './person.ts';
import type { World } from './world.ts';

const patienceMs = 30_000;
const everything = (message: SeenMessage): string => `${message.text} ${JSON.stringify(message.blocks)}`;

/** Words of a message as a person reads them: block texts and buttons, without markup. */
function readAloud(message: SeenMessage): string[] {
  const texts = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(texts);
    if (typeof value !== 'object' || value === null) return [];
    const { type, text, elements } = value as { type?: string; text?: unknown; elements?: unknown };
    if (type === 'link') return [String((value as { url?: unknown }).url)];
    if (type === 'user') return ['@Lookout'];
    if (typeof text === 'string') return [text];
    if (type === 'overflow') return ['⋯'];
    if (type === 'rich_text_section') return [texts(elements).join('')];
    if (type === 'actions') return [`[${texts(elements).join('] [')}]`];
    return [...texts(text), ...texts(elements)];
  };
  const lines = texts(message.blocks).flatMap((line) => line.split('\n'));
  return (lines.length > 0 ? lines : [message.text]).map((line) =>
    line
      .replace(/<!date\^\d+\^[^|]*\|([^>]*)>/g, '$1')
      .replace(/<(https?:[^|>]*)(\|[^>]*)?>/g, '$1')
      .replaceAll('*', ''),
  );
}

/**
 * Plays the product's story against the sandbox: a request in a channel, a page that changes, an alert in
 * the thread. Prints the thread; answers whether the alert came.
 */
export async function playDemo({ sandbox, house }: World, print: (line: string) => void): Promise<boolean> {
  const ada = person(sandbox, sandbox.ids.ada);
  const { pricing } = sandbox.ids;
  const page = sandbox.site.page('/pricing');
  const request = `tell me when the Pro plan's price changes on ${sandbox.site.baseUrl}/pricing`;
  const ts = ada.say(pricing, `<@${sandbox.bot.userId}> ${request}`);
  const inThread = (words: RegExp) => (message: SeenMessage) =>
    message.thread_ts === ts && words.test(everything(message));
  const show = (): void => {
    print('#pricing');
    for (const message of ada.thread(pricing, ts)) {
      const who = message.user === sandbox.bot.userId ? 'Lookout' : '@ada';
      for (const [index, line] of readAloud(message).entries())
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

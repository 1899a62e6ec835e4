import type { BoardCard } from './linear/board.ts';
import { editBlock } from './notion/person.ts';
import type { Block } from './notion/state.ts';
import { person, type SeenMessage } from './person.ts';
import { readAloud } from './read-aloud.ts';
import type { World } from './world.ts';

const patienceMs = 30_000;
const lookAgainMs = 50;

/** What nobody but those who were there is to read. */
const secret = '48,000';

const cue = (at: number, who: string, words: string): string => {
  const time = (seconds: number) => `00:00:${String(seconds).padStart(2, '0')}.000`;
  return `${time(at)} --> ${time(at + 8)}\n<v ${who}>${words}</v>\n`;
};

const meeting = [
  'WEBVTT\n',
  cue(3, 'Ada Lovelace', 'Good morning. Two things today: the pricing page and the export.'),
  cue(12, 'Grace Hopper', "I'll put the annual plan on the pricing page by Thursday."),
  cue(21, 'Ada Lovelace', 'Good. Two customers told us that their spreadsheet stops at ten thousand rows.'),
  cue(
    30,
    'Grace Hopper',
    `One of them, Northwind, pays us ${secret} dollars a year. I will fix the export today.`,
  ),
  cue(39, 'Ada Lovelace', 'And I will call Northwind tomorrow and tell them when it is repaired.'),
].join('\n');

const textOf = (message: SeenMessage): string => `${message.text} ${JSON.stringify(message.blocks)}`;

/**
 * Plays the second story against the sandbox: a transcript in a channel, its review, issues and a page, done on
 * either side, all taken back. Prints what comes into the thread and what becomes of it elsewhere; answers whether
 * every step came true.
 */
export async function playMeeting(
  { sandbox, house }: World,
  print: (line: string) => void,
): Promise<boolean> {
  const { linear, notion, forge } = sandbox;
  const ada = person(sandbox, sandbox.ids.ada);
  const { general } = sandbox.ids;
  const known = new Set(linear.issues().map(({ id }) => id));
  const tell = createTeller(print);
  const issues = (): BoardCard[] => linear.issues().filter(({ id, archived }) => !known.has(id) && !archived);
  const todos = (): Block[] =>
    [...notion.state.blocks.values()].filter(({ type, inTrash }) => type === 'to_do' && !inTrash);
  const ticked = (): number => todos().filter(({ content }) => content.checked === true).length;
  const done = (): number => issues().filter(({ state }) => state.type === 'completed').length;

  print('#general');
  const ts = ada.say(general, 'Notes of this morning', {
    files: [{ name: 'Weekly product sync.vtt', mimetype: 'text/vtt', content: meeting }],
  });
  const show = (): void => {
    for (const message of ada.thread(general, ts))
      tell(message.user === sandbox.bot.userId ? 'Lookout' : '@ada', message.ts, readAloud(message));
  };
  const inThread = async (words: RegExp): Promise<SeenMessage> =>
    await ada.waitForMessage(general, (message) => message.thread_ts === ts && words.test(textOf(message)), {
      timeoutMs: patienceMs,
    });
  const comesTrue = async (what: string, isTrue: () => boolean): Promise<void> => {
    const until = forge.clock.now().getTime() + patienceMs;
    while (!isTrue()) {
      if (forge.clock.now().getTime() > until) throw new Error(`this did not come true: ${what}`);
      await forge.clock.sleep(lookAgainMs);
    }
  };
  const showIssues = (): void => {
    for (const { id, identifier, title, state } of issues())
      tell('Linear', id, [`${identifier} ${title} · ${state.name}`]);
  };
  const showTodos = (): void => {
    for (const { id, content } of todos())
      tell('Notion', id, [`${content.checked ? '☑' : '☐'} ${wordsOf(content)}`]);
  };

  try {
    const review = await inThread(/review_create/);
    show();
    await ada.click(review.ts, 'review_create', { channel: general });
    await inThread(/review_undo/);
    await comesTrue('three issues', () => issues().length === 3);
    await comesTrue('a to-do for each issue', () => todos().length === 3);
    const written = JSON.stringify([
      ada.thread(general, ts).slice(1),
      [...notion.state.blocks.values()],
      linear.issues(),
    ]);
    if (written.includes(secret)) throw new Error('what was to be hidden was written');
    show();
    showIssues();
    showTodos();

    const [first] = issues();
    if (!first) throw new Error('no issue was made');
    linear.people.change('ada@sandbox.example', first.identifier, { state: 'Done' });
    await inThread(new RegExp(`${first.identifier}.*is done`));
    await comesTrue('the to-do of a done issue is ticked', () => ticked() === 1);
    showIssues();
    show();
    showTodos();

    const open = todos().find(({ content }) => content.checked !== true);
    if (!open) throw new Error('no to-do is open');
    editBlock(notion.forge, 'ada', open.id, { checked: true });
    await inThread(/is done: ticked on the page/);
    await comesTrue('the issue of a ticked to-do is done', () => done() === 2);
    showTodos();
    show();
    showIssues();

    await ada.click(review.ts, 'review_undo', { channel: general });
    await inThread(/Taken back/);
    await comesTrue('the issues are archived', () => issues().length === 0);
    await comesTrue('the page is in the bin', () =>
      [...notion.state.pages.values()].some(({ inTrash }) => inTrash),
    );
    show();
    return true;
  } catch (error) {
    show();
    house.log.error({ err: error }, 'the meeting did not become work');
    return false;
  }
}

const wordsOf = ({ rich_text }: Block['content']): string =>
  Array.isArray(rich_text) ? rich_text.map(({ plain_text }) => String(plain_text)).join('') : '';

/** Prints what is new or says something else than when it was printed. */
function createTeller(print: (line: string) => void) {
  const told = new Map<string, string>();
  return (who: string, id: string, lines: readonly string[]): void => {
    const text = lines.join('\n');
    if (told.get(id) === text) return;
    told.set(id, text);
    for (const [index, line] of lines.entries())
      print(`${index === 0 ? who.padStart(9) : ' '.repeat(9)} │ ${line}`);
    print('');
  };
}

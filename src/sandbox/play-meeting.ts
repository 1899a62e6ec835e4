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
  cue(39, 'Ada Lovelace', 'And I will call Northwind tomorrow.'),
].join('\n');

/** Says something once: what is new, or says something else than when it was last said. */
type Tell = (who: string, about: string, lines: readonly string[]) => void;

/**
 * Plays the second story against the sandbox: a transcript in a channel, its review, issues and a page, done on
 * either side, all taken back. Prints what comes into the thread and what becomes of it elsewhere; answers whether
 * every step came true.
 */
export async function playMeeting(world: World, print: (line: string) => void): Promise<boolean> {
  const { sandbox, house } = world;
  const ada = person(sandbox, sandbox.ids.ada);
  const tell = createTeller(print);
  const { general } = sandbox.ids;
  print('#general');
  const ts = ada.say(general, 'Notes of this morning', {
    files: [{ name: 'Weekly product sync.vtt', mimetype: 'text/vtt', content: meeting }],
  });
  const read = (message: SeenMessage) => readAloud(sandbox.forge.workspace, message);
  const showThread = (): void => {
    for (const message of ada.thread(general, ts))
      tell(message.user === sandbox.bot.userId ? 'Lookout' : '@ada', message.ts, read(message));
  };
  const inThread = async (words: RegExp): Promise<SeenMessage> =>
    await ada.waitForMessage(
      general,
      (message) => message.thread_ts === ts && words.test(read(message).join('\n')),
      { timeoutMs: patienceMs },
    );
  try {
    await playSteps(world, {
      inThread,
      press: async (message, actionId) => await ada.click(message.ts, actionId, { channel: general }),
      showThread,
      tell,
    });
    return true;
  } catch (error) {
    showThread();
    house.log.error({ err: error }, 'the meeting did not become work');
    return false;
  }
}

interface Thread {
  inThread(words: RegExp): Promise<SeenMessage>;
  press(message: SeenMessage, actionId: string): Promise<void>;
  showThread(): void;
  tell: Tell;
}

async function playSteps(world: World, { inThread, press, showThread, tell }: Thread): Promise<void> {
  const { linear, notion } = world.sandbox;
  const work = watchWork(world, tell);

  const review = await inThread(/\[Create 3 issues\]/);
  showThread();
  await press(review, 'review_create');
  const created = await inThread(/3 issues and 1 page created/);
  await work.comesTrue(
    'three issues and their to-dos',
    () => work.issues().length === 3 && work.todos().length === 3,
  );
  const written = [created.blocks, linear.issues(), [...notion.state.blocks.values()]];
  if (JSON.stringify(written).includes(secret)) throw new Error('what was to be hidden was written');
  showThread();
  work.show();

  const [issue] = work.issues();
  linear.people.change('ada@sandbox.example', issue?.identifier ?? '', { state: 'Done' });
  await inThread(new RegExp(`^${issue?.identifier} is done in Linear · now ticked in Notion`));
  await work.comesTrue('the to-do of a done issue is ticked', () => work.ticked().length === 1);
  work.show();
  showThread();

  const open = work.todos().find((todo) => !work.ticked().includes(todo));
  editBlock(notion.forge, 'ada', open?.id ?? '', { checked: true });
  await inThread(/was ticked in Notion · now done in Linear/);
  await work.comesTrue('the issue of a ticked to-do is done', () => work.done().length === 2);
  work.show();
  showThread();

  await press(review, 'review_undo');
  await inThread(/Taken back/);
  await work.comesTrue(
    'nothing is left of it but the two that were worked on',
    () => work.issues().length === 2 && work.done().length === 2 && work.todos().length === 0,
  );
  showThread();
}

/** Issues that were not there before, and to-dos, as people see them in Linear and Notion. */
function watchWork({ sandbox: { linear, notion, forge } }: World, tell: Tell) {
  const before = new Set([...linear.issues().map(({ id }) => id), ...notion.state.blocks.keys()]);
  const issues = (): BoardCard[] =>
    linear
      .issues()
      .filter(({ id, archived }) => !before.has(id) && !archived)
      .toSorted((a, b) => a.identifier.localeCompare(b.identifier));
  const isThere = (block: Block): boolean => {
    const page = 'page_id' in block.parent ? notion.state.pages.get(block.parent.page_id) : undefined;
    return !before.has(block.id) && !block.inTrash && page?.inTrash !== true;
  };
  const todos = (): Block[] =>
    [...notion.state.blocks.values()].filter((block) => block.type === 'to_do' && isThere(block));
  const ticked = (): Block[] => todos().filter(({ content }) => content.checked === true);
  return {
    issues,
    todos,
    ticked,
    done: () => issues().filter(({ state }) => state.type === 'completed'),
    show: (): void => {
      const cards = issues().map(({ identifier, title, state }) => `${identifier} ${title} · ${state.name}`);
      tell('Linear', 'linear', cards);
      tell(
        'Notion',
        'notion',
        todos().map(({ content }) => `${content.checked ? '☑' : '☐'} ${wordsOf(content)}`),
      );
    },
    comesTrue: async (what: string, isTrue: () => boolean): Promise<void> => {
      const until = forge.clock.now().getTime() + patienceMs;
      while (!isTrue()) {
        if (forge.clock.now().getTime() > until) throw new Error(`this did not come true: ${what}`);
        await forge.clock.sleep(lookAgainMs);
      }
    },
  };
}

const wordsOf = ({ rich_text: parts }: Block['content']): string =>
  Array.isArray(parts) ? parts.map((part) => String(part.plain_text ?? part.text?.content)).join('') : '';

function createTeller(print: (line: string) => void): Tell {
  const told = new Map<string, string>();
  return (who, about, lines) => {
    const text = lines.join('\n');
    if (told.get(about) === text) return;
    told.set(about, text);
    for (const [index, line] of lines.entries())
      print(`${index === 0 ? who.padStart(9) : ' '.repeat(9)} │ ${line}`);
    print('');
  };
}

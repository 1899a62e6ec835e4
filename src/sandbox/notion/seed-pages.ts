const words = (content: string) => [{ type: 'text', text: { content } }];

const text = (type: string, said: string, more: object = {}) => ({
  type,
  [type]: { rich_text: words(said), ...more },
});

const bullet = (said: string, ...inside: object[]) =>
  text('bulleted_list_item', said, inside.length > 0 ? { children: inside } : {});

const table = (...rows: string[][]) => ({
  type: 'table',
  table: {
    table_width: rows[0]?.length ?? 0,
    has_column_header: true,
    has_row_header: false,
    children: rows.map((cells) => ({ type: 'table_row', table_row: { cells: cells.map(words) } })),
  },
});

export const relaunchBlocks = [
  text('heading_2', 'Search'),
  bullet('The search must answer within 300 ms for 95 % of requests.'),
  bullet('Visitors should be able to filter results by date.'),
  text('heading_2', 'Accounts'),
  text('toggle', 'Signing in', {
    children: [
      bullet('People must sign in with their company account.'),
      bullet('A session ends after 12 hours without use.'),
    ],
  }),
  text('paragraph', 'The relaunch is planned for the first week of March.'),
];

export const billingBlocks = [
  text('paragraph', 'What the second version of billing is to do. Written by Ada, read by Grace.'),
  text('heading_2', 'Background'),
  text('paragraph', 'Today customers have to write to support for every invoice.'),
  text('heading_2', 'Invoices'),
  text(
    'paragraph',
    'As a customer, I want to download my invoices as PDF so that my accountant stops asking.',
  ),
  bullet(
    'Every invoice must have a number without gaps.',
    bullet('Numbers start anew each year'),
    bullet('A credit note has a number of its own'),
  ),
  bullet('Invoices must never be changed after they were sent.'),
  bullet('When a payment fails, the system must try it again three times.'),
  text('heading_2', 'Should have'),
  text('to_do', 'Reminders by e-mail a week after the due date'),
  text('to_do', 'Invoices in the language of the customer'),
  text('heading_2', 'Acceptance criteria'),
  table(
    ['ID', 'Requirement', 'Priority'],
    ['B-1', 'An invoice is ready within 10 seconds', 'High'],
    ['B-2', 'Amounts are shown in the currency of the contract', 'Medium'],
  ),
  text('toggle', 'Out of scope', { children: [bullet('Billing must support resellers.')] }),
  text('heading_2', 'Open questions'),
  bullet('Do we need to keep the old invoice numbers?'),
];

import type { InputBlockElement, KnownBlock, ModalView } from '@slack/types';
import type { LinearCatalog } from '../../contracts/linear.ts';
import type { IssueFields, ItemView } from '../../contracts/transcript.ts';
import { context, inline, limits, plain } from '../../vendors/slack/blocks/text.ts';
import { catalogFields, choiceMenu, choicesOf, labelMenu, milestoneValue } from './catalog-choices.ts';
import { input, option, textInput } from './form-inputs.ts';
import { viewCallbacks } from './registered.ts';

/** Fields of the form beside those of the catalogue. */
export const itemFields = {
  title: 'title',
  description: 'description',
  newMilestone: 'new_milestone',
  due: 'due',
  priority: 'priority',
  estimate: 'estimate',
  subtasks: 'subtasks',
} as const;

export const priorities = [
  [0, 'None'],
  [1, 'Urgent'],
  [2, 'High'],
  [3, 'Medium'],
  [4, 'Low'],
] as const;

/** What Slack takes of a text field. */
const longestText = 3_000;

/** The form of one item of a review, filled with what it is to become. */
export function editItemView(item: ItemView, catalog: LinearCatalog, transcriptId: string): ModalView {
  const { quote } = item.extracted.citation;
  const memory = { transcriptId, itemId: item.itemId, version: String(item.version) };
  return {
    type: 'modal',
    callback_id: viewCallbacks.editItem,
    title: plain('Edit item', limits.modalTitle),
    submit: plain('Save', 24),
    close: plain('Cancel', 24),
    private_metadata: JSON.stringify(memory),
    blocks: [...(quote ? [context(`“${inline(quote, 500)}”`)] : []), ...issueInputs(item.fields, catalog)],
  };
}

/** The inputs of an issue. What Linear has none of, or is not connected for, is not asked. */
export function issueInputs(fields: IssueFields, catalog: LinearCatalog): KnownBlock[] {
  const isLong = fields.description.length > longestText;
  const milestone =
    fields.projectId && fields.milestoneId ? milestoneValue(fields.projectId, fields.milestoneId) : null;
  const optional = { optional: true };
  const menu = (
    field: 'team' | 'project' | 'milestone' | 'assignee',
    label: string,
    chosen: string | null,
  ) =>
    choicesOf(field, catalog, fields.teamId).length > 0
      ? [
          input(field, label, choiceMenu(field, catalog, chosen, fields.teamId), {
            optional: field !== 'team',
          }),
        ]
      : [];
  return [
    input(itemFields.title, 'Title', textInput(fields.title, { min: 1, max: 255 })),
    ...(isLong
      ? [context('The description is too long for this form and stays as it is.')]
      : [
          input(
            itemFields.description,
            'Description',
            textInput(fields.description, { multiline: true, max: longestText }),
            optional,
          ),
        ]),
    ...menu('team', 'Team', fields.teamId),
    ...menu('project', 'Project', fields.projectId),
    ...menu('milestone', 'Milestone', milestone),
    ...(choicesOf('project', catalog).length > 0
      ? [
          input(itemFields.newMilestone, 'New milestone', textInput(fields.newMilestone ?? '', { max: 80 }), {
            ...optional,
            hint: 'Made in the project when the issue is.',
          }),
        ]
      : []),
    ...menu('assignee', 'Owner', fields.assigneeId),
    input(itemFields.due, 'Due', dueInput(fields.due), optional),
    input(itemFields.priority, 'Priority', priorityMenu(fields.priority)),
    input(itemFields.estimate, 'Estimate', estimateInput(fields.estimate), optional),
    ...(choicesOf('labels', catalog, fields.teamId).length > 0
      ? [input(catalogFields.labels, 'Labels', labelMenu(catalog, fields.labelIds, fields.teamId), optional)]
      : []),
    input(
      itemFields.subtasks,
      'Sub-tasks',
      textInput(fields.subtasks.join('\n'), { multiline: true, max: longestText }),
      { ...optional, hint: 'One a line.' },
    ),
  ];
}

const dueInput = (due: string | null): InputBlockElement => ({
  type: 'datepicker',
  ...(due && /^\d{4}-\d{2}-\d{2}/.test(due) ? { initial_date: due.slice(0, 10) } : {}),
});

function priorityMenu(priority: IssueFields['priority']): InputBlockElement {
  const options = priorities.map(([value, label]) => option(label, String(value)));
  return {
    type: 'static_select',
    options,
    initial_option: options.find(({ value }) => value === String(priority)),
  };
}

const estimateInput = (estimate: number | null): InputBlockElement => ({
  type: 'number_input',
  is_decimal_allowed: true,
  min_value: '0',
  max_value: '64',
  ...(estimate === null ? {} : { initial_value: String(estimate) }),
});

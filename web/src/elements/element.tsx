import type {
  Button,
  Checkboxes,
  Datepicker,
  DateTimepicker,
  EmailInput,
  FeedbackButtons,
  FileInput,
  IconButton,
  ImageElement,
  NumberInput,
  Overflow,
  PlainTextInput,
  RadioButtons,
  RichTextInput,
  Timepicker,
  URLInput,
  WorkflowButton,
} from '@slack/types';
import type { ReactNode } from 'react';
import { Picture } from '../blocks/picture.tsx';
import { ButtonElement, WorkflowButtonElement } from './button-element.tsx';
import { ChoiceElement } from './choice-elements.tsx';
import { FeedbackElement, IconButtonElement } from './context-actions.tsx';
import { DateElement, DateTimeElement, TimeElement } from './date-inputs.tsx';
import { OverflowElement } from './overflow-element.tsx';
import { PickerElement, type PickerKind } from './picker-element.tsx';
import { SelectElement, type SingleSelect } from './select-element.tsx';
import { RichTextInputElement, TextInputElement } from './text-inputs.tsx';

export type AnyElement =
  | Button
  | Checkboxes
  | Datepicker
  | DateTimepicker
  | EmailInput
  | FeedbackButtons
  | FileInput
  | IconButton
  | ImageElement
  | NumberInput
  | Overflow
  | PickerKind
  | PlainTextInput
  | RadioButtons
  | RichTextInput
  | SingleSelect
  | Timepicker
  | URLInput
  | WorkflowButton;

/** Any Block Kit element, working. */
export function Element({ element }: { element: AnyElement }): ReactNode {
  switch (element.type) {
    case 'button':
      return <ButtonElement element={element} />;
    case 'workflow_button':
      return <WorkflowButtonElement element={element} />;
    case 'overflow':
      return <OverflowElement element={element} />;
    case 'image':
      return <Picture image={element} className="thumb" />;
    case 'feedback_buttons':
      return <FeedbackElement element={element} />;
    case 'icon_button':
      return <IconButtonElement element={element} />;
    case 'static_select':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
      return <SelectElement element={element} />;
    case 'external_select':
    case 'multi_static_select':
    case 'multi_users_select':
    case 'multi_channels_select':
    case 'multi_conversations_select':
    case 'multi_external_select':
      return <PickerElement element={element} />;
    case 'checkboxes':
    case 'radio_buttons':
      return <ChoiceElement element={element} />;
    case 'datepicker':
      return <DateElement element={element} />;
    case 'timepicker':
      return <TimeElement element={element} />;
    case 'datetimepicker':
      return <DateTimeElement element={element} />;
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextInputElement element={element} />;
    case 'rich_text_input':
      return <RichTextInputElement element={element} />;
    case 'file_input':
      return <p className="muted">Files cannot be added to a form in the sandbox; send them in a message.</p>;
    default:
      return (
        <p className="muted">This kind of element is not shown here: {(element as { type: string }).type}</p>
      );
  }
}

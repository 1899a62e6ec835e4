import { manifestAt } from '../installation.ts';
import { SlackError } from '../slack-error.ts';
import { findView, openView, publishHome, pushView, updateView } from '../views.ts';
import { type ApiMethods, type CallContext, optionalText, structured, text } from './api-method.ts';

const viewArgument = ({ args }: CallContext): unknown => structured(args, 'view', 'invalid_arguments');

export const viewMethods: ApiMethods = {
  'views.open': {
    token: 'bot',
    run: (context) => {
      const trigger = context.forge.triggers.redeem(text(context.args, 'trigger_id'));
      return { view: openView(context.forge, trigger.user, viewArgument(context)).json };
    },
  },
  'views.push': {
    token: 'bot',
    run: (context) => {
      const trigger = context.forge.triggers.redeem(text(context.args, 'trigger_id'));
      if (trigger.viewId === undefined || !findView(context.forge, trigger.viewId))
        throw new SlackError('not_found');
      return { view: pushView(context.forge, trigger.user, viewArgument(context)).json };
    },
  },
  'views.update': {
    token: 'bot',
    run: (context) => {
      const viewId = optionalText(context.args, 'view_id');
      const externalId = optionalText(context.args, 'external_id');
      if (viewId === undefined && externalId === undefined) text(context.args, 'view_id');
      const hash = optionalText(context.args, 'hash');
      return { view: updateView(context.forge, { viewId, externalId, hash }, viewArgument(context)).json };
    },
  },
  'views.publish': {
    token: 'bot',
    run: (context) => {
      const { forge, args } = context;
      const user = text(args, 'user_id');
      if (!forge.workspace.people.has(user)) throw new SlackError('invalid_arguments');
      if (manifestAt(forge.app.manifest, 'features', 'app_home', 'home_tab_enabled') === false)
        throw new SlackError('not_enabled');
      return { view: publishHome(forge, user, viewArgument(context), optionalText(args, 'hash')).json };
    },
  },
};

/** What can stand beside the channel, one at a time: the small web, the forged Linear, the forged Notion. */
export type PanelName = 'web' | 'linear' | 'notion';

export const panelId = (name: PanelName): string => `panel-${name}`;
/** The button in the head that shows and hides it. */
export const toggleId = (name: PanelName): string => `show-${name}`;

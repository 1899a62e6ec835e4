/** How a block stands on its page. */
export interface BlockShape {
  /** As Notion calls it: `heading_2`, `bulleted_list_item`, `table_row`; `database_row` for a row of a database. */
  kind: string;
  depth: number;
  /** A to-do that is ticked. */
  done: boolean;
}

import type { Json } from '../slack/json.ts';

/** What the forged Notion remembers. Plain data; the rules live in the files that change it. */
export type Parent =
  | { type: 'workspace'; workspace: true }
  | { type: 'page_id'; page_id: string }
  | { type: 'block_id'; block_id: string }
  | { type: 'database_id'; database_id: string }
  | { type: 'data_source_id'; data_source_id: string; database_id: string };

interface Stamped {
  id: string;
  createdAt: Date;
  createdBy: string;
  editedAt: Date;
  editedBy: string;
  inTrash: boolean;
}

/** A block, kept as Notion answers it: `content` is what stands under the key of its type. */
export interface Block extends Stamped {
  type: string;
  content: Json;
  parent: Parent;
  /** Ids in order, those in the bin included. */
  children: string[];
}

export interface Page extends Stamped {
  parent: Parent;
  /** Property name -> value, the part under the key of its type. A page outside a database has only `title`. */
  properties: Map<string, unknown>;
  icon: unknown;
  cover: unknown;
  children: string[];
  /** Whether this page, and so all below it, is shared with the connection. */
  shared: boolean;
}

export interface PropertyConfig {
  id: string;
  name: string;
  type: string;
  /** What stands under the key of the type: options, format. */
  config: Json;
}

export interface DataSource extends Stamped {
  title: Json[];
  databaseId: string;
  properties: PropertyConfig[];
  icon: unknown;
}

export interface Database extends Stamped {
  title: Json[];
  description: Json[];
  parent: Parent;
  isInline: boolean;
  dataSourceIds: string[];
  icon: unknown;
  shared: boolean;
}

export interface Comment {
  id: string;
  parent: { type: 'page_id'; page_id: string } | { type: 'block_id'; block_id: string };
  discussionId: string;
  createdAt: Date;
  editedAt: Date;
  createdBy: string;
  richText: Json[];
  /** A name of the connection's choice instead of its own. */
  displayName: string | undefined;
}

export interface User {
  id: string;
  name: string;
  type: 'person' | 'bot';
  email: string | undefined;
}

/** A granted token; an integration token never ends, one of OAuth can be revoked or renewed. */
export interface Grant {
  accessToken: string;
  refreshToken: string | undefined;
}

export interface NotionState {
  workspace: { id: string; name: string };
  users: Map<string, User>;
  pages: Map<string, Page>;
  blocks: Map<string, Block>;
  databases: Map<string, Database>;
  dataSources: Map<string, DataSource>;
  comments: Map<string, Comment>;
  grants: Grant[];
  /** Authorization codes that were given out and not used: code -> the redirect URL they are for. */
  codes: Map<string, string>;
}

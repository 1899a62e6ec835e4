/** A refusal in Notion's own shape: `{object: 'error', status, code, message, additional_data?}`. */
export class NotionError extends Error {
  override readonly name = 'NotionError';
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  readonly additionalData: Record<string, string> | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { headers?: Record<string, string>; additionalData?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = more.headers ?? {};
    this.additionalData = more.additionalData;
  }
}

/** 400: the request is not one Notion would take. */
export const invalid = (message: string): NotionError => new NotionError(400, 'validation_error', message);

/** 404: no such thing, or not shared with the connection; Notion does not say which. */
export const notFound = (kind: string, id: string): NotionError =>
  new NotionError(
    404,
    'object_not_found',
    `Could not find ${kind} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration "Lookout".`,
  );

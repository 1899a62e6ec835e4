/** A refusal in OpenAI's shape: `{error: {message, type, param, code}}`. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly status: number;
  readonly type: string;
  readonly code: string | null;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    message: string,
    more: { type?: string; code?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.type = more.type ?? 'invalid_request_error';
    this.code = more.code ?? null;
    this.headers = more.headers ?? {};
  }
}

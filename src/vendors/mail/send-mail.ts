import nodemailer from 'nodemailer';
import { LookoutError } from '../../kit/errors.ts';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** The same for every try of one delivery, so that a mail server can recognise a repeat. */
  messageId: string;
}

export interface Mailer extends AsyncDisposable {
  /** Throws vendor_down when trying again can help, vendor_refused when the server will not take it. */
  send(mail: Mail): Promise<void>;
  /** Whether the server answers and takes the login. */
  verify(): Promise<void>;
}

/** Of each step; all of them together stay within the deadline of the job that sends. */
const timeoutMs = 10_000;

/** Mail by SMTP (`smtps://user:password@host`), a connection for each mail. */
export function createMailer(smtpUrl: string, from: string): Mailer {
  const transport = nodemailer.createTransport(
    { url: smtpUrl, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    { from },
  );
  return {
    send: async ({ to, subject, text, messageId }) => {
      try {
        await transport.sendMail({
          to,
          subject,
          text,
          messageId: `<${messageId}@lookout>`,
          disableFileAccess: true,
          disableUrlAccess: true,
        });
      } catch (cause) {
        // SMTP: 5xx is a refusal for good, everything else (4xx, no connection) may pass.
        const responseCode = (cause as { responseCode?: number }).responseCode ?? 0;
        const refused = responseCode >= 500;
        throw new LookoutError(refused ? 'vendor_refused' : 'vendor_down', 'mail was not taken', {
          cause,
          humanMessage: refused
            ? `The mail server refused to send to ${to}.`
            : 'The mail server does not answer.',
        });
      }
    },
    verify: async () => {
      await transport.verify();
    },
    [Symbol.asyncDispose]: async () => {
      transport.close();
    },
  };
}

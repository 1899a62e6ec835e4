import { Message } from 'slack-blocks-to-jsx';

/**
 * Slack's markdown block is CommonMark with tables, so the library draws it. The other blocks are drawn
 * here: the library's buttons do nothing, and its mrkdwn breaks on escaped signs inside bold text.
 */
export default function MarkdownBlock({ text }: { text: string }) {
  // Pictures become links: nothing is fetched from outside the sandbox.
  const withoutPictures = text.replace(/!\[([^\]]*)\]\(/g, '[$1](');
  return (
    <div className="markdown">
      <Message
        logo=""
        name=""
        time={new Date(0)}
        withoutWrapper
        blocks={[{ type: 'markdown', text: withoutPictures }]}
      />
    </div>
  );
}

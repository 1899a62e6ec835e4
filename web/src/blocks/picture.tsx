import type { SlackFileImageObject, UrlImageObject } from '@slack/types';
import { isLocalPicture } from '../text/entities.ts';
import { TextLink } from '../text/mentions.tsx';

interface PictureProps {
  image: { alt_text: string } & (UrlImageObject | SlackFileImageObject);
  className?: string;
}

function addressOf(image: PictureProps['image']): string {
  if ('image_url' in image) return image.image_url;
  return 'url' in image.slack_file ? image.slack_file.url : '';
}

/** A picture from this machine; one from elsewhere becomes a link, because nothing leaves the sandbox. */
export function Picture({ image, className }: PictureProps) {
  const url = addressOf(image);
  if (isLocalPicture(url)) return <img className={className} src={url} alt={image.alt_text} loading="lazy" />;
  return (
    <span className={`picture-elsewhere ${className ?? ''}`} title={url}>
      <TextLink url={url}>{image.alt_text || 'Picture'}</TextLink>
    </span>
  );
}

import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

export const CloseIcon = () => (
  <Icon>
    <path d="M6 6l12 12M18 6L6 18" />
  </Icon>
);

export const MenuIcon = () => (
  <Icon>
    <path d="M4 7h16M4 12h16M4 17h16" />
  </Icon>
);

export const MoreIcon = () => (
  <Icon>
    <path d="M5.5 12h.01M12 12h.01M18.5 12h.01" strokeWidth="3" />
  </Icon>
);

export const ReplyIcon = () => (
  <Icon>
    <path d="M4 5h16v11H11l-5 4v-4H4z" />
  </Icon>
);

export const SendIcon = () => (
  <Icon>
    <path d="M5 4.5l15 7.5-15 7.5 2.5-7.5zM7.5 12H20" />
  </Icon>
);

export const ClipIcon = () => (
  <Icon>
    <path d="M20 11.5l-8.2 8.2a5 5 0 0 1-7-7L13 4.4a3.3 3.3 0 0 1 4.7 4.7l-8.2 8.2a1.6 1.6 0 0 1-2.3-2.3l7.4-7.5" />
  </Icon>
);

export const BoltIcon = () => (
  <Icon>
    <path d="M13 3L5 13.5h5.5L10 21l8.5-11H13z" />
  </Icon>
);

export const GlobeIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17" />
  </Icon>
);

export const BoardIcon = () => (
  <Icon>
    <path d="M4 5h4.5v14H4zM9.75 5h4.5v9h-4.5zM15.5 5H20v11.5h-4.5z" />
  </Icon>
);

export const PageIcon = () => (
  <Icon>
    <path d="M5.5 3.5h13v17h-13zM8.5 8h7M8.5 12h7M8.5 16h4" />
  </Icon>
);

export const LockIcon = () => (
  <Icon>
    <path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />
  </Icon>
);

export const ThumbUpIcon = () => (
  <Icon>
    <path d="M4 11h3.5v9H4zM7.5 11l4-7.5c1.8 0 2.5 1.2 2.2 3l-.6 3H19c1 0 1.7 1 1.4 2l-2 7c-.2.9-1 1.5-2 1.5H7.5" />
  </Icon>
);

export const ThumbDownIcon = () => (
  <span className="flip">
    <ThumbUpIcon />
  </span>
);

export const TrashIcon = () => (
  <Icon>
    <path d="M5 7h14M10 7V4.5h4V7M6.5 7l1 13h9l1-13M10.5 11v5M13.5 11v5" />
  </Icon>
);

export const FileIcon = () => (
  <Icon>
    <path d="M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5" />
  </Icon>
);

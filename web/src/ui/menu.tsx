import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from 'react';

interface MenuItem {
  key: string;
  label: ReactNode;
  hint?: string;
  onSelect: () => void;
}

interface MenuProps {
  label: string;
  icon: ReactNode;
  items: MenuItem[];
  className?: string;
  busy?: boolean;
}

/** Puts the menu under its button, or above it where the page ends. */
function place(button: HTMLElement, menu: HTMLElement): void {
  const anchor = button.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const below = anchor.bottom + 4;
  const top =
    below + size.height > window.innerHeight - 8 ? Math.max(8, anchor.top - size.height - 4) : below;
  const left = Math.max(8, Math.min(anchor.left, window.innerWidth - size.width - 8));
  menu.style.top = `${top}px`;
  menu.style.left = `${left}px`;
}

/** A button with a menu: arrows move, Enter takes, Escape or a click elsewhere closes. */
export function Menu({ label, icon, items, className = 'btn btn-icon', busy = false }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const menuId = useId();

  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) button.current?.focus();
  };
  const closeOutside = useEffectEvent((event: Event) => {
    const target = event.target as Node;
    if (!menu.current?.contains(target) && !button.current?.contains(target)) close(false);
  });

  useEffect(() => {
    if (!open || !menu.current || !button.current) return;
    menu.current.showPopover();
    place(button.current, menu.current);
    menu.current.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const onOutside = (event: Event) => closeOutside(event);
    document.addEventListener('pointerdown', onOutside);
    document.addEventListener('scroll', onOutside, true);
    return () => {
      document.removeEventListener('pointerdown', onOutside);
      document.removeEventListener('scroll', onOutside, true);
    };
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    const lines = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const now = lines.indexOf(document.activeElement as HTMLElement);
    const steps: Record<string, number> = {
      ArrowDown: (now + 1) % lines.length,
      ArrowUp: (now - 1 + lines.length) % lines.length,
      Home: 0,
      End: lines.length - 1,
    };
    const next = steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      lines[next]?.focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close(true);
    } else if (event.key === 'Tab') {
      close(true);
    }
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? menuId : undefined}
        aria-busy={busy}
        onClick={() => setOpen(!open && !busy)}
      >
        {icon}
      </button>
      {open ? (
        <div
          ref={menu}
          id={menuId}
          role="menu"
          tabIndex={-1}
          aria-label={label}
          popover="manual"
          className="menu"
          onKeyDown={onKeyDown}
        >
          {items.map((item) => (
            <button
              key={item.key}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className="menu-item"
              onClick={() => {
                close(true);
                item.onSelect();
              }}
            >
              {item.label}
              {item.hint ? <small>{item.hint}</small> : null}
            </button>
          ))}
        </div>
      ) : null}
    </>
  );
}

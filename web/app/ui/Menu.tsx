import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  Separator,
  Header,
  Popover,
  type MenuItemProps as AriaMenuItemProps,
  type MenuProps as AriaMenuProps,
  type MenuSectionProps,
} from 'react-aria-components';
import { classes } from './class';
import styles from './list.module.css';

/** Props of Menu: react-aria's, without render functions. The label is read aloud. */
export interface MenuProps extends Omit<AriaMenuProps<object>, 'children' | 'className'> {
  'aria-label': string;
  children: ReactNode;
  placement?: 'top' | 'bottom' | 'top start' | 'top end' | 'bottom start' | 'bottom end';
}

/** Menu belongs inside a MenuTrigger, after the Button that opens it. */
export function Menu({ placement = 'bottom start', children, ...props }: MenuProps) {
  return (
    <Popover placement={placement} className={styles.popover ?? ''}>
      <AriaMenu {...props} className={styles.list ?? ''}>
        {children}
      </AriaMenu>
    </Popover>
  );
}

/** Props of MenuItem. `text` is what is shown and what typing ahead finds. */
export interface MenuItemProps extends Omit<AriaMenuItemProps, 'children' | 'className'> {
  text: string;
  detail?: ReactNode;
  icon?: ReactElement;
  danger?: boolean;
}

/** MenuItem is one line of a Menu; in a section with selectionMode it shows a tick. */
export function MenuItem({ text, detail, icon, danger, ...props }: MenuItemProps) {
  return (
    <AriaMenuItem {...props} textValue={text} className={classes(styles.option, danger && styles.danger)}>
      {({ selectionMode, isSelected }) => (
        <>
          {selectionMode !== 'none' && <span className={styles.check}>{isSelected && <Check size={16} aria-hidden />}</span>}
          {icon}
          <span className={styles.text}>
            <span>{text}</span>
            {detail && <span className={styles.detail}>{detail}</span>}
          </span>
        </>
      )}
    </AriaMenuItem>
  );
}

/** MenuSection groups lines under a title; with selectionMode its lines are choices. */
export function MenuSection({ title, children, ...props }: Omit<MenuSectionProps<object>, 'children' | 'className'> & { title: string; children: ReactNode }) {
  return (
    <AriaMenuSection {...props} aria-label={title}>
      <Header className={styles.heading}>{title}</Header>
      {children}
    </AriaMenuSection>
  );
}

/** MenuSeparator is a line between groups. */
export function MenuSeparator() {
  return <Separator className={styles.separator ?? ''} />;
}

export { MenuTrigger } from 'react-aria-components';

import type { ReactElement } from 'react';
import { Button, type ButtonProps } from './Button';
import { Tooltip } from './Tooltip';

/** Props of IconButton. The label is read aloud and shown as the tooltip. */
export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon' | 'aria-label'> {
  label: string;
  children: ReactElement;
}

/** IconButton is a button that shows only an icon; it always has a label and a tooltip. */
export function IconButton({ label, children, variant = 'quiet', ...props }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <Button {...props} variant={variant} icon aria-label={label}>
        {children}
      </Button>
    </Tooltip>
  );
}

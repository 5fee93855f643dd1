import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { buttonClass, type ButtonLook } from './buttonLook';

/** Props of Button: react-aria's (onPress, isDisabled, isPending, slot …) and a look. */
export interface ButtonProps extends Omit<AriaButtonProps, 'className'>, ButtonLook {
  className?: string;
}

/** Button is the button of the room and of the administrator's pages. It may trigger a Dialog, Menu or Tooltip. */
export function Button({ variant, size, icon, className, ...props }: ButtonProps) {
  return <AriaButton {...props} className={buttonClass({ variant, size, icon }, className)} />;
}

import type { ButtonHTMLAttributes } from 'react';
import { buttonClass, type ButtonLook } from './buttonLook';

/** Props of PlainButton: the element's own and a look. */
export interface PlainButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, ButtonLook {}

/** PlainButton looks like Button without react-aria, for pages that must load fast (join, end screens). It cannot trigger overlays. */
export function PlainButton({ variant, size, icon, className, type = 'button', ...props }: PlainButtonProps) {
  // oxlint-disable-next-line react/button-has-type -- the type has a default and is narrowed by the props
  return <button {...props} type={type} className={buttonClass({ variant, size, icon }, className)} />;
}

import type { Scope } from '../state';

/** The choice of units as it is being made. */
export interface ScopeForm {
  kind: Scope['kind'];
  group: string | null;
  ticked: Set<string>;
  except: Set<string>;
  reason: string;
}

/** emptyScope is the choice to begin with: all units, as most conclusions are for all. */
export function emptyScope(): ScopeForm {
  return { kind: 'all', group: null, ticked: new Set(), except: new Set(), reason: '' };
}

/** readScope is the scope that a form says, or null when it is not complete. */
export function readScope({ kind, group, ticked, except, reason }: ScopeForm): Scope | null {
  switch (kind) {
    case 'all':
      return { kind };
    case 'group':
      return group ? { kind, group } : null;
    case 'ticked':
      return ticked.size > 0 ? { kind, units: [...ticked] } : null;
    default:
      return except.size > 0 && reason.trim() ? { kind, except: [...except], reason: reason.trim() } : null;
  }
}

/** countable says whether the units can be counted already, even if a reason is still missing. */
export function countable({ kind, group, except }: ScopeForm): boolean {
  return kind === 'group' ? group !== null : kind !== 'except' || except.size > 0;
}

import { useMemo } from 'react';
import type { Meeting, Unit } from '../state';
import type { Choice } from '../ui/ChoiceItem';
import { useWork } from './work';

// The same words as agenda.Unit.Label in Go; a unit of another level has its plain name.
const kinds: { readonly [level: string]: string } = { quan: 'Quận', huyen: 'Huyện', thixa: 'Thị xã', phuong: 'Phường', xa: 'Xã', dackhu: 'Đặc khu' };

/** unitLabel is a unit's name with its kind: "Quận Ba Đình". */
export function unitLabel(unit: Pick<Unit, 'name' | 'level'>): string {
  const kind = kinds[unit.level];
  return kind ? `${kind} ${unit.name}` : unit.name;
}

/** unitOf finds a unit of the meeting, its host included. */
export function unitOf(meeting: Pick<Meeting, 'host' | 'units'>, id: string): Unit | undefined {
  return id === 'host' ? meeting.host : meeting.units.find((unit) => unit.id === id);
}

/** useUnitLabel gives a function from a unit's id to its label; unknown ids are shown as they are, the empty id as nothing. */
export function useUnitLabel(): (id: string) => string {
  const { host, units } = useWork(({ meeting }) => ({ host: meeting.host, units: meeting.units }));
  return useMemo(() => {
    const labels = new Map([host, ...units].map((unit) => [unit.id, unitLabel(unit)]));
    return (id) => (id ? (labels.get(id) ?? id) : '');
  }, [host, units]);
}

/** useUnitChoices are host and units to choose from. */
export function useUnitChoices(): Choice[] {
  const { host, units } = useWork(({ meeting }) => ({ host: meeting.host, units: meeting.units }));
  return useMemo(() => [host, ...units].map((unit) => ({ id: unit.id, text: unitLabel(unit), find: `${unit.id} ${unit.name}` })), [host, units]);
}

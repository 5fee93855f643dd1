import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ddmmyyyy, hhmm } from '../meeting/clock';
import { unitLabel, useUnitChoices, useUnitLabel } from '../meeting/units';
import { lineKinds, useWork, useWorkApi } from '../meeting/work';
import type { Choice } from '../ui/ChoiceItem';
import type { LineKind } from '../wire';
import { kindCommand } from './compose';
import { modulesOf, type Fillings } from './modules';
import { directs, withLead, withSupport, type Speaker, type Wish } from './sketch';
import type { Offered } from './usePicker';

const everybody = 'all';

/** What a press on a choice means. */
export type Picked = { kind: LineKind } | { module: string } | { lead: { all: true } | { group: string } | { unit: string } } | { support: string };

/** picked reads the id of a choice. */
export function picked(id: string): Picked {
  const [sort, rest] = [id.slice(0, 2), id.slice(2)];
  if (sort === 'k:') return { kind: rest as LineKind };
  if (sort === 'm:') return { module: rest };
  if (sort === 's:') return { support: rest };
  if (sort === 'g:') return { lead: { group: rest } };
  return { lead: id === everybody ? { all: true } : { unit: rest } };
}

/** wishWith is a wish with what was picked. */
export function wishWith(wish: Wish, pick: Picked): Wish {
  if ('lead' in pick) return withLead(wish, pick.lead);
  return 'support' in pick ? withSupport(wish, pick.support) : wish;
}

/** useOffered are the choices of each sign: @ everybody, groups and units where tasks may come from the line, else units; & units that help; / kinds and modules. */
export function useOffered(kind: LineKind): Offered {
  const { t } = useTranslation();
  const units = useUnitChoices();
  const { groups, count, saved } = useWork(({ meeting }) => ({ groups: meeting.groups, count: meeting.units.length, saved: meeting.modules }));
  return useMemo(() => {
    const each = units.map((unit) => ({ ...unit, id: `u:${unit.id}` }));
    const all: Choice = { id: everybody, text: t('tasks.scopes.all', { count }), find: 'tat ca moi' };
    const saves = groups.map((group): Choice => ({ id: `g:${group.id}`, text: group.name, detail: t('tasks.units', { count: group.units.length }) }));
    const kinds = lineKinds.map((one): Choice => ({ id: `k:${one}`, text: kindCommand[one] ?? '', detail: t(`minutes.kinds.${one}`), find: `${(kindCommand[one] ?? '').slice(1)} ${t(`minutes.kinds.${one}`)}` }));
    const modules = modulesOf(saved ?? []).map(({ word, title }): Choice => ({ id: `m:${word}`, text: `/${word}`, detail: title, find: `${word} ${title}` }));
    const directive = directs(kind);
    return { '@': directive ? [all, ...saves, ...each] : each, '&': directive ? units.map((unit) => ({ ...unit, id: `s:${unit.id}` })) : [], '/': [...kinds, ...modules] };
  }, [units, groups, count, saved, kind, t]);
}

/** useFillings gives what the parts of a module in braces become now. */
export function useFillings(speaker: Speaker, item: string): () => Fillings {
  const work = useWorkApi();
  const label = useUnitLabel();
  return () => {
    const { meeting } = work.store.getState();
    const now = work.now();
    const chair = meeting.seats.find((seat) => seat.role === 'chair' && !seat.revoked);
    const here = new Set(meeting.attendance.filter((one) => one.stays.at(-1)?.until === null).map((one) => one.unit));
    return {
      gio: hhmm(now),
      ngay: ddmmyyyy(now),
      muc: meeting.items.find((one) => one.id === item)?.title ?? '',
      chutri: [chair?.name, chair?.post].filter(Boolean).join(', '),
      donvi: label(speaker.unit),
      nguoi: speaker.person,
      comat: String(meeting.units.filter((unit) => here.has(unit.id)).length),
      tong: String(meeting.units.length),
      cuochop: meeting.title || unitLabel(meeting.host),
    };
  };
}

import { useMemo } from 'react';
import { publicationOf } from '../../media/roomState';
import { useRoom } from '../roomContext';
import { floorSeat, queueSeats, sitesOf, type Site } from '../sites';
import { useMeeting } from '../store';

/** What the stage shows: who is in the room, who has the floor, who waits, who shares. */
export interface StageSites {
  /** Sites in the room, chair first; our own is among them. */
  sites: readonly Site[];
  me: string;
  floor: string | null;
  chair: string | null;
  /** Place in the queue by seat, from 1. */
  hands: ReadonlyMap<string, number>;
  /** The sites whose screens are shared, other than ours. */
  shares: readonly Site[];
}

/** useStageSites joins the agenda's names with the room's devices. Names that the agenda has not brought yet are the ids of the seats. */
export function useStageSites(): StageSites {
  const me = useMeeting((store) => store.me);
  const meeting = useMeeting((store) => store.meeting);
  const peers = useRoom((state) => state.peers);
  return useMemo(() => {
    const here = new Set([me.seat, ...peers.map((peer) => peer.seat)]);
    const known = meeting ? sitesOf(meeting) : [];
    const sites = known.filter((site) => here.has(site.seat));
    const named = new Set(sites.map((site) => site.seat));
    for (const seat of here) {
      if (named.has(seat)) continue;
      const mine = seat === me.seat;
      sites.push({ seat, role: mine ? me.role : 'unit', unit: mine ? me.unit : seat, person: mine ? me.name : '', post: '', here: true });
    }
    const hands = new Map(meeting ? queueSeats(meeting).map((seat, index) => [seat, index + 1]) : []);
    const shares = sites.filter((site) => site.seat !== me.seat && publicationOf(peers, site.seat, 'screen') === 'on');
    return {
      sites,
      me: me.seat,
      floor: meeting ? floorSeat(meeting) : null,
      chair: sites.find((site) => site.role === 'chair')?.seat ?? null,
      hands,
      shares,
    };
  }, [me, meeting, peers]);
}

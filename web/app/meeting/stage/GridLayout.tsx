import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton';
import { useRoomMedia } from '../roomContext';
import { gridFor } from './layout';
import { keepOrder } from './order';
import { rankOf } from './SpeakerLayout';
import styles from './stage.module.css';
import { Tile } from './Tile';
import { useBox } from './useBox';
import type { StageSites } from './useStageSites';

/** GridLayout shows everybody in equal tiles, in pages; faces keep their places and only a speaker from another page comes in. */
export function GridLayout({ stage }: { stage: StageSites }) {
  const { t } = useTranslation();
  const area = useRef<HTMLDivElement>(null);
  const box = useBox(area);
  const [wish, setPage] = useState(0);
  const grid = useMemo(() => gridFor(box.width, box.height, stage.sites.length), [box, stage.sites.length]);
  const pages = Math.max(1, Math.ceil(stage.sites.length / grid.perPage));
  const page = Math.min(wish, pages - 1);
  const order = useOrder(stage, page, grid.perPage);
  const bySeat = useMemo(() => new Map(stage.sites.map((site) => [site.seat, site])), [stage.sites]);
  const shown = order.slice(page * grid.perPage, (page + 1) * grid.perPage).flatMap((seat) => bySeat.get(seat) ?? []);
  return (
    <div className={styles.gridLayout}>
      <div ref={area} className={styles.grid}>
        {box.width > 0 &&
          shown.map((site) => (
            <Tile
              key={site.seat}
              site={site}
              mine={site.seat === stage.me}
              hand={stage.hands.get(site.seat) ?? 0}
              floor={site.seat === stage.floor}
              rank={rankOf(site, stage)}
              size={{ width: grid.tileWidth, height: grid.tileHeight }}
            />
          ))}
      </div>
      {pages > 1 && (
        <nav className={styles.pages} aria-label={t('stage.page', { page: page + 1, pages })}>
          <IconButton label={t('stage.previousPage')} size="small" isDisabled={page === 0} onPress={() => setPage(page - 1)}>
            <ChevronLeft size={20} aria-hidden />
          </IconButton>
          <span aria-live="polite">{t('stage.page', { page: page + 1, pages })}</span>
          <IconButton label={t('stage.nextPage')} size="small" isDisabled={page === pages - 1} onPress={() => setPage(page + 1)}>
            <ChevronRight size={20} aria-hidden />
          </IconButton>
        </nav>
      )}
    </div>
  );
}

function useOrder(stage: StageSites, page: number, perPage: number): readonly string[] {
  const { room } = useRoomMedia();
  const [order, setOrder] = useState<readonly string[]>([]);
  const heardAt = useRef(new Map<string, number>());
  useEffect(() => {
    const present = stage.sites.map((site) => site.seat);
    const arrange = (speaking: readonly string[]) => {
      for (const seat of speaking) heardAt.current.set(seat, performance.now());
      setOrder((before) => keepOrder(before, { present, speaking, heardAt: heardAt.current, page, perPage }));
    };
    arrange(room.store.getState().speaking);
    return room.store.subscribe((state, before) => {
      if (state.speaking !== before.speaking) arrange(state.speaking);
    });
  }, [stage.sites, page, perPage, room]);
  return order;
}

import { Activity, ClipboardCheck, DoorClosed, Ellipsis, Gauge, Keyboard, Languages, Leaf, Lock, LockOpen, Maximize, MicOff, Minimize, MonitorUp, Presentation, Search, Settings } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage, setLanguage } from '../../i18n';
import { canShareScreen } from '../../media/screen';
import { Menu, MenuItem, MenuSection, MenuSeparator, MenuTrigger } from '../../ui/Menu';
import { toast } from '../../ui/Toast';
import { useLocal, useRoom, useRoomMedia } from '../roomContext';
import { useShownShare } from '../stage/useShownShare';
import { useStageSites } from '../stage/useStageSites';
import { useMeeting } from '../store';
import { useView, useViewApi } from '../viewContext';
import { useWork, useWorkApi } from '../work';
import { BarButton } from './BarButton';
import { useShare } from './useControls';

/** MoreMenu holds what is needed now and then: layout, full screen, devices, keys, language; for chair and secretary also silence. */
export function MoreMenu({ compact }: { compact: boolean }) {
  const { t } = useTranslation();
  const { room, local } = useRoomMedia();
  const saving = useLocal((state) => state.saving);
  const work = useWorkApi();
  const view = useViewApi();
  const staff = useMeeting((store) => store.me.role === 'chair' || store.me.role === 'secretary');
  const me = useMeeting((store) => store.me);
  const sharing = useRoom((state) => state.screen !== null);
  const share = useShare();
  const fullscreen = useFullscreen();
  const run: Record<string, () => void> = {
    share,
    fullscreen: () => void (fullscreen ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => undefined),
    settings: () => view.setState({ dialog: 'settings' }),
    link: () => view.setState({ dialog: 'link' }),
    saving: () => local.setSaving(!saving),
    shortcuts: () => view.setState({ dialog: 'shortcuts' }),
    search: () => void window.open(`/hop/${encodeURIComponent(me.meeting)}/${encodeURIComponent(me.seat)}/tim`, '_blank', 'noopener'),
    wall: () => void window.open(`/hop/${encodeURIComponent(me.meeting)}/${encodeURIComponent(me.seat)}/man-hinh`, '_blank', 'noopener'),
    language: () => void setLanguage(currentLanguage() === 'vi' ? 'en' : 'vi'),
    floor: () => work.act('floor.lock', { locked: !work.store.getState().meeting.floor_locked }),
    room: () => work.act(work.store.getState().meeting.room_locked ? 'meeting.unlock' : 'meeting.lock', {}),
    lobby: () => view.setState({ dialog: 'lobby' }),
    roomNow: () => view.setState({ dialog: 'room' }),
    board: () => view.setState({ dialog: 'board' }),
    muteAll: () => {
      room.muteAll();
      toast({ text: t('bar.mutedAll') });
    },
  };
  return (
    <MenuTrigger>
      <BarButton icon={<Ellipsis aria-hidden />} text={t('bar.more')} />
      <Menu placement="top" aria-label={t('bar.more')} onAction={(key) => run[String(key)]?.()}>
        {staff && <StaffSection />}
        {staff && <MenuSeparator />}
        <LayoutSection />
        <MenuSeparator />
        {compact && canShareScreen() && <MenuItem id="share" icon={<MonitorUp size={18} aria-hidden />} text={sharing ? t('bar.shareStop') : t('bar.share')} />}
        {staff && !compact && <MenuItem id="wall" icon={<Presentation size={18} aria-hidden />} text={t('wall.open')} />}
        {document.fullscreenEnabled && (
          <MenuItem
            id="fullscreen"
            icon={fullscreen ? <Minimize size={18} aria-hidden /> : <Maximize size={18} aria-hidden />}
            text={fullscreen ? t('bar.fullscreenEnd') : t('bar.fullscreen')}
          />
        )}
        <MenuItem id="search" icon={<Search size={18} aria-hidden />} text={t('search.open')} />
        <MenuItem id="settings" icon={<Settings size={18} aria-hidden />} text={t('bar.settings')} />
        <MenuItem id="link" icon={<Gauge size={18} aria-hidden />} text={t('bar.link')} />
        <MenuItem id="saving" icon={<Leaf size={18} aria-hidden />} text={saving ? t('bar.savingOff') : t('bar.savingOn')} />
        {!compact && <MenuItem id="shortcuts" icon={<Keyboard size={18} aria-hidden />} text={t('bar.shortcuts')} />}
        <MenuItem id="language" icon={<Languages size={18} aria-hidden />} text={t('bar.language')} />
      </Menu>
    </MenuTrigger>
  );
}

/** What chair and secretary do with the whole room. */
function StaffSection() {
  const { t } = useTranslation();
  const { floor, room, open } = useWork(({ meeting }) => ({ floor: Boolean(meeting.floor_locked), room: Boolean(meeting.room_locked), open: meeting.status !== 'closed' }));
  return (
    <MenuSection title={t('control.title')}>
      <MenuItem id="muteAll" icon={<MicOff size={18} aria-hidden />} text={t('bar.muteAll')} />
      {open && (
        <MenuItem
          id="floor"
          icon={floor ? <LockOpen size={18} aria-hidden /> : <Lock size={18} aria-hidden />}
          text={floor ? t('control.unlockFloor') : t('control.lockFloor')}
          detail={floor ? undefined : t('control.lockFloorHint')}
        />
      )}
      {open && (
        <MenuItem
          id="room"
          icon={room ? <LockOpen size={18} aria-hidden /> : <Lock size={18} aria-hidden />}
          text={room ? t('control.unlockRoom') : t('control.lockRoom')}
          detail={room ? undefined : t('control.lockRoomHint')}
        />
      )}
      {open && <MenuItem id="lobby" icon={<DoorClosed size={18} aria-hidden />} text={t('control.lobby')} />}
      <MenuItem id="roomNow" icon={<Activity size={18} aria-hidden />} text={t('room.title')} />
      <MenuItem id="board" icon={<ClipboardCheck size={18} aria-hidden />} text={t('control.board')} />
    </MenuSection>
  );
}

function LayoutSection() {
  const { t } = useTranslation();
  const view = useViewApi();
  const layout = useView((state) => state.layout);
  const stage = useStageSites();
  const { shares } = stage;
  const shown = useShownShare(stage) ? 'share' : layout;
  const choose = (key: string) => {
    if (key === 'share') view.setState({ dismissedShares: [] });
    else if (key === 'speaker' || key === 'grid') view.setState({ layout: key, dismissedShares: shares.map((site) => site.seat) });
  };
  return (
    <MenuSection
      title={t('bar.layout')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[shown]}
      onSelectionChange={(keys) => choose(keys === 'all' ? '' : String([...keys][0] ?? ''))}
    >
      <MenuItem id="speaker" text={t('bar.layoutSpeaker')} />
      <MenuItem id="grid" text={t('bar.layoutGrid')} />
      {shares.length > 0 && <MenuItem id="share" text={t('bar.layoutShare')} />}
    </MenuSection>
  );
}

function useFullscreen(): boolean {
  const [on, setOn] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const changed = () => setOn(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, []);
  return on;
}

import { useTranslation } from 'react-i18next';
import { hhmm, useTick } from '../meeting/clock';
import { useWork } from '../meeting/work';
import styles from './agenda.module.css';
import { courseOf } from './timing';

/** CourseLine says where the whole meeting stands: "chậm 6 phút, dự kiến xong 16:35". */
export function CourseLine() {
  const { t } = useTranslation();
  const meeting = useWork((state) => state.meeting);
  const line = useTick<HTMLParagraphElement>((element, now) => {
    const course = courseOf(meeting, now);
    element.hidden = course === null;
    if (!course) return;
    const minutes = Math.abs(course.lateMinutes);
    const end = hhmm(course.endsAt);
    const how = course.lateMinutes > 0 ? t('agenda.late', { minutes, end }) : course.lateMinutes < 0 ? t('agenda.early', { minutes, end }) : t('agenda.onTime', { end });
    if (element.textContent !== how) element.textContent = how;
    element.dataset['late'] = String(course.lateMinutes > 1);
  });
  return <p ref={line} className={styles.course} hidden />;
}

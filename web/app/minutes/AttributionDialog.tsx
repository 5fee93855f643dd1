import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnitChoices } from '../meeting/units';
import { useWorkApi } from '../meeting/work';
import type { Line } from '../state';
import { Button } from '../ui/Button';
import { ComboBox } from '../ui/ComboBox';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/TextField';
import { words } from '../wire';

/** AttributionDialog puts right whose words a line is. */
export function AttributionDialog({ line, onClose }: { line: Line; onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const units = useUnitChoices();
  // What the person saw when they began counts, as in the editor of the words.
  const [seen] = useState(line.revision);
  const [speaker, setSpeaker] = useState({ unit: line.unit, person: words(line.person) });
  const same = speaker.unit === line.unit && speaker.person.trim() === words(line.person);
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('minutes.attribute')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={same}
            onPress={() => {
              work.act('line.attribute', { line: line.id, was: seen, unit: speaker.unit, person: speaker.person.normalize('NFC').trim() });
              close();
            }}
          >
            {t('minutes.save')}
          </Button>
        </>
      )}
    >
      <ComboBox label={t('composer.unit')} choices={units} value={speaker.unit || null} onChange={(unit) => setSpeaker({ ...speaker, unit: unit ?? '' })} placeholder={t('agenda.leadHint')} />
      <TextField label={t('composer.person')} value={speaker.person} onChange={(person) => setSpeaker({ ...speaker, person })} maxLength={120} />
    </Dialog>
  );
}

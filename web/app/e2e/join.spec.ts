import { expect, test } from './rig';
import { expectMoving } from './media';
import { t } from './words';

test('the join page shows oneself, keeps the microphone off and hides the secret', async ({ server, open }) => {
  const unit = await open(server.unit, { devices: true });
  const { page } = unit;
  await expect(page).not.toHaveURL(/#/);
  const preview = page.getByRole('region', { name: t('join.preview') });
  await expectMoving(preview.locator('video'), 'own picture');
  await expect(page.getByRole('button', { name: t('join.micOff') })).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByText(t('join.micIsOff'), { exact: true })).toBeVisible();
  await page.getByLabel(t('join.name')).fill('');
  await unit.button('join.enter').click();
  await expect(page.getByText(t('join.nameNeeded'))).toBeVisible();
  expect(unit.faults).toEqual([]);
});

test('without permission the way in is to listen', async ({ server, open }) => {
  const unit = await open(server.unit, { permissions: [], devices: true });
  await unit.page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await unit.button('join.ask').click();
  await expect(unit.page.getByText(t('join.denied'))).toBeVisible();
  await expect(unit.button('join.listen')).toBeEnabled();
});

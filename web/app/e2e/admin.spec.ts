import { readFileSync } from 'node:fs';
import { expect, test } from './rig';
import { like, t } from './words';

test('an administrator makes a meeting from the six-month template and hands out its links', async ({ empty, open, enter }) => {
  await expect.poll(() => empty.adminLink).not.toBe('');
  const admin = await open({ url: empty.adminLink, meeting: 'directory', seat: '', secret: '' });
  const { page } = admin;
  await admin.button('session.adminEnter').click();
  await expect(page).not.toHaveURL(/#/);
  await page.getByRole('link', { name: t('admin.create') }).first().click();

  await test.step('fill in what a meeting needs', async () => {
    await expect(page.getByRole('radio', { name: 'Giao ban sơ kết 6 tháng' })).toBeChecked();
    const field = (key: string) => page.getByRole('textbox', { name: new RegExp(`^${t(key)}( \\*)?$`) });
    await field('admin.title').fill('Giao ban sơ kết 6 tháng, thử nghiệm');
    await field('admin.host').fill('Sở Công Thương Hà Nội');
    await field('admin.chairName').fill('Trần Thị Phương Lan');
    await field('admin.secretaryName').fill('Nguyễn Văn A');
    await admin.button('tasks.untickAll').click();
    await expect(admin.button('admin.makeNow')).toBeDisabled();
    await page.getByRole('textbox', { name: t('tasks.findUnit') }).fill('ba dinh');
    await page.getByRole('group', { name: t('admin.units') }).locator('label').filter({ hasText: 'Ba Đình' }).click();
    await page.getByRole('textbox', { name: t('tasks.findUnit') }).fill('thach that');
    await page.getByRole('group', { name: t('admin.units') }).locator('label').filter({ hasText: 'Thạch Thất' }).click();
    await admin.button('admin.makeNow').click();
  });

  const rows = page.getByRole('row');
  await test.step('the links of all seats are there, and as a table', async () => {
    await expect(rows.filter({ hasText: 'Ba Đình' })).toBeVisible({ timeout: 20_000 });
    await expect(rows.filter({ hasText: 'Thạch Thất' })).toBeVisible();
    await expect(rows.filter({ hasText: t('role.chair') }).getByRole('code')).toContainText('#t=');
    const waiting = page.waitForEvent('download');
    await admin.button('admin.copyCsv').click();
    const csv = readFileSync(await (await waiting).path(), 'utf8');
    expect(csv.split('\n').filter((line) => line.includes('/hop/'))).toHaveLength(4);
  });

  await test.step('the chair joins by the link and finds the agenda of the template', async () => {
    const url = (await rows.filter({ hasText: t('role.chair') }).getByRole('code').textContent()) ?? '';
    const chair = await enter({ url, meeting: '', seat: 'chair', secret: '' });
    await expect(chair.page.getByRole('heading', { level: 1 })).toHaveText('Giao ban sơ kết 6 tháng, thử nghiệm');
    await expect(chair.page.getByRole('navigation', { name: t('meeting.agenda') })).toContainText('Lĩnh vực thương mại');
    await expect(chair.button('agenda.open')).toBeEnabled();
    expect(chair.faults).toEqual([]);
  });

  await test.step('the first link worked once', async () => {
    const thief = await open({ url: empty.adminLink, meeting: 'directory', seat: '', secret: '' });
    await thief.button('session.adminEnter').click();
    await expect(thief.page.getByText(t('session.refused'))).toBeVisible();
  });
  await page.goto(`${empty.url}/quan-tri`);
  await expect(page.getByRole('link', { name: like('admin.linksOf') })).toHaveCount(1);
  expect(admin.faults).toEqual([]);
});

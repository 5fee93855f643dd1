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

test('an administrator edits the holidays of a year, and takes it back', async ({ empty, open }) => {
  await expect.poll(() => empty.adminLink).not.toBe('');
  const admin = await open({ url: empty.adminLink, meeting: 'directory', seat: '', secret: '' });
  const { page } = admin;
  await admin.button('session.adminEnter').click();
  await expect(page).not.toHaveURL(/#/);
  await page.goto(`${empty.url}/quan-tri/lich`);
  await page.getByRole('radio', { name: '2027' }).click();
  const rows = page.getByRole('listitem').filter({ has: page.getByRole('textbox', { name: t('admin.calendar.nameVi') }) });
  const shipped = await rows.count();
  expect(shipped).toBeGreaterThan(4);

  await admin.button('admin.calendar.addOff').click();
  const from = rows.last().getByRole('group', { name: t('admin.calendar.from') });
  await from.getByRole('spinbutton').first().click();
  await page.keyboard.type('15062027');
  await rows.last().getByRole('textbox', { name: t('admin.calendar.nameVi') }).fill('Nghỉ phòng chống bão');
  await expect(admin.button('admin.calendar.save')).toBeDisabled();
  await rows.last().getByRole('textbox', { name: t('admin.calendar.nameEn') }).fill('Storm');
  await page.screenshot({ path: test.info().outputPath('calendar.png'), fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: test.info().outputPath('calendar-phone.png'), fullPage: true });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1440, height: 900 });
  await admin.button('admin.calendar.save').click();
  const edited = page.getByRole('radio', { name: t('admin.calendar.editedYear', { year: 2027 }) });
  await expect(edited).toBeVisible();
  await expect(page.getByText(t('admin.calendar.saved', { year: 2027 }))).toBeVisible();

  await page.reload();
  await edited.click();
  await expect(rows).toHaveCount(shipped + 1);
  await admin.button('admin.calendar.restore').click();
  await page.getByRole('alertdialog').getByRole('button', { name: t('admin.calendar.restore') }).click();
  await expect(page.getByRole('radio', { name: '2027', exact: true })).toBeVisible();
  await expect(rows).toHaveCount(shipped);
  expect(admin.faults).toEqual([]);
});

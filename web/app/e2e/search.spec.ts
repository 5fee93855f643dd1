import { expectAccessible, expectNoSideways } from './looks';
import { expect, test } from './rig';
import type { Link, Server } from './server';
import { like, t } from './words';

const old = 'Đẩy nhanh giải phóng mặt bằng các cụm công nghiệp tại huyện Thạch Thất.';

/** earlier makes a meeting that was held before, with a conclusion that is given to two units and a note. */
async function earlier(server: Server): Promise<void> {
  const admin: Link = { url: '', meeting: 'hop-truoc', seat: '', secret: server.adminLink.split('#t=')[1] ?? '' };
  const host = { name: 'Sở Công Thương Hà Nội', level: 'so' };
  const units = [{ id: '001', name: 'Ba Đình', level: 'quan' }, { id: '276', name: 'Thạch Thất', level: 'huyen' }];
  await server.command(admin, 'meeting.create', { title: 'Giao ban tháng trước', starts_at: '2020-06-29T07:00:00Z', host, units });
  await server.command(admin, 'seat.add', { seat: 'tk', unit: 'host', role: 'secretary', name: 'Thư ký' });
  const answer = await fetch(`${server.url}/api/meetings/hop-truoc/links`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${admin.secret}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ seats: ['tk'] }),
  });
  const { links } = (await answer.json()) as { links: { url: string }[] };
  const secretary: Link = { ...admin, seat: 'tk', secret: links[0]?.url.split('#t=')[1] ?? '' };
  await server.command(secretary, 'line.add', { line: 'kl', item: '', kind: 'conclusion', text: old });
  await server.command(secretary, 'line.add', { line: 'nb', item: '', kind: 'note', text: 'Ghi chú riêng về Thạch Thất.' });
  await server.command(secretary, 'task.assign', { assignment: 'nv', line: 'kl', scope: { kind: 'all' }, target: { kind: 'none' } });
}

test('what was given before is said while it is typed, and taken up', async ({ server, enter }) => {
  await earlier(server);
  await server.command(server.chair, 'meeting.open', {});
  await server.command(server.chair, 'item.start', { item: 'i4' });
  const secretary = await enter(server.secretary);
  await expect(secretary.currentItem).toBeVisible();
  await secretary.typeLine('conclusion', 'Tiep tuc day nhanh giai phong mat bang cac cum cong nghiep');
  const card = secretary.page.getByRole('region', { name: t('similar.title') });
  await expect(card).toContainText(old);
  await card.getByRole('button', { name: t('similar.again', { times: 1 }) }).click();
  await expect(card).toHaveCount(0);
  await expect(secretary.page.getByRole('list', { name: t('composer.chips') }), 'its units come along').toContainText(/Quận Ba Đình|30/);
  await secretary.page.getByRole('textbox', { name: t('composer.text') }).press('Control+Enter');
  await expect(secretary.line('Tiep tuc day nhanh')).toContainText(like('similar.repeats'));
  const unit = await enter(server.unit);
  await expect(unit.line('Tiep tuc day nhanh')).toContainText('29/06/2020');
});

test('the search finds words without marks, keeps its filters in the address, and shows each only what it may see', async ({ server, enter }) => {
  await earlier(server);
  await server.command(server.chair, 'meeting.open', {});
  await server.command(server.secretary, 'line.add', { line: 'yk', item: 'i4', kind: 'opinion', unit: '276', text: 'Huyện Thạch Thất đề nghị hỗ trợ.' });
  const secretary = await enter(server.secretary);
  const { page } = secretary;
  const path = (seat: string) => `${server.url}/hop/${server.secretary.meeting}/${seat}/tim`;
  await page.goto(path('secretary'));
  const hits = page.locator('[data-hit]');
  await page.getByRole('textbox', { name: t('search.words') }).pressSequentially('thach that');
  await expect(hits.filter({ hasText: old })).toBeVisible();
  await expect(hits.filter({ hasText: 'đề nghị hỗ trợ' }).locator('mark').first()).toHaveText('Thạch Thất');
  await expect(page.getByText('Ghi chú riêng'), 'a note stays with the staff of its meeting').toHaveCount(0);

  await page.keyboard.press('ArrowDown');
  await expect(hits.first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('textbox', { name: t('search.words') })).toBeFocused();

  await page.getByRole('button', { name: t('search.kind') }).click();
  await page.getByRole('option', { name: t('search.kinds.given') }).click();
  await expect(hits).toHaveCount(1);
  expect(new URL(page.url()).searchParams.get('kind')).toBe('given');
  await page.reload();
  await expect(hits).toHaveCount(1);
  await expect(page.getByRole('textbox', { name: t('search.words') })).toHaveValue('thach that');
  await expectAccessible(page, 'search');
  for (const width of [1440, 390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    await expectNoSideways(page, `search at ${width}`);
  }

  const unit = await enter(server.unit);
  await unit.page.goto(`${path(server.unit.seat)}?q=thach+that`);
  await expect(unit.page.locator('[data-hit]').filter({ hasText: 'đề nghị hỗ trợ' })).toBeVisible();
  await expect(unit.page.getByText(old), 'a meeting where the unit has no seat').toHaveCount(0);
  expect([...secretary.faults, ...unit.faults]).toEqual([]);
});

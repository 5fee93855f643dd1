import { expect, test } from './rig';
import { like, t } from './words';

test('a unit whose link is taken back is out within two seconds', async ({ server, enter, open }) => {
  const secretary = await enter(server.secretary);
  const unit = await enter(server.unit);
  await secretary.tab('delegates.title');
  await secretary.page.getByRole('listitem').filter({ hasText: 'Ba Đình' }).getByRole('button', { name: like('delegates.actionsOf') }).click();
  await secretary.page.getByRole('menuitem', { name: t('delegates.revoke') }).click();
  await secretary.confirm('delegates.revoke');
  await expect(unit.page.getByRole('heading', { name: t('end.revoked') })).toBeVisible({ timeout: 2_000 });
  await expect(unit.controls).toBeHidden();

  await unit.page.reload();
  await expect(unit.page.getByText(t('session.noLink'))).toBeVisible();
  const again = await open(server.unit);
  await expect(again.page.getByText(t('session.refused'))).toBeVisible();
});

test('a second window of the same browser takes the place of the first, which can take it back', async ({ server, enter }) => {
  const first = await enter(server.unit);
  const second = await first.another();
  await second.join();
  await expect(first.page.getByText(t('end.duplicate'))).toBeVisible();
  await first.button('end.here').click();
  await expect(first.controls).toBeVisible();
  await expect(second.page.getByText(t('end.duplicate'))).toBeVisible();
});

test('two machines may sit at one seat', async ({ server, enter }) => {
  const first = await enter(server.unit);
  const second = await enter(server.unit);
  await expect(second.controls).toBeVisible();
  await expect(first.controls).toBeVisible();
});

test('a wrong link lets nobody in and says what to do', async ({ server, open }) => {
  const unit = await open({ ...server.unit, url: server.unit.url.replace(/#t=.*/, '#t=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA') });
  await expect(unit.page.getByText(t('session.refused'))).toBeVisible();
  await expect(unit.page.getByText(t('session.refusedText'))).toBeVisible();
  await expect(unit.page).not.toHaveURL(/#/);
});

test('reading a link, as mail scanners do, burns nothing', async ({ server, open }) => {
  for (let i = 0; i < 3; i++) expect((await fetch(server.unit.url)).status).toBe(200);
  expect((await fetch(server.unit.url, { method: 'HEAD' })).ok).toBe(true);
  const unit = await open(server.unit);
  await expect(unit.page.getByLabel(t('join.name'))).toBeVisible();
  await expect(unit.page.getByText(like('join.chair')).first()).toBeVisible();
});

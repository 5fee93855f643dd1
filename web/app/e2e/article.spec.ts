import { instructions, type Instruction } from './report';
import { expect, test } from './rig';
import type { Seat } from './seat';
import { like, t } from './words';

/** What follows from the sentences that are not simply for everybody, without date and number. */
const total = { kind: 'total', value: 43, unit: 'cụm công nghiệp' };
const own = { kind: 'number', value: 5, unit: 'điểm' };
const multiple = { kind: 'multiple', value: 3, max: 5, unit: 'sự kiện' };
const host = 'Sở Công Thương Hà Nội';

const box = (seat: Seat) => seat.page.getByRole('textbox', { name: t('composer.text') });
const chips = (seat: Seat) => seat.page.getByRole('list', { name: t('composer.chips') });
const dateOffer = (seat: Seat) => seat.page.getByRole('button', { name: like('deadline.take') });
const numberOffer = (seat: Seat) => seat.page.getByRole('button', { name: like('composer.takeTarget') });

/** say puts a sentence into the box letter for letter as it was printed, and names who is to do it: a sign, a few letters without marks, Enter. */
async function say(seat: Seat, { text }: Instruction, sign: string, who: string): Promise<void> {
  await box(seat).focus();
  await seat.page.keyboard.insertText(text);
  await name(seat, sign, who);
  await expect(box(seat), 'the sign is gone, the sentence is whole').toHaveValue(text);
}

/** name calls somebody by a sign: the first of the list that opens. */
async function name(seat: Seat, sign: string, who: string): Promise<void> {
  await box(seat).pressSequentially(` ${sign}`);
  const first = seat.page.getByRole('listbox').getByRole('option').first();
  await expect(first).toContainText(who);
  await seat.page.keyboard.press('Enter');
  await expect(chips(seat)).toContainText(who);
}

/** takes presses Tab for a number that is offered, as that kind of target, and sees it become a chip. */
async function takes(seat: Seat, kind: 'number' | 'total' | 'multiple', target: string): Promise<void> {
  await expect(numberOffer(seat)).toHaveAccessibleName(t('composer.takeTarget', { target: t(`composer.targetIs.${kind}`, { target }) }));
  await seat.page.keyboard.press('Tab');
  await expect(chips(seat)).toContainText(target);
  await expect(numberOffer(seat)).toHaveCount(0);
}

/** written presses Ctrl+Enter and waits for the line. */
async function written(seat: Seat, { text }: Instruction): Promise<void> {
  await seat.page.keyboard.press('Control+Enter');
  await expect(seat.line(text)).toBeVisible();
  await expect(box(seat)).toHaveValue('');
}

test('the 16 instructions of the report, typed as they are printed', async ({ server, enter }) => {
  test.setTimeout(300_000);
  const said = instructions();
  expect(said).toHaveLength(16);
  await server.command(server.chair, 'meeting.open', {});
  const secretary = await enter(server.secretary);
  const everybody = t('tasks.scopes.all', { count: 30 });

  let item = '';
  for (const instruction of said) {
    await test.step(`${instruction.number}. ${instruction.text.slice(0, 50)}…`, async () => {
      if (instruction.item !== item) {
        item = instruction.item;
        await server.command(server.chair, 'item.start', { item });
        const choice = t('composer.chooseItem', { item: `${item.slice(1)}.` });
        await expect(secretary.page.getByRole('button', { name: choice }), 'the composer writes into the item that runs').toBeVisible();
      }
      // The kind stays from line to line.
      if (instruction.number === 1) await box(secretary).pressSequentially('/kl ');

      switch (instruction.number) {
        case 1: {
          // "đã đặt ra trong năm 2020" tells what was: the server, asked about the sentence, hears no date.
          const answered = secretary.page.waitForResponse((answer) => answer.url().includes('/deadlines') && Boolean(answer.request().postData()?.includes('trong năm 2020.')));
          await say(secretary, instruction, '@tat ca', everybody);
          expect(((await (await answered).json()) as { matches: unknown[] }).matches).toEqual([]);
          break;
        }
        case 2: {
          await say(secretary, instruction, '@tat ca', everybody);
          await takes(secretary, 'total', t('tasks.totalOf', { value: '43' }) + ' cụm công nghiệp');
          break;
        }
        case 6: {
          await say(secretary, instruction, '@so cong', host);
          // Two things are understood: Tab takes the date first, then the number, which is the one unit's own.
          await expect(dateOffer(secretary), '"trước" does not include the day').toContainText(/09-10-\d{4}/);
          await expect(numberOffer(secretary)).toBeVisible();
          await secretary.page.keyboard.press('Tab');
          await expect(chips(secretary)).toContainText('trước ngày 10-10');
          await expect(dateOffer(secretary)).toHaveCount(0);
          await takes(secretary, 'number', '5 điểm');
          break;
        }
        case 11: {
          await say(secretary, instruction, '@tat ca', everybody);
          await name(secretary, '&so cong', host);
          await takes(secretary, 'multiple', t('tasks.times', { range: '3–5', unit: 'sự kiện' }));
          break;
        }
        default:
          await say(secretary, instruction, '@tat ca', everybody);
          await expect(numberOffer(secretary), 'no number is heard where there is none').toHaveCount(0);
      }
      await written(secretary, instruction);
    });
  }

  await test.step('the lines are the sentences, and the tasks are what they say', async () => {
    const lines = (await server.events('line.added')).filter(({ kind }) => kind === 'conclusion');
    expect(lines.map(({ item: at, number, text }) => ({ item: at, number, text: (text as { v: string }).v }))).toEqual(said.map(({ item: at, number, text }) => ({ item: at, number, text })));
    const given = await server.events('task.assigned');
    expect(given.map(({ target }) => target)).toEqual(said.map(({ number }) => (number === 2 ? total : number === 6 ? own : number === 11 ? multiple : { kind: 'none' })));
    const units = given.map(({ tasks }) => (tasks as { unit: string }[]).map(({ unit }) => unit));
    expect(given.map(({ scope }) => (scope as { kind: string }).kind)).toEqual(said.map(({ number }) => (number === 6 ? 'ticked' : 'all')));
    expect(units[5]).toEqual(['host']);
    expect(units.flat()).toHaveLength(451);
    expect(given.flatMap(({ due }, n) => (due ? [[n + 1, (due as { words: string }).words]] : []))).toEqual([[6, 'trước ngày 10-10']]);
  });

  await test.step('15 have no date, 13 no number, 15 are for everybody: the server and the page say the same', async () => {
    const { findings } = (await (await server.get(server.secretary, `/api/meetings/${server.secretary.meeting}/check`)).json()) as { findings: { field: string; code: string }[] };
    for (const [field, code, mark, count] of [
      ['time', 'missing', 'timeMissing', 15],
      ['product', 'missing', 'productMissing', 13],
      ['person', 'everybody', 'personEverybody', 15],
    ] as const) {
      expect(findings.filter((finding) => finding.field === field && finding.code === code), `${field}, ${code}`).toHaveLength(count);
      await expect(secretary.minutes.getByRole('button', { name: t(`check.short.${mark}`), exact: true })).toHaveCount(count);
    }
    await secretary.tab('tasks.title');
    await expect(secretary.page.getByText(t('tasks.sum', { count: 451, units: 31 }))).toBeVisible();
  });
  expect(secretary.faults).toEqual([]);
});

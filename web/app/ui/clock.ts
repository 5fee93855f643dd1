/** meetingZone is Việt Nam's: the meeting's time, wherever the screen stands. */
export const meetingZone = 'Asia/Ho_Chi_Minh';
const hourMinute = new Intl.DateTimeFormat('en-GB', { timeZone: meetingZone, hour: '2-digit', minute: '2-digit' });
const withSeconds = new Intl.DateTimeFormat('en-GB', { timeZone: meetingZone, hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { timeZone: meetingZone, day: '2-digit', month: '2-digit', year: 'numeric' });

/** hhmm writes an instant as 09:30 in Việt Nam. */
export function hhmm(instant: string | number): string {
  return hourMinute.format(new Date(instant));
}

/** hhmmss writes an instant as 09:30:07 in Việt Nam. */
export function hhmmss(instant: string | number): string {
  return withSeconds.format(new Date(instant));
}

/** ddmmyyyy writes an instant's day as 05/12/2026 in Việt Nam. */
export function ddmmyyyy(instant: string | number): string {
  return day.format(new Date(instant));
}

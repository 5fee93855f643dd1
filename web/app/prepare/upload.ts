import { Problem, refusalOf } from '../api';

const patience = 10 * 60_000;

/** What is handed in with a file. */
export interface Handing {
  meeting: string;
  seat: string;
  /** The command's id: the same file sent again with it is handed in once. */
  id: string;
  paper: string;
  item: string;
  title: string;
  file: File;
}

/**
 * upload hands a file in and throws Problem. `progress` hears parts from 0 to 1; it is why this is not fetch, which cannot say how much of a body was sent. The caller has
 * asked whether the file holds secrets.
 */
export function upload({ meeting, seat, id, paper, item, title, file }: Handing, progress: (part: number) => void): Promise<void> {
  const query = new URLSearchParams({ seat, id, paper, item, title, name: file.name.normalize('NFC'), no_secret: 'true' });
  const request = new XMLHttpRequest();
  return new Promise((done, failed) => {
    request.open('POST', `/api/meetings/${encodeURIComponent(meeting)}/papers?${query}`);
    request.timeout = patience;
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => total > 0 && progress(loaded / total));
    request.addEventListener('load', () => {
      if (request.status === 200) return done();
      const refusal = refusalOf(parse(request.responseText));
      return failed(refusal ? new Problem(refusal.code, refusal.key, refusal.message, request.status, refusal.detail) : new Problem('unexpected', 'unexpected', null, request.status));
    });
    request.addEventListener('error', () => failed(new Problem('network', 'network', null)));
    request.addEventListener('timeout', () => failed(new Problem('unavailable', 'timeout', null)));
    request.send(file);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** paperAddress is where a paper is downloaded. */
export function paperAddress(meeting: string, seat: string, paper: string): string {
  return `/api/meetings/${encodeURIComponent(meeting)}/papers/${encodeURIComponent(paper)}?seat=${encodeURIComponent(seat)}`;
}

import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** What the vault keeps for the outbox: the key order is the order of sending. */
export interface Kept {
  id: string;
  seq: number;
  meeting: string;
  seat: string;
  value: unknown;
}

/**
 * Vault keeps words on this device until the server has them. `durable` is false when they would not survive a reload. One place (meeting and seat)
 * never sees another's.
 */
export interface Vault {
  readonly durable: boolean;
  all(meeting: string, seat: string): Promise<Kept[]>;
  put(kept: Kept): Promise<void>;
  remove(id: string): Promise<void>;
  readDraft(meeting: string, seat: string): Promise<unknown>;
  /** An undefined draft is forgotten. */
  writeDraft(meeting: string, seat: string, draft: unknown): Promise<void>;
}

interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  box: ArrayBuffer;
}

interface Shelves extends DBSchema {
  keys: { key: string; value: CryptoKey };
  outbox: { key: string; value: Omit<Kept, 'value'> & { sealed: Sealed }; indexes: { place: [string, string] } };
  drafts: { key: [string, string]; value: { meeting: string; seat: string; sealed: Sealed } };
}

/**
 * openVault opens the encrypted store of this browser, or one in memory when there is none (private windows, pages without https). The AES-GCM key cannot be
 * exported, so a copied profile folder shows no text without the browser that made it.
 */
export async function openVault(name = 'giaoban'): Promise<Vault> {
  try {
    if (typeof indexedDB === 'undefined' || !globalThis.crypto?.subtle) return memoryVault();
    const db = await openDB<Shelves>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('keys');
        fresh.createObjectStore('outbox', { keyPath: 'id' }).createIndex('place', ['meeting', 'seat']);
        fresh.createObjectStore('drafts', { keyPath: ['meeting', 'seat'] });
      },
    });
    return new DiskVault(db, await keyOf(db));
  } catch {
    return memoryVault();
  }
}

async function keyOf(db: IDBPDatabase<Shelves>): Promise<CryptoKey> {
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  // Two tabs may come here together: whichever key is stored first holds.
  const keys = db.transaction('keys', 'readwrite');
  const kept = await keys.store.get('v1');
  if (!kept) await keys.store.put(fresh, 'v1');
  await keys.done;
  return kept ?? fresh;
}

class DiskVault implements Vault {
  readonly durable = true;
  private readonly db: IDBPDatabase<Shelves>;
  private readonly key: CryptoKey;

  constructor(db: IDBPDatabase<Shelves>, key: CryptoKey) {
    this.db = db;
    this.key = key;
  }

  async all(meeting: string, seat: string): Promise<Kept[]> {
    const rows = await this.db.getAllFromIndex('outbox', 'place', [meeting, seat]);
    const opened = await Promise.all(rows.map(async ({ sealed, ...row }) => ({ ...row, value: await this.open(sealed) })));
    return opened.filter((row) => row.value !== undefined).toSorted((one, other) => one.seq - other.seq || (one.id < other.id ? -1 : 1));
  }

  async put({ value, ...row }: Kept): Promise<void> {
    await this.db.put('outbox', { ...row, sealed: await this.seal(value) });
  }

  async remove(id: string): Promise<void> {
    await this.db.delete('outbox', id);
  }

  async readDraft(meeting: string, seat: string): Promise<unknown> {
    const row = await this.db.get('drafts', [meeting, seat]);
    return row && this.open(row.sealed);
  }

  async writeDraft(meeting: string, seat: string, draft: unknown): Promise<void> {
    if (draft === undefined) await this.db.delete('drafts', [meeting, seat]);
    else await this.db.put('drafts', { meeting, seat, sealed: await this.seal(draft) });
  }

  private async seal(value: unknown): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.key, new TextEncoder().encode(JSON.stringify(value)));
    return { iv, box };
  }

  private async open({ iv, box }: Sealed): Promise<unknown> {
    try {
      return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, this.key, box))) as unknown;
    } catch {
      return undefined; // sealed with a key that the browser has thrown away: nobody can read it any more
    }
  }
}

/** memoryVault forgets with the page. */
export function memoryVault(): Vault {
  const kept = new Map<string, Kept>();
  const drafts = new Map<string, unknown>();
  const place = (meeting: string, seat: string) => `${meeting}/${seat}`;
  return {
    durable: false,
    all: async (meeting, seat) => [...kept.values()].filter((row) => row.meeting === meeting && row.seat === seat).toSorted((one, other) => one.seq - other.seq),
    put: async (row) => void kept.set(row.id, row),
    remove: async (id) => void kept.delete(id),
    readDraft: async (meeting, seat) => drafts.get(place(meeting, seat)),
    writeDraft: async (meeting, seat, draft) => void (draft === undefined ? drafts.delete(place(meeting, seat)) : drafts.set(place(meeting, seat), draft)),
  };
}

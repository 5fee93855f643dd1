import type vi from './vi.json';
import type workVi from './work.vi.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof vi & typeof workVi };
  }
}

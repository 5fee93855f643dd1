import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import styles from './tabs.module.css';
import { useEdges } from './useEdges';

/** One tab: `count` is shown beside the text when it is not zero. */
export interface TabContents {
  id: string;
  text: string;
  count?: number | undefined;
  contents: ReactNode;
}

/** Props of Tabs. Without `value` the first tab is shown and the kit remembers the choice. */
export interface TabsProps {
  label: string;
  tabs: readonly TabContents[];
  value?: string | undefined;
  onChange?: ((id: string) => void) | undefined;
}

/** Tabs fills its parent's height; each panel scrolls by itself. A row that is wider than its place shows at its ends that it goes on. */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  const row = useEdges<HTMLDivElement>(tabs.length);
  const controlled = value === undefined ? {} : { selectedKey: value };
  return (
    <AriaTabs className={styles.tabs ?? ''} {...controlled} {...(onChange ? { onSelectionChange: (key) => onChange(String(key)) } : {})}>
      <div className={styles.row}>
        <TabList ref={row} aria-label={label} className={styles.list ?? ''}>
          {tabs.map((tab) => (
            <Tab key={tab.id} id={tab.id} className={styles.tab ?? ''}>
              {tab.text}
              {tab.count ? <span className={styles.count}>{tab.count}</span> : null}
            </Tab>
          ))}
        </TabList>
        <ChevronRight size={16} className={styles.goesOn} aria-hidden />
      </div>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={styles.panel ?? ''}>
          {tab.contents}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}

// SPDX-License-Identifier: Apache-2.0
// A row of tabs that is wider than a phone is scrolled to the tab that is active, whoever made it so: a press, an address or
// another screen. One watcher for all rows of the page, so that no screen has to think of it.

export function keepTabsInView(root: HTMLElement): () => void {
  const shown = new WeakMap<Element, Element>();
  let asked = 0;
  const look = () => {
    asked = 0;
    for (const row of root.querySelectorAll('.tabs')) {
      const active = row.querySelector<HTMLElement>('[aria-selected="true"]');
      if (!active || shown.get(row) === active) continue;
      shown.set(row, active);
      if (row.scrollWidth > row.clientWidth) row.scrollLeft = active.offsetLeft - (row.clientWidth - active.offsetWidth) / 2 - (row as HTMLElement).offsetLeft;
    }
  };
  const watcher = new MutationObserver(() => (asked ||= requestAnimationFrame(look)));
  watcher.observe(root, { subtree: true, childList: true, attributeFilter: ['aria-selected'] });
  look();
  return () => {
    watcher.disconnect();
    cancelAnimationFrame(asked);
  };
}

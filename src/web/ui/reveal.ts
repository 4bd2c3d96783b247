/** As the `ref` of the tab one is at: brought into view where the row of tabs is longer than the window. */
export const reveal = (tab: HTMLElement | null): void =>
  tab?.scrollIntoView({ inline: 'nearest', block: 'nearest' })

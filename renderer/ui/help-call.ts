import { createStore } from 'zustand/vanilla';

/** A page asks for help here, and the handbook opens above whatever is on the screen. */
export const helpCall = createStore<{ readonly open: boolean }>(() => ({ open: false }));

export const askForHelp = (): void => helpCall.setState({ open: true });
export const closeHelp = (): void => helpCall.setState({ open: false });

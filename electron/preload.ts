import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { Bridge } from '../shared/contract/bridge.ts';
import { CALL, EVENT } from './shell/channels.ts';

/** Exposes the contract to the page, and nothing else. The station validates each call. */
const bridge: Bridge = {
  async call(name, input) {
    const reply: unknown = await ipcRenderer.invoke(CALL, name, input);
    return reply;
  },
  listen(listener) {
    // Don't pass the event on: it would give the page a sender.
    const hear = (_: IpcRendererEvent, name: string, payload: unknown): void => {
      listener(name, payload);
    };
    ipcRenderer.on(EVENT, hear);
    return () => {
      ipcRenderer.off(EVENT, hear);
    };
  },
};

contextBridge.exposeInMainWorld('chunfeng', bridge);

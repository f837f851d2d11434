// A train thread that never comes to its second report. The order of these imports matters.
import { register } from 'tsx/esm/api';

register();
await import('./stand-still.ts');
await import('../train.thread.ts');

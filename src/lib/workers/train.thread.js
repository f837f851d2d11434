// A train thread's entry under Node, which reads TypeScript only once tsx is registered in the thread.
import { register } from 'tsx/esm/api';

register();
await import('./train.thread.ts');

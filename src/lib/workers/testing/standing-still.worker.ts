/** A train worker that never comes to its second report. The order of these imports matters. */
import './stand-still.ts';
import '../train.worker.ts';

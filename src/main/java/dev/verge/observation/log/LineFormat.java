package dev.verge.observation.log;

import ch.qos.logback.classic.spi.ILoggingEvent;

/** Writes a line of the log. Any thread may use it. */
interface LineFormat {
    /** How much of a text that somebody else chose is written: a log is no place for a whole document. */
    int LONGEST_TEXT = 16_384;

    /** The line with its end. */
    String line(ILoggingEvent event);

    /** As much of a text as is written. */
    static String bounded(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }
}

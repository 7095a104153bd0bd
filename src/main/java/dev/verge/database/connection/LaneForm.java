package dev.verge.database.connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What kind of lane it is.
 *
 * @param connections how many connections it may open
 * @param warm how many of them are open before it carries anything, and always
 * @param depth how many requests one of them carries at a time
 * @param queue how many requests may wait for a place; more are refused at once
 * @param silence after how long without a word from the server a connection with requests on it is given up; null when
 *     those who wait decide
 * @param lifetime after how long a connection is replaced by a new one, at least four fifths of it
 */
public record LaneForm(
        int connections,
        int warm,
        int depth,
        int queue,
        @Nullable Duration silence,
        Duration lifetime) {}

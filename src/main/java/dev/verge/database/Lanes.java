package dev.verge.database;

import dev.verge.database.connection.Lane;

/**
 * The two ways to the database.
 *
 * @param shared few connections that carry many short transactions at a time, each ended by the server after a while
 * @param exclusive connections that carry one transaction at a time, which can be cancelled
 */
record Lanes(Lane shared, Lane exclusive) {}

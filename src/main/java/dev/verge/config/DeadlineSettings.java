package dev.verge.config;

import java.time.Duration;

/**
 * How long requests may take.
 *
 * @param standard the deadline of an operation that names none
 * @param maximum the longest deadline that an operation may name
 */
public record DeadlineSettings(Duration standard, Duration maximum) {}

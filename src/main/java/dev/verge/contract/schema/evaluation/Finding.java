package dev.verge.contract.schema.evaluation;

/**
 * One way in which a value breaks its schema.
 *
 * @param pointer the JSON pointer of the value inside the checked one, empty for the whole
 * @param detail what is wrong and what was expected
 */
public record Finding(String pointer, String detail) {}
